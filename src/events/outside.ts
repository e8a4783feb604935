import type { MadeFor } from '../asks/opinions.ts'
import { remarksIn, standOf } from './rules.ts'
import type { eventPerson, remark } from './tables.ts'

type Party = typeof eventPerson.$inferSelect
type Remark = typeof remark.$inferSelect

/**
 * What a committee outside said, read from what it filed: a line is a remark. What was taken up of an earlier filing
 * stays beside it.
 * @param kept the rows that were written of its remarks
 * @returns undefined while it has filed nothing
 */
export function saidOutside(party: Party, outside: readonly MadeFor[], kept: readonly Remark[]) {
  const filed = outside.find(({ ask: one }) => one.id === party.askId)?.turn
  if (filed?.filing == null || filed.filedAt === null) return undefined
  const { filing, filedAt, text, paper } = filed
  const said = remarksIn(text ?? '')
  const fresh = said
    .map(({ place, text: words }, i): Remark => ({
      eventId: party.eventId,
      personNo: party.no,
      no: i + 1,
      filing,
      place,
      text: words,
      uptake: null,
      reply: null,
      takenIn: null,
      takenAt: null,
      takenBy: null,
    }))
    .filter((one) => !kept.some((row) => row.filing === filing && row.no === one.no))
  return { stand: standOf(said), at: filedAt, paper, remarks: [...kept, ...fresh], fresh }
}
