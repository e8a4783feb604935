import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { asksOf, isLate } from './sendings.ts'
import type { Asked } from './sendings.ts'
import { heldUp, stuckAsk } from './stuck.ts'
import type { Held } from './stuck.ts'
import { add, NONE, totalsOf, treeOf } from './tree.ts'
import type { Branch, Counts } from './tree.ts'

/** A committee that holds up what was asked of it: how much of its is late, and what the worst of that waits for. */
export type Holder = {
  handle: string
  name: string
  late: number
  sendingId: string
  word: string
  days?: number
}

/** How far what was asked in some sendings has come, at every place and below it. */
export type Below = {
  /** Of one of them: of how many places it was asked, how far they have come, and who holds it up. */
  one: (sendingId: string) => { places: number; counts: Counts; stuck?: string | undefined }
  counts: Counts
  /** The day of the oldest that is late, with the sentence about its place. */
  stuck: (name: string) => { text: string; dueOn: string } | undefined
  /** Who holds something up, the worst first. */
  holders: Holder[]
}

/** Reads how far what was asked in some sendings of ours has come; one trip, none where there are none. */
export async function standingBelow(ctx: Context, sendings: readonly string[]): Promise<Below> {
  const today = dayAt(ctx.clock())
  const mine = { from: ctx.committee.id, sendings: JSON.stringify(sendings) }
  const [asks, branches] =
    sendings.length === 0
      ? [[], []]
      : ((await ctx.exchange.batch([
          asksOf(ctx.exchange, mine),
          treeOf(ctx.exchange, { ...mine, today }),
        ] as never)) as unknown as [Asked[], Branch[]])
  const held = heldUp(asks, branches, today)
  return {
    one: (sendingId) => {
      const own = asks.filter(({ ask }) => ask.sendingId === sendingId)
      const first = held.find(({ link }) => link.ask.sendingId === sendingId)
      return {
        places: own.length,
        counts: sumOf(own, branches),
        stuck: stuckAsk('', first)?.replace(/^ c/, 'C'),
      }
    },
    counts: sumOf(asks, branches),
    stuck: (name) => {
      const [first] = held
      const text = stuckAsk(name, first)
      return first === undefined || text === undefined ? undefined : { text, dueOn: first.link.ask.dueOn }
    },
    holders: holdersOf(held, asks, branches, today),
  }
}

const sumOf = (asks: readonly Asked[], branches: readonly Branch[]): Counts => {
  const ids = new Set(asks.map(({ ask }) => ask.id))
  return branches.filter(({ branch }) => ids.has(branch)).reduce(add, NONE)
}

/** One line a committee, however many of what it was asked is late: told by the worst of it. */
function holdersOf(
  held: readonly Held<Asked>[],
  asks: readonly Asked[],
  branches: readonly Branch[],
  today: string,
): Holder[] {
  const worst = new Map<string, Held<Asked>>()
  for (const one of held) if (!worst.has(one.link.ask.toId)) worst.set(one.link.ask.toId, one)
  return [...worst].map(([toId, { link, word, days }]) => {
    const own = asks.filter(({ ask }) => ask.toId === toId)
    return {
      handle: link.ask.toHandle,
      name: link.ask.toName,
      late: Math.max(sumOf(own, branches).late, own.filter(({ ask }) => isLate(ask, today)).length),
      sendingId: link.ask.sendingId,
      word,
      ...(days === undefined ? {} : { days }),
    }
  })
}

/** How far what was asked in sendings has come, whatever they are of; one trip, none where there are none. */
export async function countsBelow(
  ctx: Context,
  sendings: readonly string[],
): Promise<(own: readonly string[]) => Counts> {
  const whole = {
    from: ctx.committee.id,
    sendings: JSON.stringify(sendings),
    today: dayAt(ctx.clock()),
  }
  const all = sendings.length === 0 ? [] : await totalsOf(ctx.exchange, whole)
  return (own) => all.filter(({ sendingId }) => own.includes(sendingId)).reduce<Counts>(add, NONE)
}
