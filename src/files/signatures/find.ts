import type { Budget } from '../readers/budget.ts'
import { latin1 } from '../readers/bytes.ts'
import { spoken } from '../readers/pdf/fonts.ts'
import { bytesIn, dictionaryIn, listIn, nameIn, numberIn, valueIn, within } from '../readers/pdf/values.ts'
import type { Dictionary, Value } from '../readers/pdf/values.ts'

/** Signatures of one file that are looked at; no office paper comes near. */
export const MOST = 16
/** A signature's own bytes, written in hex, are taken as far as this. */
const GAP_MOST = 512 * 1024
/** The dictionary of a signature stands this near on both sides of its bytes. */
const NEAR = 8192
const RANGE = /\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/g
/** The longest way of writing a range that is found across two pieces of a file. */
const OVERLAP = 256

/** Where a signature says its bytes are: all of the file up to `end` but for `from`–`to`, where it stands itself. */
export type Span = { from: number; to: number; end: number }
/** A `/ByteRange` as it stands in the file (ISO 32000-1, 12.8.1). */
export type Ranged = { at: number; numbers: [number, number, number, number] }

/** Finds every `/ByteRange` of a PDF while it streams by; `many` when there are more than are looked at. */
export async function findRanges(
  chunks: AsyncIterable<Uint8Array>,
  spending: Budget,
  pause: () => Promise<void>,
): Promise<{ found: Ranged[]; many: boolean }> {
  const found: Ranged[] = []
  let [kept, base] = ['', 0]
  for await (const chunk of chunks) {
    spending.feed(chunk.length)
    spending.spend(chunk.length)
    const text = kept + latin1(chunk)
    for (const match of text.matchAll(RANGE)) {
      const numbers = match.slice(1).map(Number) as Ranged['numbers']
      const at = base + match.index
      if (found.at(-1)?.at === at) continue
      if (found.length === MOST) return { found, many: true }
      found.push({ at, numbers })
    }
    kept = text.slice(-OVERLAP)
    base += text.length - kept.length
    await pause()
  }
  return { found, many: false }
}

/** What a PDF says of one of its signatures, and the signature itself. */
export type Stated = {
  span: Span
  /** DER of a CMS SignedData, with what fills up its place. */
  der: Uint8Array
  form: string
  claimedAt?: string
  reason?: string
}

/**
 * Reads the dictionary a range stands in. The hole in the range must be that signature's own hex and nothing else:
 * otherwise something unsigned could hide in it.
 * @param part gives bytes of the file
 * @returns undefined when the range is none that can be held to anything
 */
export async function statedOf(
  { at, numbers: [zero, from, to, rest] }: Ranged,
  size: number,
  part: (offset: number, length: number) => Promise<Uint8Array>,
  spending: Budget,
): Promise<Stated | undefined> {
  const end = to + rest
  const hole = to - from
  const near = (at >= from - NEAR && at < from) || (at >= to && at < to + NEAR)
  if (zero !== 0 || hole < 4 || hole > GAP_MOST || end > size || rest === 0 || !near) return undefined
  const start = Math.max(0, from - NEAR)
  const bytes = await part(start, Math.min(size, to + NEAR) - start)
  spending.spend(bytes.length)
  const before = latin1(bytes.subarray(0, from - start))
  const der = fromHex(latin1(bytes.subarray(from - start, to - start)))
  const after = latin1(bytes.subarray(to - start))
  const object = before.lastIndexOf(' obj')
  if (der === undefined || object === -1 || !/\/Contents\s*$/.test(before)) return undefined
  const written = `${before.slice(object + 4)}<>${after.slice(0, Math.max(0, after.indexOf('endobj')))}`
  const dictionary = signatureIn(valueIn(written, spending), [zero, from, to, rest])
  if (dictionary === undefined) return undefined
  const claimedAt = timeIn(bytesIn(dictionary.get('M')))
  const reason = spoken(bytesIn(dictionary.get('Reason')) ?? '').slice(0, 200)
  return {
    span: { from, to, end },
    der,
    form: nameIn(dictionary.get('SubFilter')) ?? '',
    ...(claimedAt === undefined ? {} : { claimedAt }),
    ...(reason === '' ? {} : { reason }),
  }
}

/** The dictionary among these values that has this very range. */
function signatureIn(value: Value | undefined, numbers: number[]): Dictionary | undefined {
  if (value === undefined) return undefined
  for (const [, inner] of within(value)) {
    const range = listIn(dictionaryIn(inner)?.get('ByteRange')).map(numberIn)
    if (range.length === 4 && range.every((one, i) => one === numbers[i])) return dictionaryIn(inner)
  }
  return undefined
}

function fromHex(text: string): Uint8Array | undefined {
  if (!/^<[0-9a-fA-F\s]*>$/.test(text)) return undefined
  const digits = text.slice(1, -1).replaceAll(/\s/g, '')
  const bytes = new Uint8Array(Math.ceil(digits.length / 2))
  for (let i = 0; i < bytes.length; i++)
    bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2).padEnd(2, '0'), 16)
  return bytes
}

/** A date of a PDF (`D:20260105093000+07'00'`) as ISO 8601. */
function timeIn(text: string | undefined): string | undefined {
  const found = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:Z|([+-]\d\d)'?(\d\d)?)?/.exec(text ?? '')
  if (found === null) return undefined
  const [, year, month, day, hour, minute, second, zone, more = '00'] = found
  const offset = zone === undefined ? 'Z' : `${zone}:${more}`
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString()
}
