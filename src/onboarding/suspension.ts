import { and, eq, ne } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { setMailbox } from '../exchange/mailbox.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { committeeActs } from '../directory/acts.ts'
import { eventRow, OPERATOR } from '../directory/change.ts'
import { committee } from '../entrance/control-tables.ts'

/**
 * Closes a committee, or opens it again: its members cannot enter, nobody can send to it, and the directory says
 * so; its data stays as it is. Two databases are told one after the other, so a run that failed is repeated.
 * @param why kept in the committee's history
 * @throws NotFound when there is no such committee, or it is still being set up; Conflict when it was merged into
 *   another, which is for good
 */
export async function setSuspended(
  platform: Platform,
  handle: string,
  suspended: boolean,
  why: string,
  actor: { id: string; name: string } = OPERATOR,
): Promise<{ name: string }> {
  const control = connect(platform.control, 'control', noTrips())
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  const [found] = await control
    .select()
    .from(committee)
    .where(and(eq(committee.handle, handle), ne(committee.state, 'provisioning')))
  if (found === undefined) throw new NotFound(`Không có cơ quan nào mang định danh ${handle}.`)
  if (!suspended && found.heirId !== null)
    throw new Conflict(`${found.name} đã hợp nhất vào cơ quan khác, không cho hoạt động lại được.`)
  const [state, act] = suspended
    ? (['suspended', committeeActs.suspend] as const)
    : (['ready', committeeActs.resume] as const)
  if (found.state !== state) {
    const statements: [Statement, ...Statement[]] = [
      control.update(committee).set({ state }).where(eq(committee.id, found.id)),
      eventRow(
        control,
        actor,
        act(found, { before: { state: found.state }, after: { state, why } }),
        platform.clock(),
      ),
    ]
    await control.batch(statements)
  }
  const told: [Statement] = [setMailbox(exchange, found.id, !suspended)]
  await exchange.batch(told)
  return { name: found.name }
}
