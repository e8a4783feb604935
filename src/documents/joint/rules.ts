import type { Check } from '../outgoing/schema.ts'

/** A committee that issues a joint paper together with the one that leads, which numbers and sends it. */
export type CoIssuer = {
  id: string
  name: string
  /** Whether it agreed here, in a round of opinions; of others their place in the paper is the word of who leads alone. */
  agreed?: boolean
}

/** Who of those that issue a paper jointly agreed to. */
export const withAgreed = (
  others: readonly CoIssuer[],
  agreed: readonly { committeeId: string }[],
): CoIssuer[] =>
  others.map((one) =>
    agreed.some(({ committeeId }) => committeeId === one.id) ? { ...one, agreed: true } : one,
  )

/** What a joint paper says of itself where it comes to; nothing of a paper of one committee. */
export const jointText = (others: readonly CoIssuer[]): string | null =>
  others.length === 0
    ? null
    : JSON.stringify(others.map(({ id, name, agreed = false }) => ({ id, name, agreed })))

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
  othersOf(text).map(({ id, name, agreed }): Check => {
    const base = { id: 'joint', label: `Cùng ban hành: ${name}` }
    const why = [
      ...(agreed === true ? [] : ['Cơ quan này chưa nhất trí qua hệ thống: chỉ nơi gửi ghi như vậy.']),
      ...(confirmed.has(id) ? [] : ['Cơ quan này chưa được cấp trên xác nhận.']),
    ]
    return why.length === 0
      ? { ...base, state: 'ok', detail: 'Đã nhất trí qua hệ thống.' }
      : {
          ...base,
          state: 'warn',
          detail: `${why.join(' ')} Đề nghị xem chữ ký, con dấu của cơ quan này trên bản hiển thị.`,
        }
  })

/**
 * Whether everybody agreed to a joint paper who is to issue it. Who did not stops it, unless somebody answers for it by
 * name, as where they signed on paper.
 */
export const jointChecks = (
  others: readonly CoIssuer[],
  agreed: readonly { committeeId: string }[],
  overrideReason: string | null,
): (Check & { field: string })[] =>
  others.map(({ id, name }) => {
    const base = { id: `joint-${id}`, field: 'overrideReason', label: `Cùng ban hành: ${name}` }
    if (agreed.some(({ committeeId }) => committeeId === id)) return { ...base, state: 'ok' }
    const why = `${name} chưa nhất trí trong đợt lấy ý kiến nào về dự thảo này.`
    return (overrideReason ?? '') === ''
      ? {
          ...base,
          state: 'error',
          detail: `${why} Lấy ý kiến của cơ quan này, hoặc nêu lý do vẫn ban hành (ví dụ: đã ký trên bản giấy).`,
        }
      : { ...base, state: 'warn', detail: `${why} Vẫn ban hành vì: ${overrideReason}` }
  })
