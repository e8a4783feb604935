import { intention } from '../../api/intention.ts'
import type { DeliveryRow } from '../../api/types.ts'
import type { List } from '../../parts/list.ts'
import { createSeveral, type Outcome, type Several } from '../../parts/several.ts'
import type { Inside } from '../../screen.ts'

type Visit = Inside<'arrivals' | 'routing'>

/** Accepting the arrivals that are ticked. A paper whose checks warn of something is left for a person to open. */
export const createAccepting = (visit: Visit, list: List<DeliveryRow>): Several =>
  createSeveral<DeliveryRow>({
    rows: () => list.rows,
    key: ({ id }) => id,
    name: ({ notation }) => notation,
    at: ({ id }) => visit.at('van-ban-den', 'cho', id),
    act: (row) => accept(visit, row),
    words: visit.words.routing.several,
    settle: async () => {
      await Promise.all([list.refresh(), visit.refresh()])
    },
    draw: visit.draw,
  })

/** Of signatures nothing can be told as yet, of any paper: that is no reason to open each. */
const UNSURE = 'signature'

async function accept(visit: Visit, { id }: DeliveryRow): Promise<Outcome> {
  const t = visit.words.routing.several
  const { checks, incomingId } = await visit.ask('GET /deliveries/{id}', { id })
  const warned = checks
    .filter(({ id: check, state }) => state !== 'ok' && check !== UNSURE)
    .map(({ label }) => label)
  if (warned.length > 0 && !incomingId)
    return { at: visit.at('van-ban-den', 'cho', id), why: t.look(warned.join('; ')) }
  const done = await intention(visit.ask)('POST /deliveries/{id}/acceptance', { id, body: {} })
  return { at: visit.at('van-ban-den', done.incomingId), done: t.number(done.arrivalNo) }
}
