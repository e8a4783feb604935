import type { Check } from '../outgoing/schema.ts'

/** The word of a committee that it issues a paper with us, as far as it holds for the paper of now (agreement.ts). */
export type Agreement = {
  committeeId: string
  /** When it said so, in ms. */
  at: number
  /** The version of the draft it agreed to. */
  versionNo: number
  /** Whether the content is still what it agreed to. */
  holds: number
  /** Whether files came in after the signing: the scan of what was signed. */
  added: number
}

/** A committee that issues a joint paper together with the one that leads, which numbers and sends it. */
export type CoIssuer = {
  id: string
  name: string
  /** Whether it agreed here, in a round of opinions; of others their place in the paper is the word of who leads alone. */
  agreed?: boolean
  /** The version of the draft it agreed to, where that is another file than the one that was sent: its signed scan. */
  scanOf?: number
}

const wordOf = ({ id }: CoIssuer, agreements: readonly Agreement[]): Agreement | undefined =>
  agreements.find(({ committeeId }) => committeeId === id)

/** Who of those that issue a paper jointly agreed to what is sent now. */
export const withAgreed = (others: readonly CoIssuer[], agreements: readonly Agreement[]): CoIssuer[] =>
  others.map((one) => {
    const word = wordOf(one, agreements)
    if (word?.holds !== 1) return one
    return { ...one, agreed: true, ...(word.added === 1 ? { scanOf: word.versionNo } : {}) }
  })

/** What a joint paper says of itself where it comes to; nothing of a paper of one committee. */
export const jointText = (others: readonly CoIssuer[]): string | null =>
  others.length === 0
    ? null
    : JSON.stringify(others.map(({ id, name, agreed = false, scanOf }) => ({ id, name, agreed, scanOf })))

/**
 * A joint paper as answers tell it where it came: who issued it together with its sender, and whether this committee did.
 * @param here the committee that reads
 */
export function tellJoint(text: string | null, here: string) {
  if (text === null) return {}
  const others = othersOf(text)
  return { joint: { with: others.map(({ name }) => name), ours: others.some(({ id }) => id === here) } }
}

/** Who a paper says issued it together with its sender. */
export const othersOf = (text: string | null): CoIssuer[] =>
  text === null ? [] : (JSON.parse(text) as CoIssuer[])

/**
 * The authors of a joint paper in one line, the one that leads first, as registers name them. Who did not agree here is
 * named as what the sender says: with a reason given, anybody may be named.
 */
export const authorsOf = (lead: string, text: string | null): string =>
  [
    lead,
    ...othersOf(text).map(({ name, agreed }) => (agreed === true ? name : `${name} (nơi gửi ghi)`)),
  ].join(', ')

/**
 * What whoever receives a joint paper is told of those said to issue it too: that one did not agree here, or that
 * nobody vouches for it. The sender alone named them.
 * @param confirmed those of them that are confirmed now, by id
 */
export const coIssuerChecks = (text: string | null, confirmed: ReadonlySet<string>): Check[] =>
  othersOf(text).map(({ id, name, agreed, scanOf }): Check => {
    const base = { id: 'joint', label: `Cùng ban hành: ${name}` }
    const why = [
      ...(agreed === true ? [] : ['Cơ quan này chưa nhất trí qua hệ thống: chỉ nơi gửi ghi như vậy.']),
      ...(confirmed.has(id) ? [] : ['Cơ quan này chưa được cấp trên xác nhận.']),
    ]
    return why.length === 0
      ? {
          ...base,
          state: 'ok',
          detail: `Đã nhất trí qua hệ thống.${scanOf === undefined ? '' : ` ${scanTold(scanOf)}`}`,
        }
      : {
          ...base,
          state: 'warn',
          detail: `${why.join(' ')} Đề nghị xem chữ ký, con dấu của cơ quan này trên bản hiển thị.`,
        }
  })

const scanTold = (version: number): string =>
  `Nhất trí với bản dự thảo ${version}; tệp gửi đi được thêm sau khi ký, nơi gửi ghi là bản quét của bản đã ký.`

/**
 * Whether everybody agreed, to this very content, to a joint paper who is to issue it. Who did not stops it, and who
 * agreed to a version that was changed since, unless somebody answers for it by name, as where they signed on paper.
 */
export const jointChecks = (
  others: readonly CoIssuer[],
  agreements: readonly Agreement[],
  overrideReason: string | null,
): (Check & { field: string })[] =>
  others.map((one) => {
    const { id, name } = one
    const word = wordOf(one, agreements)
    const base = { id: `joint-${id}`, field: 'overrideReason', label: `Cùng ban hành: ${name}` }
    if (word?.holds === 1) {
      const detail =
        word.added === 1 ? scanTold(word.versionNo) : `Đã nhất trí với bản dự thảo ${word.versionNo}.`
      return { ...base, state: 'ok', detail }
    }
    const [why, remedy] =
      word === undefined
        ? [`${name} chưa nhất trí trong đợt lấy ý kiến nào về dự thảo này.`, 'Lấy ý kiến của cơ quan này']
        : [
            `${name} nhất trí với bản dự thảo ${word.versionNo}; từ đó trích yếu, tên loại hoặc tệp đã thay đổi, nên không còn hiệu lực với bản này.`,
            'Lấy ý kiến lại của cơ quan này về bản mới',
          ]
    return (overrideReason ?? '') === ''
      ? {
          ...base,
          state: 'error',
          detail: `${why} ${remedy}, hoặc nêu lý do vẫn ban hành (ví dụ: đã ký trên bản giấy).`,
        }
      : { ...base, state: 'warn', detail: `${why} Vẫn ban hành vì: ${overrideReason}` }
  })
