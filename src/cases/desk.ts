import { sql } from 'drizzle-orm'
import { iso } from '../core/dates.ts'
import { countPart, deskPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { workOf } from './list.ts'

const SHOWN = 20
/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const MOST = 1000

const waiting = query<{ person: string }>()((db, { person }) => workOf(db, person, SHOWN))
const waitingCount = query<{ person: string }>()((db, { person }) =>
  db.select({ n: sql<number>`count(*)` }).from(workOf(db, person, MOST).as('waiting')),
)

/** Steps that wait for me, what runs out first at the top; of processes I own, those nobody holds. */
export const desk = deskPart({
  tenant: ({ tenant, person }) => ({ work: waiting(tenant, { person: person.id }) }),
  show: (_, { work }) => ({
    waiting: work.map((row) => ({
      kind: row.kind === 'step' ? 'case' : 'orphan',
      id: row.caseId,
      title: row.title,
      sub: row.step,
      at: iso(row.since),
      urgency: 0,
      notation: row.code,
    })),
  }),
})

/** How many steps wait for me. */
export const counts = countPart({
  tenant: ({ tenant, person }) => ({ work: waitingCount(tenant, { person: person.id }) }),
  show: (_, { work }) => ({ cases: work[0]?.n ?? 0 }),
})
