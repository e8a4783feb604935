import { asc, eq, sql } from 'drizzle-orm'
import { dayAt, iso } from '../core/dates.ts'
import { countPart, pulsePart, workPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { awayOn } from '../organisation/absences/stands.ts'
import { absence } from '../organisation/tables.ts'
import { NEVER } from './derive.ts'
import { workOf } from './list.ts'
import { caseWork } from './tables.ts'

const SHOWN = 20
/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const MOST = sql.raw('1000')

const waiting = query<{ person: string }>()((db, { person }) => workOf(db, person, SHOWN))
/** Steps of those who are away and named the acting member their deputy. */
const standing = query<{ person: string; today: string }>()((db, { person: id, today }) =>
  db
    .select({ work: caseWork, forName: absence.memberName })
    .from(absence)
    .crossJoin(caseWork)
    .where(
      sql`${eq(absence.deputyId, myId({ person: { id } }))} and ${awayOn(today)}
        and ${eq(caseWork.memberId, absence.memberId)} and ${caseWork.kind} = 'step'`,
    )
    .orderBy(asc(caseWork.due))
    .limit(SHOWN),
)
const marks = query<{ person: string }>()((db, { person: id }) =>
  db.all<{ n: number; latest: number | null; which: number | null }>(
    sql`select count(*) as n, max(since) as latest, sum(row) as which
      from (select rowid as row, since from ${caseWork} where memberId = ${myId({ person: { id } })} limit ${MOST})`,
  ),
)

/**
 * Steps that wait for me, those of whom I stand in for, and of processes I own those nobody holds: in the list of my
 * work, and so on the desk.
 */
export const work = workPart({
  tenant: ({ tenant, person, clock }) => ({
    mine: waiting(tenant, { person: person.id }),
    standing: standing(tenant, { person: person.id, today: dayAt(clock()) }),
  }),
  show: (_, { mine, standing: others }) => [
    ...mine.map((row) => item(row)),
    ...others.map((row) => item(row.work, row.forName)),
  ],
})

const item = (row: typeof caseWork.$inferSelect, forName?: string): DeskItem => ({
  kind: row.kind === 'step' ? 'case' : 'orphan',
  id: row.caseId,
  title: row.title,
  sub: forName === undefined ? row.step : `${row.step}, làm thay đồng chí ${forName}`,
  at: iso(row.since),
  urgency: 0,
  notation: row.code,
  ask: row.kind === 'step' ? 'do' : 'name',
  ...(row.due === NEVER ? {} : { dueOn: dayAt(row.due) }),
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
