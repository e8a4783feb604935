import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import type { State } from '../processes/case.ts'
import { deadlinesOn } from '../processes/deadlines.ts'
import type { Template } from '../processes/template.ts'
import { heldRoles, personsOf, unitHeads } from '../procedures/people.ts'
import type { People } from '../procedures/people.ts'
import { procedure, procedureVersion } from '../procedures/tables.ts'
import type { Database } from '../platform/database.ts'
import type { Kept, Running } from './store.ts'
import { processCase } from './tables.ts'
import { layerInForce, workingTime } from './working-time.ts'
import type { OwnLayer } from './working-time.ts'

/** Query for a case with its template; `also` says who may reach it. */
export const findCase = (db: Database, id: string, also?: SQL) =>
  db
    .select({
      row: processCase,
      ownerId: procedure.ownerId,
      procedureName: procedure.name,
      number: procedureVersion.number,
      hash: procedureVersion.hash,
      content: procedureVersion.content,
    })
    .from(processCase)
    .innerJoin(procedure, eq(procedure.id, processCase.procedureId))
    .innerJoin(procedureVersion, eq(procedureVersion.id, processCase.versionId))
    .where(and(eq(processCase.id, id), also))

export type Found = Awaited<ReturnType<typeof findCase>>[number]

/** Queries for who fills the roles of a process now, and for the working time of the committee. */
export const around = (db: Database, procedureId: SQL | string) => ({
  held: heldRoles(db, procedureId),
  heads: unitHeads(db),
  own: layerInForce(db, {}),
})
export type Around = People & { own: readonly OwnLayer[] }

/** The same for the process of a case. */
export const aroundCase = (db: Database, caseId: string) =>
  around(db, sql`(select procedureId from ${processCase} where id = ${caseId})`)

/** The version in force today, by the rule of procedures/rules.ts as a query. */
export const inForce = (ctx: Pick<Context, 'tenant' | 'clock'>, procedureId: string | SQL) => {
  const day = dayAt(ctx.clock())
  return ctx.tenant.all<{
    id: string
    code: string
    name: string
    ownerId: string
    closedOn: string | null
    versionId: string | null
    number: number | null
    hash: string | null
    content: string | null
  }>(sql`select p.id, p.code, p.name, p.ownerId, p.closedOn, v.id as versionId, v.number, v.hash, v.content
    from ${procedure} p left join ${procedureVersion} v on v.id = (select f.id from ${procedureVersion} f
      where f.procedureId = p.id and f.state = 'approved' and f.effectiveFrom <= ${day}
      order by f.effectiveFrom desc limit 1)
    where p.id = ${procedureId}`)
}

/** Templates are frozen and named by the hash of what they hold, so one that was read once need not be again. */
const templates = new Map<string, Template>()
const MOST = 200

/** The template of an approved version. */
export function templateOf(hash: string | null, content: string): Template {
  const known = templates.get(hash ?? '')
  if (known !== undefined) return known
  const template = JSON.parse(content) as Template
  if (templates.size >= MOST) templates.clear()
  if (hash !== null) templates.set(hash, template)
  return template
}

/** A case as the transition needs it. */
export const keptOf = ({ row, ownerId, hash, content }: Found, [own]: readonly OwnLayer[]): Running => ({
  id: row.id,
  procedureId: row.procedureId,
  code: row.code,
  title: row.title,
  unitId: row.unitId,
  ownerId,
  template: templateOf(hash, content),
  calendar: workingTime(own),
  state: JSON.parse(row.state) as State,
  reading: row.reading,
})

/**
 * What comes with every command to a case.
 * @param at never before the last event: a host whose clock is behind goes by what was stored
 */
export const envelopeOf = (
  { id, unitId, template, calendar, state }: Kept,
  people: People,
  { commandId, at, by }: { commandId: string; at: number; by: string },
) => ({
  id: commandId,
  case: id,
  at: Math.max(at, state?.at ?? at),
  by,
  calendar: deadlinesOn(calendar),
  persons: (role: string, row: Parameters<typeof personsOf>[3]) =>
    personsOf(template, people, role, row, unitId),
})
