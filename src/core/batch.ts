import { and, eq, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { BatchItem } from 'drizzle-orm/batch'
import { can, rolesOf } from './access.ts'
import type { Role } from './access.ts'
import type { Act } from './act.ts'
import type { Context } from './context.ts'
import { isDecided } from './decided.ts'
import type { Decided } from './decided.ts'
import { Conflict, Forbidden, NotFound } from './errors.ts'
import { newId } from './ids.ts'
import { query } from './query.ts'
import { findReplay, keepReplay, replayIfDone } from './replay.ts'
import type { Done } from './replay.ts'
import { audit, member, memberRole } from './tables.ts'
import type { Database } from '../platform/database.ts'

/** A statement of a batch: any drizzle query that was not awaited. */
export type Statement = BatchItem<'sqlite'>

/** The member who acts, as read in the same batch as the data. */
export type Me = { id: string; name: string; roles: Role[]; unitId: string | null; positionId: string | null }

/** What each of a group of queries gives, under its name. */
export type Rows<Q> = { [K in keyof Q]: Q[K] extends { _: { result: infer R } } ? R : never }

/**
 * Reads, in one round trip: the acting member with roles, the answer of an earlier try of this request, and
 * the queries given. What is read takes the permission of the route; a thing that is not everybody's is read with
 * `within` (within.ts).
 * @throws Forbidden when the member lacks the permission; NotFound when the person is no member here;
 *   Replayed when the request was done before
 */
export async function look<Q extends Record<string, Statement>>(
  ctx: Context,
  queries: Q,
): Promise<Rows<Q> & { me: Me }> {
  const { tenant, person, once } = ctx
  const replay = once === undefined ? [] : [findReplay(tenant, person.id, once)]
  const [who, ...others] = (await tenant.batch([
    memberOf(tenant, { userId: person.id }),
    ...replay,
    ...Object.values(queries),
  ])) as unknown as [MemberRow[], ...unknown[]]
  const me = who[0]
  if (me === undefined) throw new NotFound()
  const roles = JSON.parse(me.roles) as Role[]
  if (!can(roles, ctx.permission)) throw new Forbidden()
  if (once !== undefined) replayIfDone(others.shift() as Done[], once)
  return { ...named(queries, others), me: { ...me, roles } }
}

/** Results in the order of the queries, under their names. */
export const named = <Q extends Record<string, Statement>>(queries: Q, results: unknown[]): Rows<Q> =>
  Object.fromEntries(Object.keys(queries).map((name, i) => [name, results[i]])) as Rows<Q>

/**
 * Writes, in one round trip and all or nothing: the statements, the audit row, and the answer for a repeated
 * request. Whoever lost the permission between look and commit writes nothing.
 * @param answer what the verb gives back, also where the batch itself decides it (a number)
 * @param lost says what happened when a guard failed, usually by looking again; its error is thrown, a Conflict
 *   unless given
 * @throws Replayed when the same request won the race with itself; Forbidden or NotFound when the permission was
 *   taken away since it was looked at
 */
export async function commit<T>(
  ctx: Context,
  me: Pick<Me, 'id' | 'name'>,
  act: Act,
  statements: Statement[],
  answer: T | Decided<T>,
  lost: () => Promise<Error> = takenMeanwhile,
): Promise<T> {
  const at = ctx.clock()
  const given = isDecided(answer) ? answer.json : JSON.stringify(answer)
  const rows: Statement[] = [...stillMay(ctx), ...statements, auditRow(ctx.tenant, me, act, at)]
  if (ctx.once !== undefined) {
    rows.push(keepReplay(ctx.tenant, ctx.person.id, ctx.once, given, at))
  }
  if (isDecided(answer)) rows.push(ctx.tenant.all(sql`select ${answer.json} as answer`))
  try {
    const results = (await ctx.tenant.batch(rows as [Statement, ...Statement[]])) as unknown[]
    if (!isDecided(answer)) return answer as T
    return JSON.parse((results.at(-1) as { answer: string }[])[0]?.answer ?? 'null') as T
  } catch (error) {
    if (!isConstraint(error)) throw error
    if (ctx.once !== undefined) replayIfDone(await findReplay(ctx.tenant, ctx.person.id, ctx.once), ctx.once)
    if (isMembers(ctx)) await look(ctx, {})
    throw await lost()
  }
}

/** A guest is no member yet: what a guest does, its verb guards. */
const isMembers = ({ permission }: Context): boolean => Object.keys(permission.grants).length > 0

/** Guard: the acting member still holds a role that has the permission. One text a permission: every write has it. */
function stillMay(ctx: Context): Statement[] {
  if (!isMembers(ctx)) return []
  const roles = sql.raw(
    rolesOf(ctx.permission)
      .map((role) => `'${role}'`)
      .join(', '),
  )
  return [
    ctx.tenant
      .run(sql`insert into expect select exists (select 1 from member m join member_role r on r.memberId = m.id
      where m.userId = ${ctx.person.id} and m.leftAt is null and r.role in (${roles}))`),
  ]
}

/**
 * Guard: the statement before this one must have changed exactly one row, or the whole batch is undone. `expect`
 * is a view whose INSTEAD OF trigger raises (migrations/tenant). Before all that writes a full-text index: what that
 * holds back is written when the guard begins, and would be what it counts.
 */
export const expectOne = (db: Database): Statement => changedOne(db, {})

const changedOne = query()((db) => db.run(sql`insert into expect select changes()`))

/** Guard: the condition must hold at this place of the batch, or the whole batch is undone. Unknown counts as not. */
export const expectTrue = (db: Database, condition: SQL): Statement =>
  db.run(sql`insert into expect select coalesce((${condition}) <> 0, 0)`)

/** Statement that keeps an act in the audit, in the batch of the change it tells of. */
export function auditRow(db: Database, me: Pick<Me, 'id' | 'name'>, act: Act, at: number): Statement {
  const { action, subject } = act
  const row = {
    id: newId(),
    at,
    actorId: me.id,
    actor: me.name,
    action,
    subjectKind: subject.kind,
    subjectId: subject.id,
    subject: subject.name,
  }
  const [before, after] = [json(act.before), json(act.after)]
  return isText(before) && isText(after)
    ? keepAct(db, { ...row, before, after })
    : db.insert(audit).values({ ...row, before, after })
}

const keepAct = query<typeof audit.$inferSelect>()((db, row) => db.insert(audit).values(row))

const json = (value: unknown): string | SQL<string> | null =>
  value === undefined ? null : isDecided(value) ? value.json : JSON.stringify(value)
const isText = (value: unknown): value is string | null => value === null || typeof value === 'string'

type MemberRow = { id: string; name: string; unitId: string | null; positionId: string | null; roles: string }

const memberOf = query<{ userId: string }>()((db, { userId }) =>
  db
    .select({
      id: member.id,
      name: member.name,
      unitId: member.unitId,
      positionId: member.positionId,
      roles: sql<string>`(select json_group_array(${memberRole.role}) from ${memberRole} where ${memberRole.memberId} = ${member.id})`,
    })
    .from(member)
    .where(and(eq(member.userId, userId), isNull(member.leftAt))),
)

/** Whether a database refused for a constraint: a guard, a primary key or a unique index. */
export function isConstraint(error: unknown): boolean {
  for (let e = error; e instanceof Error; e = e.cause) {
    if (/SQLITE_CONSTRAINT/.test(e.message) || /CONSTRAINT/.test(String((e as { code?: unknown }).code)))
      return true
  }
  return false
}

/** The usual answer when an edit was made on an old version, or something was taken in the meantime. */
export const takenMeanwhile = (): Promise<Error> =>
  Promise.resolve(new Conflict('Nội dung vừa được người khác thay đổi. Đề nghị tải lại rồi làm tiếp.'))
