import { asc, eq, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { query } from '../core/query.ts'
import { member } from '../core/tables.ts'
import { unit } from '../organisation/tables.ts'
import { standingFor } from './cover.ts'
import { linksOf } from './links.ts'
import { around, findReached } from './load.ts'
import { caseEvent, caseSpan, processCase } from './tables.ts'
import { layersEver } from './working-time.ts'

const eventsOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({ event: caseEvent.event, byName: caseEvent.byName })
    .from(caseEvent)
    .where(eq(caseEvent.caseId, id))
    .orderBy(asc(caseEvent.seq)),
)
const spansOf = query<{ id: string }>()((db, { id }) =>
  db.select().from(caseSpan).where(eq(caseSpan.caseId, id)).orderBy(asc(caseSpan.no)),
)
const callerOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({ id: processCase.id, code: processCase.code, title: processCase.title })
    .from(processCase)
    .where(eq(processCase.id, sql`(select callerId from ${processCase} where id = ${id})`)),
)
const everyone = query()((db) =>
  db.select({ id: member.id, name: member.name }).from(member).orderBy(asc(member.rank), asc(member.sortKey)),
)
const units = query()((db) => db.select({ id: unit.id, name: unit.name }).from(unit))

/** Queries for all that the page of a case shows. */
export const asked = (ctx: Context, id: string) => ({
  covers: standingFor(ctx),
  links: linksOf(ctx.tenant, { id }),
  found: findReached(ctx, id),
  callers: callerOf(ctx.tenant, { id }),
  events: eventsOf(ctx.tenant, { id }),
  spans: spansOf(ctx.tenant, { id }),
  members: everyone(ctx.tenant, {}),
  units: units(ctx.tenant, {}),
  ...around(ctx.tenant, { caseId: id }),
  own: layersEver(ctx.tenant, {}),
})
