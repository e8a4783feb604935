import { and, eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { countPart, deskPart } from '../core/part.ts'
import { committee } from '../entrance/control-tables.ts'
import { links } from './permissions.ts'

const MOST = 20

const waitingFor = ({ committee: here }: Context) =>
  and(eq(committee.superiorId, here.id), eq(committee.superiorState, 'pending'))

/** Committees that ask to stand directly below this one, for who may accept them. */
export const desk = deskPart({
  control: (ctx) => ({
    asking: ctx.control
      .select({ handle: committee.handle, name: committee.name, at: committee.superiorAskedAt })
      .from(committee)
      .where(waitingFor(ctx))
      .limit(MOST),
  }),
  show: (me, { asking }) =>
    can(me.roles, links.manage)
      ? {
          waiting: asking.map(({ handle, name, at }) => ({
            kind: 'link',
            id: handle,
            title: `${name} đề nghị ghi nhận là cấp dưới trực thuộc`,
            sub: 'Chờ xác nhận',
            at: iso(at ?? 0),
            urgency: 0,
          })),
        }
      : {},
})

export const counts = countPart({
  control: (ctx) => ({
    asking: ctx.control
      .select({ n: sql<number>`count(*)` })
      .from(committee)
      .where(waitingFor(ctx)),
  }),
  show: (me, { asking }) => ({ links: can(me.roles, links.manage) ? (asking[0]?.n ?? 0) : 0 }),
})
