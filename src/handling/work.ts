import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { can } from '../core/access.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { countPart, workPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { memberRole } from '../core/tables.ts'
import { myId } from '../core/within.ts'
import { incoming } from '../documents/tables.ts'
import type { Paper } from './load.ts'
import { handling } from './permissions.ts'
import { reader } from './tables.ts'

const MOST = 50

/**
 * What incoming documents ask of a member: to route them, to decide, to take note. Where no office chief is, what
 * waits to be routed waits for the leader.
 */
export const work = workPart({
  tenant: (ctx) => {
    const me = myId(ctx)
    return {
      routing: waiting(ctx, 'routing'),
      directing: waiting(ctx, 'directing'),
      chiefs: ctx.tenant
        .select({ id: memberRole.memberId })
        .from(memberRole)
        .where(eq(memberRole.role, 'office_chief'))
        .limit(1),
      notes: toNote(ctx, 'person', me),
      unitNotes: toNote(ctx, 'unit', sql`(select unitId from member where id = ${me})`),
    }
  },
  show(me, { routing, directing, chiefs, notes, unitNotes }) {
    const directs = can(me.roles, handling.direct)
    const routes = can(me.roles, handling.route)
    return [
      ...(directs ? directing.map((one) => item(one, 'direct')) : []),
      ...(routes ? routing.map((one) => item(one, 'route')) : []),
      ...(directs && !routes && chiefs.length === 0 ? routing.map((one) => item(one, 'direct')) : []),
      ...notes.map((one) => item(one, 'note')),
      ...(me.roles.includes('unit_head') ? unitNotes.map((one) => item(one, 'note')) : []),
    ]
  },
})

/** How many of them there are. */
export const counts = countPart({
  tenant: (ctx) => work.tenant?.(ctx, undefined) ?? {},
  show: (me, rows, ctx) => ({ handling: work.show(me, rows as never, ctx, undefined).length }),
})

/** Along the index of what waits, whose condition is repeated so that it is used: the urgent first, then the oldest. */
const waiting = (ctx: Context, state: 'routing' | 'directing') =>
  ctx.tenant
    .select()
    .from(incoming)
    .where(sql`${incoming.state} = ${state} and ${incoming.state} in ('routing', 'directing')`)
    .orderBy(sql`${incoming.urgency} desc`, asc(incoming.arrivedAt))
    .limit(MOST)

const toNote = (ctx: Context, kind: 'unit' | 'person', subject: SQL) =>
  ctx.tenant
    .select({ paper: incoming })
    .from(reader)
    .crossJoin(incoming)
    .where(
      and(
        eq(reader.kind, kind),
        eq(reader.subjectId, subject),
        isNull(reader.ackAt),
        eq(incoming.id, reader.incomingId),
      ),
    )
    .orderBy(asc(reader.at))
    .limit(MOST)

const item = (row: Paper | { paper: Paper }, ask: string): DeskItem => {
  const paper = 'paper' in row ? row.paper : row
  return {
    kind: 'incoming',
    id: paper.id,
    title: `${paper.typeName} ${paper.subject}`.trim(),
    sub: paper.senderName,
    at: iso(paper.arrivedAt),
    urgency: paper.urgency,
    ask,
    ...given({ notation: paper.notation === '' ? null : paper.notation, dueOn: paper.dueOn }),
  }
}
