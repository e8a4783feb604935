import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Permission } from '../core/access.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { Gone } from '../core/errors.ts'
import { query } from '../core/query.ts'
import type { Given } from '../core/query.ts'
import { SEALED } from '../core/seal.ts'
import type { State } from '../processes/case.ts'
import { deadlinesOn } from '../processes/deadlines.ts'
import type { Template } from '../processes/template.ts'
import { personsOf, roleMembers, unitHeads } from '../procedures/people.ts'
import type { People } from '../procedures/people.ts'
import { procedure, procedureVersion } from '../procedures/tables.ts'
import type { Database } from '../platform/database.ts'
import { reached, reaching } from './reach.ts'
import type { Reaching } from './reach.ts'
import type { Kept, Running } from './store.ts'
import { processCase, TAKEN } from './tables.ts'
import { layerInForce, workingTime } from './working-time.ts'
import type { OwnLayer } from './working-time.ts'

/** A case with its template and who answers for its process, before anything says which. */
const rows = (db: Database) =>
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

/** Query for a case with its template, whoever asks: for what the program does by itself. */
export const findCase = (db: Database, id: string) => byId(db, { id })
const byId = query<{ id: string }>()((db, { id }) => rows(db).where(eq(processCase.id, id)))

/** Query for a case within reach of the acting member, for what the route may do. */
export const findReached = (ctx: Context, id: string) =>
  byPermission(ctx.permission, within)(ctx.tenant, { id, ...reaching(ctx) })
const within = (permission: Permission) =>
  query<Reaching & { id: string }>()((db, { id, person, day }) =>
    rows(db).where(and(eq(processCase.id, id), reached({ person: { id: person } }, day, permission))),
  )

/** What is made once for each permission, such as a query within the reach it gives. */
export function byPermission<T>(permission: Permission, make: (permission: Permission) => T): T {
  const known = made.get(make) ?? new Map<string, unknown>()
  made.set(make, known)
  if (!known.has(permission.id)) known.set(permission.id, make(permission))
  return known.get(permission.id) as T
}
const made = new Map<unknown, Map<string, unknown>>()

export type Found = Awaited<ReturnType<typeof findCase>>[number]

/** Which process: by its id, as that of a case, or by a code, for a unit (its own, or else the whole committee's). */
export type Which = { procedure: string } | { caseId: string } | { code: string; unit: string }
type Asked = { procedure?: string; caseId?: string; code?: string; unit?: string }

const idOf = ({ procedure: id, caseId, code, unit }: Given<Asked>): SQL => {
  if (id !== undefined) return sql`${id}`
  if (caseId !== undefined) return sql`(select procedureId from ${processCase} where id = ${caseId})`
  return sql`(select c.id from ${procedure} c where c.code = ${code} and c.closedOn is null
    and c.unitId in ('', ${unit}) order by c.unitId = ${unit} desc limit 1)`
}

const held = query<Asked>()((db, which) =>
  db.all<{ role: string; memberId: string }>(roleMembers(idOf(which))),
)

/** Queries for who fills the roles of a process now, and for the working time of the committee. */
export const around = (db: Database, which: Which) => ({
  held: held(db, which),
  heads: unitHeads(db),
  own: layerInForce(db, {}),
})
export type Around = People & { own: readonly OwnLayer[] }

/** The version in force today, by the rule of procedures/rules.ts as a query. */
export const inForce = ({ tenant, clock }: Pick<Context, 'tenant' | 'clock'>, which: Which) =>
  inForceOn(tenant, { ...which, day: dayAt(clock()) })
const inForceOn = query<Asked & { day: string }>()((db, { day, ...which }) =>
  db.all<{
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
    where p.id = ${idOf(which)}`),
)

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

/**
 * A case as the transition needs it.
 * @throws Gone of one that is locked with the paper it began from
 */
export function keptOf({ row, ownerId, hash, content }: Found, [own]: readonly OwnLayer[]): Running {
  if (row.state === TAKEN) throw new Gone(`${SEALED}.`)
  return {
    id: row.id,
    procedureId: row.procedureId,
    code: row.code,
    title: row.title,
    unitId: row.unitId,
    ownerId,
    template: templateOf(hash, content),
    calendar: workingTime(own),
    called: row.called,
    ...(row.callerId === null ? {} : { caller: { id: row.callerId, no: row.callerNo ?? 0 } }),
    state: JSON.parse(row.state) as State,
    reading: row.reading,
  }
}

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
