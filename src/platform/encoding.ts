/** A way of packing that every browser unpacks. */
export type Packing = 'br' | 'gzip'

/** What is shorter gains nothing from packing (bytes). */
export const WORTH = 1024

/**
 * The packing a client takes, the better one first (RFC 9110 §12.5.3: what has `q=0` is not taken).
 * @param accepted the header `Accept-Encoding`
 */
export function packingFor(accepted: string | undefined | null): Packing | undefined {
  const taken = new Set<string>()
  for (const one of (accepted ?? '').toLowerCase().split(',')) {
    const [name = '', ...parameters] = one.split(';').map((part) => part.trim())
    if (!parameters.some((part) => /^q=0(\.0*)?$/.test(part))) taken.add(name)
  }
  return taken.has('br') ? 'br' : taken.has('gzip') ? 'gzip' : undefined
}
