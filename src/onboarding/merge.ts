import { and, eq, ne, sql } from 'drizzle-orm'
import { expectTrue, isConstraint } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { committeeActs } from '../directory/acts.ts'
import { eventRow, OPERATOR } from '../directory/change.ts'
import { committee } from '../entrance/control-tables.ts'
import { setMailbox } from '../exchange/mailbox.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { closeItsTerm, leftBehind } from './left-behind.ts'
import type { Left } from './left-behind.ts'

/**
 * Closes a committee that was merged into another and names the heir: the directory leads whoever looks for the old
 * one to the new one, nothing more is sent to it, its term closes and its data stays, to be read by those who worked
 * there. What it left unfinished is told in the histories of both. Databases are told one after the other, so a run that
 * failed is repeated.
 * @param why kept in the histories of both
 * @returns who came after whom, and what was left: numbers held and never sent, drafts, papers that nobody took
 * @throws NotFound when one of them is not there; Conflict when the heir is closed, or comes after the other itself
 */
export async function mergeInto(
  platform: Platform,
  handle: string,
  heirHandle: string,
  why: string,
): Promise<{ name: string; heir: string; left: Left }> {
  const control = connect(platform.control, 'control', noTrips())
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  const find = (of: string) =>
    control
      .select()
      .from(committee)
      .where(and(eq(committee.handle, of), ne(committee.state, 'provisioning')))
  const [[from], [heir]] = await control.batch([find(handle), find(heirHandle)])
  if (from === undefined) throw unknown(handle)
  if (heir === undefined) throw unknown(heirHandle)
  if (heir.id === from.id) throw new Conflict(`${heir.name} không thể kế thừa chính mình.`)
  if (heir.state !== 'ready') throw new Conflict(`${heir.name} không còn hoạt động, không thể kế thừa.`)
  const left = await leftBehind(platform, from)
  if (from.heirId !== heir.id) {
    const after = { state: 'suspended', heir: heir.name, why, ...left }
    const statements: [Statement, ...Statement[]] = [
      control.update(committee).set({ heirId: heir.id, state: 'suspended' }).where(eq(committee.id, from.id)),
      expectTrue(control, noCircle(from.id)),
      eventRow(control, OPERATOR, committeeActs.merge(from, { after }), platform.clock()),
      eventRow(
        control,
        OPERATOR,
        committeeActs.merge(heir, { after: { heir: heir.name, why, ...left } }),
        platform.clock(),
      ),
    ]
    try {
      await control.batch(statements)
    } catch (error) {
      throw isConstraint(error) ? comesAfter(heir.name, from.name) : error
    }
  }
  const told: [Statement] = [setMailbox(exchange, from.id, false)]
  await exchange.batch(told)
  await closeItsTerm(platform, from, heir.name)
  return { name: from.name, heir: heir.name, left }
}

/** Whoever follows the heirs of a committee never comes back to it. */
const noCircle = (id: string) => sql`not exists (
  with recursive heirs(id) as (
    select heirId from committee where id = ${id}
    union select c.heirId from committee c join heirs on c.id = heirs.id
  ) select 1 from heirs where id = ${id})`

const comesAfter = (heir: string, from: string) =>
  new Conflict(`${heir} đã được ghi là hợp nhất vào ${from}, không thể kế thừa ngược lại.`)

const unknown = (handle: string) => new NotFound(`Không có cơ quan nào mang tên rút gọn ${handle}.`)
