import { asc, eq, getTableColumns, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { can } from '../core/access.ts'
import { look } from '../core/batch.ts'
import type { Me } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { INCOMING_STATES, whyNotStep } from '../documents/incoming/states.ts'
import { incoming } from '../documents/tables.ts'
import { isLate } from '../tasks/verdicts.ts'
import { STATES } from '../tasks/states.ts'
import { task } from '../tasks/tables.ts'
import { isFor, keptOn } from './keeping.ts'
import { paperOf } from './load.ts'
import type { Paper } from './load.ts'
import { handling } from './permissions.ts'
import type { handlingAnswer } from './schema.ts'
import { direction, reader } from './tables.ts'

type Answer = z.infer<typeof handlingAnswer>

/** What becomes of an incoming document, and what the acting member may do with it now. */
export async function getHandling(ctx: Context, id: string): Promise<Answer> {
  const { me, papers, directions, readers, leads, after, queue } = await look(ctx, {
    papers: paperOf(ctx, id),
    directions: directionsOf(ctx.tenant, { id }),
    readers: readersOf(ctx.tenant, { id, person: ctx.person.id, today: dayAt(ctx.clock()) }),
    leads: leadOf(ctx.tenant, { id }),
    after: nextOne(ctx.tenant, { id }),
    queue: others(ctx.tenant, { id }),
  })
  const paper = papers[0]
  if (paper === undefined) throw new NotFound()
  const lead = leads[0]?.task
  return {
    id,
    state: paper.state,
    stateName: INCOMING_STATES[paper.state],
    ...(paper.proposal === null ? {} : { proposal: tellProposal(paper.proposal) }),
    directions: directions.map(tellDirection),
    readers: readers.map(tellReader),
    ...(lead === undefined ? {} : { task: tellLead(lead, dayAt(ctx.clock())) }),
    ...given({ next: after[0]?.id ?? queue[0]?.id }),
    waiting: queue.length,
    actions: actionsOf(paper, me, readers),
  }
}

/** So many are counted: beyond it a number says nothing more. */
const MOST = 100

type Id = { id: string }
const directionsOf = query<Id>()((db, { id }) =>
  db.select().from(direction).where(eq(direction.incomingId, id)).orderBy(asc(direction.no)),
)
const readersOf = query<Id & { person: string; today: string }>()((db, { id, person, today }) =>
  db
    .select({ ...getTableColumns(reader), kept: keptOn(myId({ person: { id: person } }), today) })
    .from(reader)
    .where(eq(reader.incomingId, id)),
)
const leadOf = query<Id>()((db, { id }) =>
  db
    .select({ task })
    .from(incoming)
    .innerJoin(task, eq(task.id, incoming.leadTaskId))
    .where(eq(incoming.id, id)),
)

/** Documents that wait for the same, the urgent first, then the oldest: along the index of what waits. */
const waiting = (most: number, which: (id: Placeholder) => SQL) =>
  query<Id>()((db, { id }) =>
    db.all<{ id: string }>(sql`select i.id from incoming i
      where i.state = (select state from ${incoming} where ${incoming.id} = ${id})
        and i.state in ('routing', 'directing') and ${which(id)}
      order by i.urgency desc, i.arrivedAt limit ${most}`),
  )
const nextOne = waiting(
  1,
  (id) => sql`(-i.urgency, i.arrivedAt) > (select -urgency, arrivedAt from incoming where id = ${id})`,
)
const others = waiting(MOST, (id) => sql`i.id <> ${id}`)

function actionsOf(
  paper: Paper,
  me: Me,
  readers: (typeof reader.$inferSelect & { kept: number })[],
): Answer['actions'] {
  const may = {
    submit: handling.submit,
    propose: handling.route,
    assign: handling.route,
    direct: handling.direct,
    handBack: handling.handBack,
    keep: handling.keep,
  }
  const names = Object.keys(may) as (keyof typeof may)[]
  const steps = names.filter(
    (name) => can(me.roles, may[name]) && whyNotStep(name, paper.state) === undefined,
  )
  const mine = readers.some((one) => one.ackAt === null && isFor(one, me))
  return [...steps, ...(mine ? ['acknowledge' as const] : [])]
}

const tellProposal = ({ at, ...proposal }: NonNullable<Paper['proposal']>) => ({ ...proposal, at: iso(at) })

const tellDirection = (row: typeof direction.$inferSelect) => ({
  kind: row.kind,
  text: row.text,
  cooperate: row.cooperate,
  inform: row.inform,
  by: row.byName,
  at: iso(row.at),
  ...given({ lead: row.lead, dueOn: row.dueOn }),
})

const tellReader = ({ kind, subjectId, name, ackAt, ackBy }: typeof reader.$inferSelect) => ({
  kind,
  id: subjectId,
  name,
  ...given({ ackAt: ackAt === null ? null : iso(ackAt), ackBy }),
})

const tellLead = (row: typeof task.$inferSelect, today: string) => ({
  id: row.id,
  owner: row.ownerName,
  ...(row.personId === null ? {} : { person: { id: row.personId, name: row.personName ?? '' } }),
  stateName: STATES[row.state],
  ...given({ dueOn: row.dueOn }),
  late: isLate(row, today),
})
