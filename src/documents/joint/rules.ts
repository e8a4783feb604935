import type { Check } from '../outgoing/schema.ts'

/** A committee that issues a joint paper together with the one that leads, which numbers and sends it. */
export type CoIssuer = { id: string; name: string }

/** What a joint paper says of itself where it comes to; nothing of a paper of one committee. */
export const jointText = (others: readonly CoIssuer[]): string | null =>
  others.length === 0 ? null : JSON.stringify(others.map(({ id, name }) => ({ id, name })))

/**
 * A joint paper as answers tell it where it came: who issued it together with its sender, and whether this committee did.
 * @param here the committee that reads
 */
export function tellJoint(text: string | null, here: string) {
  if (text === null) return {}
  const others = JSON.parse(text) as CoIssuer[]
  return { joint: { with: others.map(({ name }) => name), ours: others.some(({ id }) => id === here) } }
}

/** The authors of a joint paper in one line, the one that leads first, as registers name them. */
export const authorsOf = (lead: string, text: string | null): string =>
  text === null ? lead : [lead, ...(JSON.parse(text) as CoIssuer[]).map(({ name }) => name)].join(', ')

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
