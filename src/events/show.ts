import type { MadeFor } from '../asks/opinions.ts'
import { TAKEN } from '../asks/states.ts'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { saidOutside } from './outside.ts'
import { STANDS, UPTAKES } from './rules.ts'
import type { event, eventPerson, remark } from './tables.ts'

type Round = typeof event.$inferSelect
type Party = typeof eventPerson.$inferSelect
type Remark = typeof remark.$inferSelect

/** A round as a list and its page tell it. */
export const headOf = (round: Round, today: string, counts: { asked: number; answered: number }) => ({
  id: round.id,
  title: round.title,
  documentId: round.documentId,
  state: round.state,
  dueOn: round.dueOn,
  at: iso(round.at),
  by: round.byName,
  late: round.state === 'collecting' && round.dueOn < today,
  ...counts,
})

/** One who was asked, with where they stand and what they said; of a committee outside as the exchange has it. */
export function showParty(
  round: Round,
  party: Party,
  remarks: readonly Remark[],
  outside: readonly MadeFor[],
) {
  const { no, kind, name } = party
  const own = remarks.filter((one) => one.personNo === no)
  const base = { no, kind, name, after: false }
  if (kind !== 'committee') return { ...base, ...told(party, own) }
  const there = outside.find(({ ask }) => ask.id === party.askId)?.ask
  const takenName = there === undefined ? undefined : TAKEN[there.taken]
  const said = saidOutside(party, outside, own)
  if (said === undefined) return { ...base, ...given({ takenName }), remarks: own.map(tell) }
  const after = round.concludedAt !== null && said.at > round.concludedAt
  const stands = { stand: said.stand, byName: there?.byName ?? null, answeredAt: said.at }
  return { ...base, after, ...given({ takenName }), ...told(stands, said.remarks) }
}

const told = (
  { stand, byName, answeredAt }: Pick<Party, 'stand' | 'byName' | 'answeredAt'>,
  remarks: readonly Remark[],
) => ({
  ...given({
    stand,
    standName: stand === null ? null : STANDS[stand],
    by: byName,
    at: answeredAt === null ? null : iso(answeredAt),
  }),
  remarks: remarks.map(tell),
})

const tell = ({ filing, no, place, text, uptake, reply, takenIn, takenBy }: Remark) => ({
  filing,
  no,
  place,
  text,
  ...given({ uptake, uptakeName: uptake === null ? null : UPTAKES[uptake], reply, takenIn, by: takenBy }),
})
