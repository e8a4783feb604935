import { and, desc, eq, getTableColumns, inArray, or, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { standingBelow } from '../asks/below.ts'
import type { Below } from '../asks/below.ts'
import { asksWith } from '../asks/came.ts'
import { sending } from '../asks/tables.ts'
import { add, NONE } from '../asks/tree.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import { reads } from '../documents/outgoing/reachable.ts'
import { document, incoming } from '../documents/tables.ts'
import { isLate } from '../tasks/verdicts.ts'
import { STATES as TASK_STATES } from '../tasks/states.ts'
import { task } from '../tasks/tables.ts'
import { readsPlan } from './reach.ts'
import type { resultsAnswer } from './schema.ts'
import { showPlan, sumOf, tallyBelow, tallyColumn } from './show.ts'
import type { Tally } from './show.ts'
import { older, stuckSentence } from './stuck.ts'
import type { Link } from './stuck.ts'
import { plan, planBasis } from './tables.ts'

type Task = typeof task.$inferSelect
type Results = z.infer<typeof resultsAnswer>

/** What became of a paper of ours: the plans that stand on it or that it promulgates, and their tasks. */
export const documentResults = (ctx: Context, id: string): Promise<Results> => resultsOf(ctx, id, OF.document)

/** What became of a paper that came. */
export const incomingResults = (ctx: Context, id: string): Promise<Results> => resultsOf(ctx, id, OF.incoming)

/** As many as a page shows; a paper with more has its plans. */
const MOST = 50
/** So many committees that hold something up are named: whoever has more asks each sending. */
export const MOST_HOLDERS = 20

type Here = { id: string; person: string; today: string }
type Given = { [Name in keyof Here]: Placeholder }
/** What is asked of a paper of one kind: its name, the plans that promulgate it, what was sent below for it. */
type Of = {
  name: (here: Given) => SQL
  promulgated?: (here: Given) => SQL
  sent: (here: Given) => SQL
}

/** Queries for a paper of one kind, its plans and tasks, and what was sent below for them. */
function whole(kind: 'document' | 'incoming', { name, promulgated, sent }: Of) {
  const about = ({ id, ...here }: Given) =>
    or(
      sql`${plan.id} in (select ${planBasis.planId} from ${planBasis}
        where ${planBasis.kind} = ${kind} and ${planBasis.refId} = ${id})`,
      promulgated?.({ id, ...here }),
    )
  const inReach = (here: Given) => and(about(here), readsPlan({ person: { id: here.person } }))
  return {
    named: query<Here>()((db, here) =>
      db.all<{ name: string | null; deliveryId: string | null }>(name(here)),
    ),
    plans: query<Here>()((db, here) =>
      db
        .select({ plan: getTableColumns(plan), counted: tallyColumn(here.today) })
        .from(plan)
        .where(inReach(here))
        .orderBy(desc(plan.movedAt))
        .limit(MOST),
    ),
    /** The open task longest past its day of those made for plans. */
    late: query<Here>()((db, here) =>
      db
        .select({ task: getTableColumns(task) })
        .from(plan)
        .crossJoin(task)
        .where(
          and(
            about(here),
            sql`${task.source} = 'plan'`,
            eq(task.sourceId, plan.id),
            sql`${task.state} not in ('done', 'cancelled', 'suspended') and ${task.dueOn} < ${here.today}`,
          ),
        )
        .orderBy(task.dueOn)
        .limit(1),
    ),
    sent: query<Here>()((db, here) =>
      db
        .select({ id: sending.id, title: sending.title, planId: sending.planId })
        .from(sending)
        .where(
          or(inArray(sending.planId, db.select({ id: plan.id }).from(plan).where(inReach(here))), sent(here)),
        )
        .orderBy(desc(sending.at))
        .limit(MOST),
    ),
    own: query<Here>()((db, { id }) =>
      db
        .select()
        .from(task)
        .where(sql`${task.source} = ${kind} and ${task.sourceId} = ${id}`)
        .limit(MOST),
    ),
  }
}

const OF = {
  document: whole('document', {
    name: ({ id, person }) => sql`select ${document.notation} as name, null as deliveryId from ${document}
      where ${document.id} = ${id} and ${reads({ person: { id: person } })}`,
    promulgated: ({ id }) => eq(plan.documentId, id),
    sent: ({ id }) => eq(sending.documentId, id),
  }),
  incoming: whole('incoming', {
    name: ({
      id,
    }) => sql`select ${incoming.notation} as name, ${incoming.deliveryId} as deliveryId from ${incoming}
      where ${incoming.id} = ${id}`,
    sent: ({ id }) => sql`${sending.taskId} in (select id from ${task} where ${task.source} = 'incoming'
      and ${task.sourceId} = ${id} union all select ${incoming.leadTaskId} from ${incoming} where ${incoming.id} = ${id})`,
  }),
}

async function resultsOf(ctx: Context, id: string, of: (typeof OF)['document']): Promise<Results> {
  const today = dayAt(ctx.clock())
  const here = { id, person: ctx.person.id, today }
  const { named, plans, late, own, sent } = await look(ctx, {
    named: of.named(ctx.tenant, here),
    plans: of.plans(ctx.tenant, here),
    late: of.late(ctx.tenant, here),
    own: of.own(ctx.tenant, here),
    sent: of.sent(ctx.tenant, here),
  })
  const paper = named[0]
  if (paper === undefined) throw new NotFound()
  const tasks = own.filter(({ state }) => state !== 'cancelled')
  const [below, came] = await Promise.all([
    standingBelow(
      ctx,
      sent.map((one) => one.id),
    ),
    asksWith(ctx, paper.deliveryId),
  ])
  const shown = plans.map((row) => showPlan(row.plan, row.counted, countsFor(row.plan.id, sent, below)))
  // What went with the paper and no plan; the others are counted with theirs.
  const alone = sent.filter(({ planId }) => planId === null || !shown.some(({ id: one }) => one === planId))
  const links = [...late.map((row) => row.task), ...tasks].map(linkOf)
  const name = paper.name ?? ''
  const stuck = older(stuckSentence(name, links, today), below.stuck(name))
  return {
    plans: shown,
    tasks: tasks.map((one) => showResult(one, today)),
    asked: sent.map(({ id: sendingId, title }) => {
      const { places, counts } = below.one(sendingId)
      return { id: sendingId, title, places, ...tallyBelow(counts) }
    }),
    came,
    holders: below.holders.slice(0, MOST_HOLDERS),
    total: sumOf([
      ...shown.map((one) => one.tasks),
      tallyOf(tasks, today),
      ...alone.map((one) => tallyBelow(below.one(one.id).counts)),
    ]),
    ...given({ stuck: stuck?.text }),
  }
}

type Sent = { id: string; planId: string | null }
/** How far what was asked for one of the plans has come. */
const countsFor = (planId: string, sent: readonly Sent[], below: Below) =>
  sent
    .filter((one) => one.planId === planId)
    .map((one) => below.one(one.id).counts)
    .reduce(add, NONE)

const showResult = (one: Task, today: string): Results['tasks'][number] => ({
  id: one.id,
  title: one.title,
  owner: one.personName ?? one.ownerName,
  stateName: TASK_STATES[one.state],
  ...given({ dueOn: one.dueOn }),
  late: isLate(one, today),
})

/** A task as a link that may hold something up. */
export const linkOf = ({ ownerName, personId, state, dueOn, movedAt }: Task): Link => ({
  owner: ownerName,
  personId,
  state: state === 'cancelled' ? 'suspended' : state,
  dueOn: state === 'done' ? null : dueOn,
  since: dayAt(movedAt),
})

function tallyOf(tasks: readonly Task[], today: string): Tally {
  const done = tasks.filter(({ state }) => state === 'done').length
  const late = tasks.filter((one) => one.state !== 'done' && isLate(one, today)).length
  return { total: tasks.length, done, open: tasks.length - done, late }
}
