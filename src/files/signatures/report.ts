import type { Certificate } from '@peculiar/asn1-x509'
import { showDay, showInstant } from '../../core/dates.ts'
import { chainOf, nameOf, validAt } from './chain.ts'
import { holds } from './cms.ts'
import type { Signed } from './cms.ts'
import type { Stated } from './find.ts'
import type { Measured } from './measure.ts'
import type { After } from './revisions.ts'
import type { SignatureAnswer } from './schema.ts'

/** A signature of a file as far as it was read: what the file says of it, and its own bytes; nothing where it is none. */
export type Read = { stated: Stated | undefined; signed: Signed | undefined }

export type Report = Omit<SignatureAnswer, 'no' | 'of' | 'told'>

const AFTER: Record<After, string | undefined> = {
  nothing: undefined,
  signatures: 'Sau chữ ký này tệp chỉ được thêm chữ ký.',
  comments: 'Sau chữ ký này tệp được thêm ghi chú.',
  unknown: 'Sau chữ ký này tệp được ghi thêm, chưa xác định được là nội dung gì.',
  content: 'Sau chữ ký này nội dung tệp đã bị thay đổi.',
}

/**
 * The report on one signature: what was checked and how it came out, and by name what was not. It is never called valid:
 * whether a certificate was taken back is not looked at here.
 * @param measured its bytes as they are now; none where it could not be held to any
 */
export async function reportOn(
  { stated, signed }: Read,
  measured: Measured | undefined,
  size: number,
  roots: readonly Certificate[],
): Promise<Report> {
  if (stated === undefined || measured === undefined)
    return plain('broken', 'error', 'Chữ ký hỏng: phần được ký không đúng cấu trúc', size)
  const { end, from, to } = stated.span
  const covers = { whole: end === size, bytes: end - (to - from), size }
  const after = AFTER[measured.after]
  const more = {
    covers,
    after: measured.after,
    ...(stated.reason === undefined ? {} : { reason: stated.reason }),
    ...(stated.claimedAt === undefined ? {} : { claimedAt: stated.claimedAt }),
  }
  if (signed === undefined)
    return {
      ...plain('unsupported', 'warn', 'Chữ ký: chưa kiểm tra được (dạng chữ ký chưa hỗ trợ)', size),
      ...more,
      details: after === undefined ? [] : [after],
    }
  const right = await holds(signed, measured.digest)
  const facts = { ...more, ...factsOf(signed, stated) }
  if (right === true) return intact(signed, facts, roots)
  const whom = facts.signer
  const verdict = right === false ? BROKEN : NOT_SUPPORTED
  return {
    ...plain(
      right === false ? 'broken' : 'unsupported',
      right === false ? 'error' : 'warn',
      `Chữ ký của ${whom}: ${verdict}`,
      size,
    ),
    ...facts,
    details: after === undefined ? [] : [after],
  }
}

const BROKEN = 'tệp đã bị sửa sau khi ký, hoặc chữ ký hỏng'
const NOT_SUPPORTED = 'chưa kiểm tra được (thuật toán chưa hỗ trợ)'

type Facts = ReturnType<typeof factsOf> & Pick<Report, 'covers' | 'after' | 'reason'>

/** The report on a signature that holds over its bytes. */
async function intact(signed: Signed, facts: Facts, roots: readonly Certificate[]): Promise<Report> {
  const { claimedAt, signer: whom, after } = facts
  const at = claimedAt === undefined ? undefined : new Date(claimedAt)
  const chain = await chainOf(signed.signer, signed.certificates, roots, at)
  const inTime = at === undefined || validAt(signed.signer, at)
  const told = AFTER[after]
  const details = [
    ...(told === undefined ? [] : [told]),
    ...(chain.state === 'untrusted' ? ['Chứng thư không dẫn đến chứng thư gốc được tin cậy ở đây.'] : []),
    ...(inTime ? [] : ['Thời điểm ký ghi trong chữ ký nằm ngoài thời hạn của chứng thư.']),
    ...(signed.hash === 'SHA-1' ? ['Chữ ký dùng SHA-1, thuật toán đã bị phá.'] : []),
  ]
  const doubtful = after === 'signatures' ? details.length > 1 : details.length > 0
  return {
    ...facts,
    integrity: 'intact',
    state: after === 'content' ? 'error' : 'warn',
    verdict: `Chữ ký của ${whom}: ${doubtful ? 'phần được ký toàn vẹn, có điều cần xem' : 'toàn vẹn'}`,
    chain: chain.state,
    ...(chain.state === 'to_root' ? { root: chain.root } : {}),
    revocation: 'not_checked',
    details,
    unchecked: [
      ...(chain.state === 'not_checked' ? ['chứng thư gốc'] : []),
      'chứng thư có bị thu hồi không',
      signed.stamped ? 'dấu thời gian' : 'thời điểm ký',
    ],
  }
}

const plain = (
  integrity: SignatureAnswer['integrity'],
  state: SignatureAnswer['state'],
  verdict: string,
  size: number,
) => ({
  integrity,
  state,
  verdict,
  covers: { whole: false, bytes: 0, size },
  after: 'unknown' as const,
  chain: 'not_checked' as const,
  revocation: 'not_checked' as const,
  timestamp: 'none' as const,
  details: [] as string[],
  unchecked: [] as string[],
})

function factsOf({ signer, signedAt, stamped }: Signed, { claimedAt }: Stated) {
  const { subject, issuer, validity } = signer.tbsCertificate
  const at = signedAt?.toISOString() ?? claimedAt
  return {
    signer: nameOf(subject),
    issuer: nameOf(issuer),
    validFrom: validity.notBefore.getTime().toISOString(),
    validTo: validity.notAfter.getTime().toISOString(),
    timestamp: stamped ? ('present' as const) : ('none' as const),
    ...(at === undefined ? {} : { claimedAt: at }),
  }
}

/** A signature in one line, for a list of checks. */
export function tellSignature(one: Report): string {
  const { details, claimedAt, issuer, validTo, root, unchecked, covers, after } = one
  const whole = one.integrity === 'intact' && after === 'nothing' && covers.whole
  return [
    ...details,
    ...(whole ? ['Ký trên toàn bộ tệp.'] : []),
    ...(claimedAt === undefined ? [] : [`Ghi ký lúc ${showInstant(Date.parse(claimedAt))}.`]),
    ...(issuer === undefined ? [] : [`Chứng thư do ${issuer} cấp${untilOf(validTo)}.`]),
    ...(root === undefined ? [] : [`Dẫn đến chứng thư gốc được tin cậy: ${root}.`]),
    ...(unchecked.length === 0 ? [] : [`Chưa kiểm tra được: ${unchecked.join(', ')}.`]),
  ].join(' ')
}

const untilOf = (validTo: string | undefined): string =>
  validTo === undefined ? '' : `, hạn đến ${showDay(validTo.slice(0, 10))}`
