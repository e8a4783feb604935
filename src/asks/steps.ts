import { and, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, expectTrue, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { dayAt, showDay } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { listed, query } from '../core/query.ts'
import { someNames } from '../core/text.ts'
import { askActs } from './acts.ts'
import { revoke, verdict } from './crossings.ts'
import type { FromSide } from './crossings.ts'
import { ask, turn } from './exchange-tables.ts'
import { ownDays, whyNotDue } from '../tasks/deadline.ts'
import type { OwnDays } from '../tasks/deadline.ts'
import type { moveInput, StepInput } from './schema.ts'
import { ASK_STEPS } from './states.ts'
import type { AskStep } from './states.ts'
import { asked, sending } from './tables.ts'

type Asked = typeof asked.$inferSelect
type Now = { ask: typeof ask.$inferSelect; turn: typeof turn.$inferSelect | null }
type Stepped = { id: string; changed: number }

/** Up to here the audit names places one by one. */
const NAMED = 20

/**
 * Takes one step with some asks of a sending, or with all to which it applies: ours is ours to decide, one batch for
 * however many. Their side is read first (R3): what is not in the exchange yet is not changed.
 * @throws NotFound when the sending is not ours; Conflict when the step applies to none
 */
async function takeStep(
  ctx: Context,
  id: string,
  name: AskStep,
  { askIds, reason }: StepInput,
  dueOn?: string,
): Promise<Stepped> {
  const { me, found, mine, days } = await look(ctx, {
    days: ownDays(ctx),
    found: ctx.tenant.select().from(sending).where(eq(sending.id, id)),
    mine: ctx.tenant.select().from(asked).where(eq(asked.sendingId, id)),
  })
  const sent = found[0]
  if (sent === undefined) throw new NotFound()
  if (askIds.some((one) => !mine.some((row) => row.id === one))) throw new NotFound()
  const meant = askIds.length === 0 ? mine : mine.filter((row) => askIds.includes(row.id))
  return cross(
    ctx,
    name === 'recall' || name === 'restore' ? revoke : verdict,
    (announced, { there, above }) => {
      if (dueOn !== undefined) refuseDay(ctx, dueOn, above[0]?.dueOn, days)
      const step = { name, reason, dueOn, at: ctx.clock() }
      const changes = meant.flatMap((row) => changed(row, there, step) ?? [])
      if (changes.length === 0) throw new Conflict(whyNone(meant, there, name))
      if (name === 'grant') refuseWished(ctx, changes, days)
      const act = askActs[name](
        { id, name: sent.title },
        {
          after: {
            places: someNames(
              changes.map((one) => one.toName),
              NAMED,
            ),
            reason,
            ...given({ dueOn }),
          },
        },
      )
      const asks = changes.map(({ sendingId: _s, toId: _t, toName: _n, ...side }) => side)
      const statements = [...writeOurs(ctx, changes), announced.row({ asks, what: name, byName: me.name })]
      return commit(ctx, me, act, statements, { id, changed: changes.length })
    },
    {
      there: theirs(ctx.exchange, { ids: JSON.stringify(meant.map((row) => row.id)) }),
      above: dayAbove(ctx.exchange, { askId: meant[0]?.id ?? '' }),
    },
  )
}

export const recogniseAsks = (ctx: Context, id: string, input: StepInput) =>
  takeStep(ctx, id, 'recognise', input)
export const returnAsks = (ctx: Context, id: string, input: StepInput) => takeStep(ctx, id, 'return', input)
export const grantAsks = (ctx: Context, id: string, input: StepInput) => takeStep(ctx, id, 'grant', input)
export const denyAsks = (ctx: Context, id: string, input: StepInput) => takeStep(ctx, id, 'deny', input)
/** The origin gives another day, for a reason: nobody else moves it. A wish that waits for an answer has one by that. */
export const moveAsks = (ctx: Context, id: string, { dueOn, ...input }: z.output<typeof moveInput>) =>
  takeStep(ctx, id, 'move', input, dueOn)
export const recallAsks = (ctx: Context, id: string, input: StepInput) => takeStep(ctx, id, 'recall', input)
export const restoreAsks = (ctx: Context, id: string, input: StepInput) => takeStep(ctx, id, 'restore', input)

/**
 * @throws Invalid for a day that has passed or is off, or that is later than what was asked of us
 */
function refuseDay(ctx: Context, dueOn: string, above: string | undefined, days: OwnDays): void {
  const problems = whyNotDue(dueOn, dayAt(ctx.clock()), days)
  if (above !== undefined && dueOn > above)
    problems.push({ field: 'dueOn', message: `Hạn sau hạn mà cấp trên đã giao (${showDay(above)}).` })
  if (problems.length > 0) throw new Invalid(problems)
}

/**
 * A day that somebody below wishes is judged by our calendar, as they cannot know it.
 * @throws Conflict for one that has passed or is off here, with what to do instead
 */
function refuseWished(ctx: Context, changes: readonly Asked[], days: OwnDays): void {
  for (const { dueOn, toName } of changes) {
    const [problem] = whyNotDue(dueOn, dayAt(ctx.clock()), days)
    if (problem !== undefined)
      throw new Conflict(`${toName} xin gia hạn: ${problem.message} Đề nghị dùng Đổi hạn.`)
  }
}

/** Query for the day of what was asked of us, where an ask of ours is a part of that. */
const dayAbove = query<{ askId: string }>()((db, { askId }) =>
  db
    .select({ dueOn: ask.dueOn })
    .from(ask)
    .where(sql`${ask.id} = (select parentId from ask where id = ${askId})`),
)

/** Query for these asks as the exchange has them, with what was filed. */
export const theirs = query<{ ids: string }>()((db, { ids }) =>
  db
    .select({ ask, turn })
    .from(ask)
    .leftJoin(turn, and(eq(turn.askId, ask.id), eq(turn.period, '')))
    .where(sql`${ask.id} in ${listed(ids)}`),
)

/** Our side after the step, by what stands there; undefined where the step does not apply. */
function changed(
  row: Asked,
  there: readonly Now[],
  { name, reason, dueOn, at }: { name: AskStep; reason: string; dueOn: string | undefined; at: number },
): Asked | undefined {
  const now = there.find((one) => one.ask.id === row.id)
  const { from, to } = ASK_STEPS[name]
  if (now === undefined || !(from as readonly string[]).includes(row.state)) return undefined
  const filing = now.turn?.filing ?? null
  const wished = now.ask.wishOn !== null && now.ask.wishNo > row.wishAnswered
  const next = { ...row, state: to, seq: row.seq + 1, reason: reason === '' ? null : reason }
  if (name === 'grant' || name === 'deny')
    return wished
      ? {
          ...next,
          wishAnswered: now.ask.wishNo,
          dueOn: name === 'grant' ? (now.ask.wishOn ?? row.dueOn) : row.dueOn,
        }
      : undefined
  if (name === 'move')
    // The day of a round of opinions is the round's.
    return dueOn === undefined || dueOn === row.dueOn || now.ask.kind !== 'task'
      ? undefined
      : { ...next, dueOn, wishAnswered: Math.max(row.wishAnswered, now.ask.wishNo) }
  if (name === 'recognise' || name === 'return') {
    if (now.ask.taken !== '06' || filing === null) return undefined
    if (name === 'return' && row.verdict === 'returned' && row.verdictOn === filing) return undefined
    const verdictIs = name === 'return' ? ('returned' as const) : ('recognised' as const)
    return { ...next, verdict: verdictIs, verdictOn: filing, verdictAt: at }
  }
  return next
}

function whyNone(meant: readonly Asked[], there: readonly Now[], name: AskStep): string {
  if (meant.every((row) => !there.some((one) => one.ask.id === row.id)))
    return 'Việc vừa giao chưa tới nơi nhận. Đề nghị thử lại sau ít phút.'
  return `Không có nơi nào đang ở trạng thái có thể ${ASK_STEPS[name].name.toLowerCase()}. Đề nghị tải lại để xem tình hình.`
}

/**
 * Our side of every ask of a sending when what it was for is over: what was brought is taken as done, what was not is
 * taken back, so that nothing more comes.
 * @returns the rows to write, and what the crossing `revoke` carries
 */
export function ended(
  ctx: Context,
  me: { name: string },
  mine: readonly Asked[],
  there: readonly Now[],
  reason: string,
): { rows: Statement[]; effect: FromSide } | undefined {
  const changes = mine.flatMap((row) => {
    const done = there.find((one) => one.ask.id === row.id)?.ask.taken === '06'
    const step = {
      name: done ? ('recognise' as const) : ('recall' as const),
      reason,
      dueOn: undefined,
      at: ctx.clock(),
    }
    return changed(row, there, step) ?? []
  })
  if (changes.length === 0) return undefined
  const asks = changes.map(({ sendingId: _s, toId: _t, toName: _n, ...side }) => side)
  return { rows: writeOurs(ctx, changes), effect: { asks, what: 'end', byName: me.name } }
}

/** Our rows, all or nothing: of two who decide at once the second is told. */
export const writeOurs = (ctx: Pick<Context, 'tenant'>, rows: Asked[]): Statement[] => [
  ourSide(ctx.tenant, { all: JSON.stringify(rows) }),
  expectTrue(ctx.tenant, sql`changes() = ${rows.length}`),
]

const each = (field: string) => sql.raw(`json_extract(value, '$.${field}')`)
const ourSide = query<{ all: string }>()((db, { all }) =>
  db.run(
    sql`update ${asked} set state = ${each('state')}, dueOn = ${each('dueOn')}, seq = ${each('seq')},
        wishAnswered = ${each('wishAnswered')}, verdict = ${each('verdict')}, verdictOn = ${each('verdictOn')},
        verdictAt = ${each('verdictAt')}, reason = ${each('reason')}
      from json_each(${all}) where ${asked}.id = ${each('id')} and ${asked}.seq = ${each('seq')} - 1`,
  ),
)
