import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Me } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { gather, newsParts } from '../core/part.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { document } from '../documents/tables.ts'
import { deadlineOn, givenOn, ownDays } from './deadline.ts'
import { tellEvent } from './events.ts'
import type { Task } from './move.ts'
import { mayColumnOf, partWaitsFor, reachOf } from './reach.ts'
import type { deadlineAnswer, taskAnswer } from './schema.ts'
import { showTask } from './show.ts'
import { step, STEP_NAMES, whyNot } from './states.ts'
import { task, taskEvent, taskParty } from './tables.ts'
import { asDecided } from './verdicts.ts'

type Here = { id: string; person: string; today: string }
const hereOf = ({ person, clock }: Context, id: string): Here => ({
  id,
  person: person.id,
  today: dayAt(clock()),
})

const oneTask = query<Here>()((db, { id, person: me, today }) => {
  const who = { person: { id: me } }
  return db
    .select({
      task: getTableColumns(task),
      proof: sql<
        string | null
      >`(select notation from ${document} where ${document.id} = ${task.resultDocumentId})`,
      work: mayColumnOf(who, today, 'work'),
      judge: mayColumnOf(who, today, 'judge'),
      steer: mayColumnOf(who, today, 'steer'),
    })
    .from(task)
    .where(and(eq(task.id, id), reachOf(who, today, 'read')))
})
const daysOf = query<Here>()((db, { id, person: me, today }) =>
  db
    .select()
    .from(task)
    .where(and(eq(task.id, id), reachOf({ person: { id: me } }, today, 'read'))),
)
const partiesOf = query<Here>()((db, { id, person: me, today }) =>
  db
    .select({
      ...getTableColumns(taskParty),
      mine: sql<number>`coalesce(${partWaitsFor(myId({ person: { id: me } }), today)}, 0)`,
    })
    .from(taskParty)
    .where(eq(taskParty.taskId, id)),
)
const eventsOf = query<{ id: string }>()((db, { id }) =>
  db.select().from(taskEvent).where(eq(taskEvent.taskId, id)).orderBy(asc(taskEvent.no)),
)

/** One task: its people, what happened, and what the acting member may do with it now. */
export async function getTask(ctx: Context, id: string): Promise<z.infer<typeof taskAnswer>> {
  const {
    me,
    outs,
    more: { rows, parties, events },
  } = await gather(ctx, await newsParts(ctx), undefined, {
    rows: oneTask(ctx.tenant, hereOf(ctx, id)),
    parties: partiesOf(ctx.tenant, hereOf(ctx, id)),
    events: eventsOf(ctx.tenant, { id }),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const found = row.task
  const mine = parties.find((one) => one.doneAt === null && one.mine === 1)
  return {
    ...showTask(found, dayAt(ctx.clock()), outs.flat()),
    ...given({
      resultText: found.resultText,
      approvedBy: found.approvedBy,
    }),
    ...(found.resultDocumentId === null
      ? {}
      : { resultDocument: { id: found.resultDocumentId, notation: row.proof ?? '' } }),
    ...(found.doneAt === null ? {} : { doneAt: iso(found.doneAt) }),
    ...(found.wantedDueOn === null
      ? {}
      : { wanted: { dueOn: found.wantedDueOn, reason: found.wantedReason ?? '' } }),
    parties: parties.map(({ kind, subjectId, name, role, doneAt, doneBy, note }) => ({
      kind,
      id: subjectId,
      name,
      role,
      ...given({ doneAt: doneAt === null ? null : iso(doneAt), doneBy, note }),
    })),
    events: events.map(tellEvent),
    actions: actionsOf(found, me, row),
    ...(mine === undefined ? {} : { part: mine.role }),
    version: found.version,
  }
}

const actionsOf = (found: Task, me: Me, may: Record<'work' | 'judge' | 'steer', number>) =>
  STEP_NAMES.filter((name) => may[step(name).by] === 1 && whyNot(name, found, me.id) === undefined)

/**
 * How the deadline of a task came about, line by line.
 * @throws NotFound when it is out of reach, or has none
 */
export async function taskDeadline(ctx: Context, id: string): Promise<z.infer<typeof deadlineAnswer>> {
  const {
    outs,
    more: { rows, days },
  } = await gather(ctx, await newsParts(ctx), undefined, {
    days: ownDays(ctx),
    rows: daysOf(ctx.tenant, hereOf(ctx, id)),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const { dueOn, source, sourceName } = asDecided(row, outs.flat())
  if (dueOn === null) throw new NotFound('Nhiệm vụ này không có hạn.')
  return source === 'ask' ? givenOn(dueOn, sourceName) : deadlineOn(dueOn, days)
}
