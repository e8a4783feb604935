import type { Me } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { addDays, dayAt, iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { countPart, pulsePart, workPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import type { Task } from './move.ts'
import { orphans, orphansCounted } from './orphans.ts'
import { counted, waits } from './waits.ts'
import type { Whose } from './waits.ts'

/** So many days after its day a delay is the whole office's. */
const LONG = 3

const whose = ({ person, clock }: Context): Whose => {
  const today = dayAt(clock())
  return { person: person.id, today, longDue: addDays(today, -LONG) }
}

/**
 * What tasks ask of a member: to do one's own, those of whom one stands in for, and to name somebody for those of the
 * unit one heads; to judge what one gave; to do one's part, or take note; to press for what runs late, first the head of
 * the unit, days later who runs the office.
 */
export const work = workPart({
  tenant: (ctx) => {
    const { tenant } = ctx
    const it = whose(ctx)
    return {
      mine: waits.mine(tenant, it),
      standing: waits.standing(tenant, it),
      unnamed: waits.unnamed(tenant, it),
      judged: waits.judged(tenant, it),
      judgedFor: waits.judgedFor(tenant, it),
      unitLate: waits.unitLate(tenant, it),
      officeLate: waits.officeLate(tenant, it),
      parts: waits.parts(tenant, it),
      unitParts: waits.unitParts(tenant, it),
      orphans: orphans(tenant, kept(it)),
    }
  },
  show: (me, rows) => {
    const heads = me.roles.includes('unit_head')
    const chief = me.roles.includes('office_chief')
    const lateThere = new Set(heads ? rows.unitLate.map(({ id }) => id) : [])
    const parts = [...rows.parts, ...(heads ? rows.unitParts : [])]
    return [
      ...rows.mine.map((one) => item(one, doing(one))),
      ...rows.standing.map(({ task: one, forName }) => item(one, doing(one), forName)),
      ...(heads ? rows.unnamed.map((one) => item(one, 'name')) : []),
      ...(heads ? rows.unitLate.map((one) => item(one, 'overdue')) : []),
      ...(chief
        ? rows.officeLate.filter(({ id }) => !lateThere.has(id)).map((one) => item(one, 'overdue'))
        : []),
      ...rows.judged.map((one) => item(one, judging(one, me))),
      ...rows.judgedFor.map(({ task: one, forName }) => item(one, judging(one, me), forName)),
      ...parts.map(({ task: one, role }) => item(one, role === 'inform' ? 'read' : 'part')),
      ...rows.orphans.filter((one) => !isOwn(one, me, heads)).map((one) => item(one, asksOf(one, me))),
    ]
  },
})

const kept = ({ person, today }: Whose) => ({ person, today })

type Kept = Task & { ask: string }
/** Whether what the member keeps waits for them anyway: they gave it, or head the unit. */
const isOwn = ({ ask, giverId, unitId }: Kept, me: Me, heads: boolean): boolean =>
  ask === 'name' ? heads && unitId === me.unitId : ask !== 'part' && ask !== 'read' && giverId === me.id

const asksOf = (one: Kept, me: Me): string => (one.ask === 'judge' ? judging(one, me) : one.ask)

/** How many of them there are: the number of the list. */
export const counts = countPart({
  tenant: (ctx) => ({
    tasks: counted(ctx.tenant, whose(ctx)),
    kept: orphansCounted(ctx.tenant, kept(whose(ctx))),
  }),
  show: (me, { tasks: [found], kept: [orphaned] }) => ({
    tasks:
      (found?.own ?? 0) +
      (orphaned?.n ?? 0) +
      (me.roles.includes('unit_head') ? (found?.heads ?? 0) : 0) +
      (me.roles.includes('office_chief') ? (found?.chiefs ?? 0) : 0),
  }),
})

/** How many wait, and how many steps they have taken. */
export const pulse = pulsePart({
  tenant: (ctx) => ({
    tasks: counted(ctx.tenant, whose(ctx)),
    kept: orphansCounted(ctx.tenant, kept(whose(ctx))),
  }),
  show: (_, { tasks, kept: orphaned }) => [tasks, orphaned],
})

const doing = ({ state }: Task): string =>
  state === 'assigned' ? 'accept' : state === 'returned' ? 'rework' : 'do'

/** What is asked of whoever gave a task; nobody judges what they brought themselves. */
function judging({ state, wantedDueOn, reportedById }: Task, me: Me): string {
  if (state === 'declined') return 'reassign'
  if (state !== 'reported') return wantedDueOn === null ? 'judge' : 'extend'
  return reportedById === me.id ? 'wait' : 'judge'
}

const item = (one: Task, ask: string, forName?: string): DeskItem => ({
  kind: 'task',
  id: one.id,
  title: one.title,
  sub: [forName === undefined ? people(one, ask) : `Làm thay đồng chí ${forName}`, madeFor(one)]
    .filter((part) => part !== '')
    .join(' · '),
  at: iso(one.movedAt),
  urgency: one.urgency,
  ask,
  ...given({
    origin: one.source === 'ask' ? one.sourceId : null,
    dueOn: one.dueOn,
    notation: isPaper(one) ? one.sourceName || null : null,
  }),
})

/** What it was made for, where that has a name and no number: a plan, a committee. */
const madeFor = (one: Task): string => (isPaper(one) ? '' : one.sourceName)

const isPaper = ({ source }: Task): boolean => source === 'incoming' || source === 'document'

/** Whom a line is about: who brings it, for who gave it; who gave it, for who does it. */
const people = ({ giverName, ownerName, personName }: Task, ask: string): string =>
  ['judge', 'extend', 'reassign', 'wait', 'overdue'].includes(ask) ? (personName ?? ownerName) : giverName
