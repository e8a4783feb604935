import { sql } from 'drizzle-orm'
import { iso } from '../core/dates.ts'
import { countPart, deskPart, pulsePart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { workOf } from './list.ts'
import { caseWork } from './tables.ts'

const SHOWN = 20
/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const MOST = sql.raw('1000')

const waiting = query<{ person: string }>()((db, { person }) => workOf(db, person, SHOWN))
const marks = query<{ person: string }>()((db, { person: id }) =>
  db.all<{ n: number; latest: number | null; which: number | null }>(
    sql`select count(*) as n, max(since) as latest, sum(row) as which
      from (select rowid as row, since from ${caseWork} where memberId = ${myId({ person: { id } })} limit ${MOST})`,
  ),
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
  tenant: ({ tenant, person }) => ({ marks: marks(tenant, { person: person.id }) }),
  show: (_, { marks: found }) => ({ cases: found[0]?.n ?? 0 }),
})

/** The same, and which they are. */
export const pulse = pulsePart({
  tenant: ({ tenant, person }) => ({ marks: marks(tenant, { person: person.id }) }),
  show: (_, { marks: found }) => found,
})
