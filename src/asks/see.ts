import { eq } from 'drizzle-orm'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { showDay } from '../core/dates.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { followGiver } from '../tasks/outside.ts'
import type { State } from '../tasks/states.ts'
import { task } from '../tasks/tables.ts'
import { askActs } from './acts.ts'
import { chainOf } from './ancestors.ts'
import { askedOfUs } from './arrived.ts'
import type { Arrived } from './arrived.ts'
import { answer } from './crossings.ts'
import { takenOf } from './states.ts'
import { taken } from './tables.ts'
import { nextSide } from './take.ts'

type Task = typeof task.$inferSelect
type Ours = typeof taken.$inferSelect
type Wanted = { to: State; dueOn: string; text: string }

/**
 * Takes note of what the origin decided: a day moved, a result given back, the whole taken back or given out again.
 * Our task follows by this act of ours alone; nobody outside writes it.
 * @throws NotFound when it was not asked of us or not taken; Conflict when there is nothing new
 */
export async function seeAsk(ctx: Context, id: string): Promise<{ id: string; text: string }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant
      .select({ ours: taken, task })
      .from(taken)
      .leftJoin(task, eq(task.id, taken.taskId))
      .where(eq(taken.askId, id)),
  })
  const mine = rows[0]
  if (mine === undefined) throw new NotFound()
  return cross(
    ctx,
    answer,
    (announced, { here, chain }) => {
      const now = here[0]
      if (now === undefined) throw new NotFound()
      if (mine.ours.seen >= now.ask.fromSeq) throw new Conflict('Nơi giao không có thay đổi gì mới.')
      const dead = chain.some(({ state }) => state === 'revoked')
      const wanted = mine.task === null ? undefined : wantedOf(mine.task, mine.ours, now, dead)
      const status = wanted === undefined ? mine.ours.status : statusOf(mine, wanted)
      const answered = now.ask.wishAnswered >= mine.ours.wishNo
      const { row, write } = nextSide(ctx, mine.ours, {
        seen: now.ask.fromSeq,
        status,
        byName: me.name,
        ...(answered ? { wishOn: null, wishReason: null } : {}),
      })
      const text = wanted?.text ?? told(now)
      const act = askActs.see(
        { id, name: now.text.title },
        { after: { from: now.ask.fromName, reason: text, dueOn: now.ask.dueOn } },
      )
      const { taskId: _t, fromName: _f, ...side } = row
      const follow =
        mine.task === null || wanted === undefined
          ? []
          : followGiver(ctx, me, mine.task, { ...wanted, reason: text })
      const statements = [
        write,
        expectOne(ctx.tenant),
        ...follow,
        announced.row({ ...side, what: 'see', news: null }),
      ]
      return commit(ctx, me, act, statements, { id, text })
    },
    { here: askedOfUs(ctx, id), chain: chainOf(ctx.exchange, { askId: id }) },
  )
}

const statusOf = ({ ours, task: mine }: { ours: Ours; task: Task | null }, { to }: Wanted) =>
  takenOf(to, mine?.personId ?? null, ours.status)

/** Where our task goes by what stands in the exchange; undefined where it stays. */
function wantedOf(mine: Task, ours: Ours, now: Arrived, dead: boolean): Wanted | undefined {
  const { dueOn } = now.ask
  const text = told(now)
  if (mine.state === 'cancelled') return undefined
  if (dead)
    return mine.state === 'done' || mine.state === 'suspended' ? undefined : { to: 'suspended', dueOn, text }
  const returned =
    now.turn?.verdict === 'returned' && now.turn.verdictOn === ours.filing && mine.state === 'done'
  if (returned) return { to: 'returned', dueOn, text }
  if (mine.state === 'suspended') return { to: mine.resumesAs ?? 'assigned', dueOn, text }
  if (mine.dueOn !== dueOn || mine.wantedDueOn !== null) return { to: mine.state, dueOn, text }
  return undefined
}

/** What the origin decided, in a sentence. */
function told({ ask, turn }: Arrived): string {
  const why = turn?.reason == null ? '' : ` Lý do: ${turn.reason}`
  if (ask.state === 'revoked') return `${ask.fromName} thu hồi nhiệm vụ.${why}`
  if (turn?.verdict === 'lapsed') return `${ask.fromName} đã sửa dự thảo, nhất trí không còn hiệu lực.${why}`
  if (ask.state === 'closed') return `${ask.fromName} công nhận kết quả.`
  if (turn?.verdict === 'returned') return `${ask.fromName} trả lại kết quả.${why}`
  return `${ask.fromName} giao đến hạn ${showDay(ask.dueOn)}.${why}`
}
