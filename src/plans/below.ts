import { add, NONE, totalsOf } from '../asks/tree.ts'
import type { Counts } from '../asks/tree.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'

type Row = { asked: string }
/** The sendings that {@link sendingsColumn} names. */
export const sendingsOf = (rows: readonly Row[]): string[] =>
  rows.flatMap(({ asked }) => JSON.parse(asked) as string[])

/** How far what was asked below for plans has come, by what each row says was asked for it: no trip where nothing was. */
export async function countsBelow(ctx: Context, rows: readonly Row[]): Promise<(asked: string) => Counts> {
  const sendings = sendingsOf(rows)
  if (sendings.length === 0) return () => NONE
  const all = await totalsOf(ctx.exchange, {
    from: ctx.committee.id,
    sendings: JSON.stringify(sendings),
    today: dayAt(ctx.clock()),
  })
  return (asked) =>
    sendingsOf([{ asked }])
      .flatMap((id) => all.find((one) => one.sendingId === id) ?? [])
      .reduce(add, NONE)
}
