import { commit, look } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { Forbidden, Invalid } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { myId } from '../core/within.ts'
import { unitsUnder } from '../organisation/structure/under.ts'
import { taskActs } from './acts.ts'
import { ownDays, whyNotDue } from './deadline.ts'
import { eventRow } from './events.ts'
import { unitOf } from './reach.ts'
import { indexTask } from './search.ts'
import type { AssignInput } from './schema.ts'
import { expectStanding, namedIn, readParts, subjectsOf } from './subjects.ts'
import type { Parts, Subject } from './subjects.ts'
import { task, taskParty } from './tables.ts'
import type { Source } from './tables.ts'

/** What a task is to be. */
export type NewTask = {
  source: Source
  sourceId?: string
  sourceName?: string
  title: string
  product: string
  target?: string
  urgency: number
  lead: Subject
  cooperate: Subject[]
  inform: Subject[]
  startOn?: string | undefined
  dueOn?: string | undefined
}

/** A day after every other, by which what has no deadline is listed last. */
export const NO_DAY = '9999-12-31'

/**
 * Gives a unit or a person a task, with those who cooperate and those who are to know.
 * @throws Invalid when somebody is not there or has two parts, or when the day has passed or is off; Forbidden for a
 *   unit head who reaches beyond the own unit
 */
export async function assignTask(ctx: Context, input: AssignInput): Promise<{ id: string }> {
  const { me, found, units, days } = await look(ctx, {
    days: ownDays(ctx),
    found: subjectsOf(ctx, namedIn(input)),
    units: unitsUnder(ctx, unitOf(myId(ctx))),
  })
  const { parts, problems } = readParts(input, found)
  problems.push(...whyNotDue(input.dueOn, dayAt(ctx.clock()), days))
  if (parts.lead === undefined || problems.length > 0) throw new Invalid(problems)
  refuseBeyondUnit(me, parts.lead, units)
  const { title, product, urgency, startOn, dueOn } = input
  const wanted = {
    source: 'own' as const,
    title,
    product,
    urgency,
    startOn,
    dueOn,
    ...parts,
    lead: parts.lead,
  }
  const { id, statements } = newTask(ctx, me, wanted)
  return commit(ctx, me, taskActs.assign({ id, name: title }, { after: told(wanted) }), statements, { id })
}

/** Whoever heads a unit, and no more, gives tasks to it, to what is below it, and to those who sit there. */
export function refuseBeyondUnit(me: Me, lead: Subject, units: { id: string }[]): void {
  if (me.roles.some((role) => role === 'office_chief' || role === 'leader')) return
  if (units.some(({ id }) => id === lead.unitId)) return
  throw new Forbidden(
    'Trưởng đơn vị giao việc trong đơn vị mình. Việc của đơn vị khác do Chánh Văn phòng hoặc Thường trực giao.',
  )
}

/**
 * The statements that make a task, for the batch of the verb that gives it.
 * @returns its id beside them
 */
export function newTask(
  ctx: Context,
  me: Pick<Me, 'id' | 'name'>,
  wanted: NewTask,
): { id: string; statements: Statement[] } {
  const id = newId()
  const at = ctx.clock()
  const { lead } = wanted
  const person = lead.kind === 'person' ? { personId: lead.id, personName: lead.name } : {}
  const row: typeof task.$inferInsert = {
    id,
    source: wanted.source,
    sourceId: wanted.sourceId ?? null,
    sourceName: wanted.sourceName ?? '',
    title: wanted.title,
    product: wanted.product,
    target: wanted.target ?? '',
    urgency: wanted.urgency,
    ownerKind: lead.kind,
    ownerName: lead.name,
    unitId: lead.unitId,
    ...person,
    giverId: me.id,
    giverName: me.name,
    startOn: wanted.startOn ?? dayAt(at),
    firstDueOn: wanted.dueOn ?? null,
    dueOn: wanted.dueOn ?? null,
    pressesOn: wanted.dueOn ?? NO_DAY,
    state: 'assigned',
    createdAt: at,
    movedAt: at,
  }
  const statements = [
    ctx.tenant.insert(task).values(row),
    indexTask(ctx, id, `${row.title} ${row.product} ${lead.name} ${row.sourceName}`),
    ...partyRows(ctx, id, wanted),
    eventRow(ctx, me, id, { what: 'assign', to: 'assigned', after: lead.name }),
    expectStanding(ctx, lead),
  ]
  return { id, statements }
}

function partyRows(
  ctx: Context,
  taskId: string,
  { cooperate, inform }: Pick<Parts, 'cooperate' | 'inform'>,
): Statement[] {
  const rows = (['cooperate', 'inform'] as const).flatMap((role) =>
    (role === 'cooperate' ? cooperate : inform).map(({ kind, id, name }) => ({
      taskId,
      kind,
      subjectId: id,
      name,
      role,
      at: ctx.clock(),
    })),
  )
  return rows.length === 0 ? [] : [ctx.tenant.insert(taskParty).values(rows)]
}

const told = ({ lead, dueOn, product }: NewTask) => ({
  owner: lead.name,
  ...(dueOn === undefined ? {} : { dueOn }),
  ...(product === '' ? {} : { product }),
})
