import { and, asc, eq, getTableColumns, ne, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { standingBelow } from '../asks/below.ts'
import type { Below } from '../asks/below.ts'
import { sending } from '../asks/tables.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import { mayColumnOf as mayTask } from '../tasks/reach.ts'
import { isLate } from '../tasks/verdicts.ts'
import { STATES as TASK_STATES } from '../tasks/states.ts'
import { task } from '../tasks/tables.ts'
import { alike } from './alike.ts'
import { mayColumn, readsPlan } from './reach.ts'
import { lacksOf } from './ready.ts'
import type { planAnswer } from './schema.ts'
import { showPlan, tallyColumn, tallyBelow } from './show.ts'
import { older, stuckSentence } from './stuck.ts'
import { linkOf, MOST_HOLDERS } from './results.ts'
import { plan, planBasis, planLine, planOwner } from './tables.ts'

type Answer = z.infer<typeof planAnswer>

type Here = { id: string; person: string; today: string }
type Mine = Omit<Here, 'today'>
type Id = Pick<Here, 'id'>

const onePlan = query<Here>()((db, { id, person, today }) => {
  const who = { person: { id: person } }
  return db
    .select({
      plan: getTableColumns(plan),
      counted: tallyColumn(today),
      write: mayColumn(who, 'write'),
      issue: mayColumn(who, 'issue'),
    })
    .from(plan)
    .where(and(eq(plan.id, id), readsPlan(who)))
})
const basisOf = query<Id>()((db, { id }) => db.select().from(planBasis).where(eq(planBasis.planId, id)))
const linesOf = query<Here>()((db, { id, person, today }) =>
  db
    .select({ line: planLine, task, open: mayTask({ person: { id: person } }, today, 'read') })
    .from(planLine)
    .leftJoin(task, eq(task.id, planLine.taskId))
    .where(eq(planLine.planId, id))
    .orderBy(asc(planLine.position)),
)
const ownersOf = query<Id>()((db, { id }) => db.select().from(planOwner).where(eq(planOwner.planId, id)))
const sendingsOf = query<Id>()((db, { id }) =>
  db.select({ id: sending.id }).from(sending).where(eq(sending.planId, id)),
)

/** Plans that stand on this one, as far as they are in reach. */
const followedBy = query<Mine>()((db, { id, person }) =>
  db
    .select({ id: plan.id, name: plan.name })
    .from(planBasis)
    .crossJoin(plan)
    .where(
      and(
        eq(planBasis.kind, 'plan'),
        eq(planBasis.refId, id),
        eq(plan.id, planBasis.planId),
        readsPlan({ person: { id: person } }),
      ),
    ),
)

/** So many lines of one's owners are looked at: whoever has more has no plan but a list. */
const LOOKED_AT = 500

/** Lines that other plans, not over yet, give to the owners of this one. */
const twinsOf = query<Mine>()((db, { id, person }) =>
  db
    .select({
      lineId: sql<string>`mine.lineId`,
      owner: planOwner.name,
      planId: plan.id,
      plan: plan.name,
      title: planLine.title,
      words: planLine.words,
    })
    .from(sql`plan_owner mine`)
    .crossJoin(planOwner)
    .crossJoin(plan)
    .crossJoin(planLine)
    .where(
      and(
        sql`mine.planId = ${id} and ${planOwner.kind} = mine.kind and ${planOwner.subjectId} = mine.subjectId`,
        ne(planOwner.planId, id),
        eq(plan.id, planOwner.planId),
        ne(plan.state, 'closed'),
        readsPlan({ person: { id: person } }),
        eq(planLine.planId, planOwner.planId),
        eq(planLine.id, planOwner.lineId),
      ),
    )
    .limit(LOOKED_AT),
)

/** A plan, whole: what it stands on, its lines and how far each has come, what it still lacks. */
export async function getPlan(ctx: Context, id: string): Promise<Answer> {
  const today = dayAt(ctx.clock())
  const { rows, basis, followed, lines, owners, twins, sendings } = await look(ctx, {
    rows: onePlan(ctx.tenant, { id, person: ctx.person.id, today }),
    basis: basisOf(ctx.tenant, { id }),
    followed: followedBy(ctx.tenant, { id, person: ctx.person.id }),
    lines: linesOf(ctx.tenant, { id, person: ctx.person.id, today }),
    owners: ownersOf(ctx.tenant, { id }),
    twins: twinsOf(ctx.tenant, { id, person: ctx.person.id }),
    sendings: sendingsOf(ctx.tenant, { id }),
  })
  const row = rows[0]
  if (row === undefined) throw new NotFound()
  const found = row.plan
  const tasks = lines.flatMap((one) => one.task ?? [])
  const below = await standingBelow(
    ctx,
    sendings.map((one) => one.id),
  )
  const name = found.documentName ?? found.name
  const stuck = older(stuckSentence(name, tasks.map(linkOf), today), below.stuck(name))
  return {
    ...showPlan(found, row.counted, below.counts),
    kindId: found.kindId,
    goal: found.goal,
    ...given({ documentId: found.documentId, issuedBy: found.issuedBy }),
    ...(found.issuedAt === null ? {} : { issuedAt: iso(found.issuedAt) }),
    basis: basis.map(({ kind, refId, name }) => ({ kind, id: refId, name })),
    followed: followed.map(({ id: refId, name }) => ({ kind: 'plan' as const, id: refId, name })),
    lines: lines.map((one) => showLine(one, owners, twins, below, today)),
    holders: below.holders.slice(0, MOST_HOLDERS),
    ...given({ stuck: stuck?.text }),
    actions: actionsOf(found.state, row),
    version: found.version,
  }
}

function actionsOf(state: string, { write, issue }: { write: number; issue: number }): Answer['actions'] {
  if (state === 'draft')
    return [
      ...(write === 1 ? (['save', 'remove'] as const) : []),
      ...(issue === 1 ? (['issue'] as const) : []),
    ]
  return state === 'issued' && issue === 1 ? ['close'] : []
}

type Twin = { lineId: string; owner: string; planId: string; plan: string; title: string; words: string }

type Row = {
  line: typeof planLine.$inferSelect
  task: typeof task.$inferSelect | null
  /** Whether who reads the plan may open the task too. */
  open: number
}

function showLine(
  { line, task: made, open }: Row,
  owners: (typeof planOwner.$inferSelect)[],
  twins: Twin[],
  below: Below,
  today: string,
): Answer['lines'][number] {
  const lead = owners.find((one) => one.lineId === line.id)
  return {
    id: line.id,
    title: line.title,
    product: line.product,
    measure: line.measure,
    target: line.target,
    priority: line.priority,
    ...given({ startOn: line.startOn, dueOn: line.dueOn }),
    ...(lead === undefined ? {} : { lead: { kind: lead.kind, id: lead.subjectId, name: lead.name } }),
    lacks: made === null && line.sendingId === null ? lacksOf({ ...line, lead }).map(({ word }) => word) : [],
    twins: twins
      .filter((one) => one.lineId === line.id && alike(one.words, line.words))
      .map(({ planId, plan: name, title, owner }) => ({ planId, plan: name, title, owner })),
    ...(line.sendingId === null ? {} : { asked: askedOf(below, line.sendingId) }),
    ...(made === null
      ? {}
      : {
          task: {
            id: made.id,
            stateName: TASK_STATES[made.state],
            ...given({ dueOn: made.dueOn, person: made.personName }),
            late: isLate(made, today),
            open: open === 1,
          },
        }),
  }
}

/** What was asked for a line, at all its places together. */
function askedOf(below: Below, id: string): NonNullable<Answer['lines'][number]['asked']> {
  const { places, counts, stuck } = below.one(id)
  return { id, places, ...tallyBelow(counts), ...given({ stuck }) }
}
