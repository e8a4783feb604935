import { AsnConvert } from '@peculiar/asn1-schema'
import { BasicConstraints, Certificate } from '@peculiar/asn1-x509'
import type { Name } from '@peculiar/asn1-x509'
import { unheaped } from '../../core/letters.ts'
import { bytesOf, isSame, serialized, verifies } from './crypt.ts'

const [COMMON, ORGANISATION] = ['2.5.4.3', '2.5.4.10']
const BASIC_CONSTRAINTS = '2.5.29.19'
/** Certificates from the signer's to the root at most; honest chains have four. */
const LONGEST = 8

/** How far the certificates of a signature lead: to a root that is trusted here, to none of them, or nobody said which are. */
export type Chain = { state: 'to_root'; root: string } | { state: 'untrusted' } | { state: 'not_checked' }

/** Roots as an operator writes them: PEM, or the base64 of their DER with commas between. @throws where one is none */
export const rootsIn = (text: string): Certificate[] =>
  text
    .split(/-----[A-Z ]+-----|,/)
    .map((one) => one.replaceAll(/\s/g, ''))
    .filter((one) => one !== '')
    .map((one) =>
      AsnConvert.parse(
        Uint8Array.from(atob(one), (char) => char.charCodeAt(0)),
        Certificate,
      ),
    )

/**
 * Follows the certificates from the signer's on, each held to the key of the next, to a root that is trusted here.
 * Each but the first must be one that may issue others, and all must have been valid at that time.
 * @param at when it was signed, as the signature says; nothing is held to a time that it does not say
 */
export async function chainOf(
  signer: Certificate,
  given: readonly Certificate[],
  roots: readonly Certificate[],
  at: Date | undefined,
): Promise<Chain> {
  if (roots.length === 0) return { state: 'not_checked' }
  let current = signer
  for (let step = 0; step < LONGEST; step++) {
    if (at !== undefined && !validAt(current, at)) return { state: 'untrusted' }
    const trusted = roots.find((root) => isSame(serialized(root), serialized(current)))
    if (trusted !== undefined) return { state: 'to_root', root: nameOf(trusted.tbsCertificate.subject) }
    const next = await issuerOf(current, [...roots, ...given])
    if (next === undefined || next === current) return { state: 'untrusted' }
    current = next
  }
  return { state: 'untrusted' }
}

async function issuerOf(one: Certificate, among: Certificate[]): Promise<Certificate | undefined> {
  const wanted = serialized(one.tbsCertificate.issuer)
  for (const other of among) {
    const { subject, subjectPublicKeyInfo } = other.tbsCertificate
    if (other === one || !isSame(serialized(subject), wanted) || !mayIssue(other)) continue
    if (one.tbsCertificateRaw === undefined) continue
    const right = await verifies(
      subjectPublicKeyInfo,
      one.signatureAlgorithm,
      undefined,
      bytesOf(one.tbsCertificateRaw),
      bytesOf(one.signatureValue),
    )
    if (right === true) return other
  }
  return undefined
}

/** Whether it may issue others (RFC 5280, 4.2.1.9); one that cannot be read may not. */
function mayIssue({ tbsCertificate: { extensions } }: Certificate): boolean {
  const found = extensions?.find(({ extnID }) => extnID === BASIC_CONSTRAINTS)
  try {
    return found !== undefined && AsnConvert.parse(found.extnValue.buffer, BasicConstraints).cA
  } catch {
    return false
  }
}

/** Whether a certificate was valid at that time. */
export function validAt({ tbsCertificate: { validity } }: Certificate, at: Date): boolean {
  return validity.notBefore.getTime() <= at && at <= validity.notAfter.getTime()
}

/** A name as people read it: `Nguyễn Văn An, Tỉnh ủy Sơn Bình`. */
export function nameOf(name: Name): string {
  const of = (type: string): string | undefined =>
    name
      .flatMap((set) => [...set])
      .findLast((one) => one.type === type)
      ?.value.toString()
  const parts = [of(COMMON), of(ORGANISATION)].filter((one) => one !== undefined && one !== '')
  return unheaped([...new Set(parts)].join(', '))
    .normalize('NFC')
    .slice(0, 200)
}
