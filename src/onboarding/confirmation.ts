import { and, eq, ne } from 'drizzle-orm'
import { isConstraint } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import { NotFound } from '../core/errors.ts'
import type { Versions } from '../core/version.ts'
import { committeeActs } from '../directory/acts.ts'
import { eventRow, OPERATOR } from '../directory/change.ts'
import { codesOf, takenCode } from '../directory/codes.ts'
import { changedMeanwhile, confirmRows, endConfirmation, seenAs } from '../directory/confirm.ts'
import { committee } from '../entrance/control-tables.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'

/** Of the host only its directory is needed. */
type Directory = Pick<Platform, 'control' | 'clock'>

/** Who acts for the operator: at the command line nobody by name. */
type Actor = { id: string; name: string }

/**
 * The operator vouches for a committee as it stands: it is a root, and those below it whom it confirmed count through
 * it.
 * @param seen the versions of it that were looked at; without them, as it stands
 * @throws NotFound when there is no such committee; Stale when it changed since; Conflict when another confirmed
 *   committee holds one of its codes
 */
export async function confirmRoot(
  platform: Directory,
  handle: string,
  actor: Actor = OPERATOR,
  seen?: Versions,
): Promise<{ name: string }> {
  const control = connect(platform.control, 'control', noTrips())
  const { id, name } = await known(control, handle)
  const at = platform.clock()
  const act = committeeActs.confirm({ id, name }, { after: { state: 'confirmed' } })
  const statements = [
    ...seenAs(control, id, seen),
    ...confirmRows(control, id, { byId: null, actor: actor.name, at }),
    eventRow(control, actor, act, at),
  ]
  try {
    await control.batch(statements as [Statement, ...Statement[]])
  } catch (error) {
    if (!isConstraint(error)) throw error
    throw (await takenCode(control, id, await codesOf(control, id))) ?? changedMeanwhile(name)
  }
  return { name }
}

/**
 * The operator vouches for a committee no more: it and all who are confirmed through it alone count as not confirmed.
 * @throws NotFound when there is no such committee
 */
export async function withdrawConfirmation(
  platform: Directory,
  handle: string,
  why: string,
  actor: Actor = OPERATOR,
): Promise<{ name: string }> {
  const control = connect(platform.control, 'control', noTrips())
  const { id, name } = await known(control, handle)
  const act = committeeActs.withdraw({ id, name }, { after: { why } })
  const statements: [Statement, ...Statement[]] = [
    eventRow(control, actor, act, platform.clock()),
    ...endConfirmation(control, id, null),
  ]
  await control.batch(statements)
  return { name }
}

async function known(control: Database, handle: string): Promise<{ id: string; name: string }> {
  const [found] = await control
    .select({ id: committee.id, name: committee.name })
    .from(committee)
    .where(and(eq(committee.handle, handle), ne(committee.state, 'provisioning')))
  if (found === undefined) throw new NotFound(`Không có cơ quan nào mang tên rút gọn ${handle}.`)
  return found
}
