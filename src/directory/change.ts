import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Act } from '../core/act.ts'
import { expectTrue, isConstraint, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context, Visit } from '../core/context.ts'
import { fold } from '../core/text.ts'
import { namedAs } from './wishes.ts'
import { newId } from '../core/ids.ts'
import { findReplay, keepReplay, replayIfDone } from '../core/replay.ts'
import type { Database } from '../platform/database.ts'
import { kindName } from './rules/kinds.ts'
import { membership } from '../entrance/control-tables.ts'
import { committeeEvent } from './control-tables.ts'

/** Whoever runs the instance, as history calls them. */
export const OPERATOR = { id: 'operator', name: 'Đơn vị quản lý hệ thống' }

/**
 * Changes the directory in one batch: the statements, a row of history that says who and when, and the answer
 * for a repeated request.
 * @param act its subject is the committee
 * @param lost says what happened when a guard or a unique index refused; its error is thrown
 * @throws Replayed when the same request won the race with itself; NotFound when whoever acts for a committee left it
 *   meanwhile
 */
export async function changeDirectory<T>(
  visit: Visit | Context,
  act: Act,
  statements: Statement[],
  answer: T,
  lost: () => Promise<Error>,
): Promise<T> {
  const { control, person, once } = visit
  const at = visit.clock()
  const member = 'committee' in visit ? visit : undefined
  const guard = member === undefined ? [] : [stillBelongs(member)]
  const rows: Statement[] = [...guard, ...statements, eventRow(control, person, act, at)]
  if (once !== undefined) rows.push(keepReplay(control, person.id, once, JSON.stringify(answer), at))
  try {
    await control.batch(rows as [Statement, ...Statement[]])
    return answer
  } catch (error) {
    if (!isConstraint(error)) throw error
    if (once !== undefined) replayIfDone(await findReplay(control, person.id, once), once)
    if (member !== undefined) await look(member, {})
    throw await lost()
  }
}

/**
 * Guard: whoever acts for a committee still belongs to it. What may be done there by which role only its own database
 * knows: that is looked at just before.
 */
const stillBelongs = ({ control, committee, person }: Context): Statement =>
  expectTrue(
    control,
    sql`exists (select 1 from ${membership} where ${membership.userId} = ${person.id}
      and ${membership.committeeId} = ${committee.id} and ${membership.active})`,
  )

/** Statement that appends to the history of a committee; written in the batch of the change it tells of. */
export const eventRow = (
  control: Database,
  actor: { id: string; name: string },
  act: Act,
  at: number,
  id = newId(),
): Statement =>
  control
    .insert(committeeEvent)
    .values({
      id,
      committeeId: act.subject.id,
      at,
      actorId: actor.id,
      actor: actor.name,
      action: act.action,
      before: act.before === undefined ? null : JSON.stringify(act.before),
      after: act.after === undefined ? null : JSON.stringify(act.after),
    })
    .onConflictDoNothing()

/**
 * The same for every committee that a query finds, in one statement.
 * @param after the state after, as SQL that makes JSON
 * @param committees what comes after `select … `: a query whose rows have a `committeeId`
 */
export const eventRows = (
  control: Database,
  actor: { id: string; name: string },
  { action, after }: { action: string; after: SQL },
  committees: SQL,
  at: number,
): Statement =>
  control.run(
    sql`insert into ${committeeEvent} (id, committeeId, at, actorId, actor, action, after)
      select lower(hex(randomblob(16))), committeeId, ${at}, ${actor.id}, ${actor.name}, ${action}, ${after}
      ${committees}`,
  )

/** What the directory finds a committee by, without accents; its codes are added as they are stored. */
export const wordsOf = (found: {
  name: string
  place: string
  suffix: string
  kind: string
  handle: string
}) => ({
  ...namedAs(found.name),
  placeWords: fold(found.place),
  otherWords: fold([found.suffix, kindName(found.kind), found.handle].join(' ')),
})

/** Statements that make a committee found by its words and codes as they now stand, and by what it was called before. Repeating them is harmless. */
export function indexCommittee(control: Database, committeeId: string): Statement[] {
  const row = sql`from committee where id = ${committeeId}`
  const codes = sql`select group_concat(lower(code), ' ') from committee_code where committeeId = ${committeeId}`
  const former = sql`select group_concat(nameWords, ' ') from committee_name where committeeId = ${committeeId}`
  return [
    control.run(sql`delete from committee_search where rowid = (select rowid ${row})`),
    control.run(
      sql`insert into committee_search (rowid, text) select rowid,
        nameWords || ' ' || placeWords || ' ' || otherWords || ' ' || coalesce((${codes}), '')
        || ' ' || coalesce((${former}), '') ${row}`,
    ),
  ]
}
