import { and, isNull, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { claimItem } from '../core/claim.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso, startOf } from '../core/dates.ts'
import { countPart, deskPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { member } from '../core/tables.ts'
import { organisation } from './permissions.ts'
import { isOpen } from './invitations/invitations.ts'
import { invitation, unit } from './tables.ts'

/** What waits changes by what is written and by the day, never by the hour (desk/pulse.ts). */
const claimed = ({ tenant, clock }: Context) => ({ claims: claims(tenant, { now: startOf(dayAt(clock())) }) })

/**
 * What a committee that has just signed up does first: its people and its units. And who came with an invitation and
 * waits for somebody to say that it is them.
 */
export const desk = deskPart({
  tenant: (ctx) => ({
    people: people(ctx.tenant, {}),
    units: units(ctx.tenant, {}),
    ...claimed(ctx),
  }),
  show(me, found) {
    if (!can(me.roles, organisation.manage)) return {}
    const steps = [
      ...(found.people.length < 2 ? ['people'] : []),
      ...(found.units.length === 0 ? ['units'] : []),
    ]
    const at = iso(found.people[0]?.since ?? 0)
    const { waiting = [] } = claimItem('members', 'người', found.claims[0] ?? { n: 0, first: null })
    return {
      waiting: [
        ...waiting,
        ...steps.map((id) => ({ kind: 'setup', id, title: '', sub: '', at, urgency: 0 })),
      ],
    }
  },
})

export const counts = countPart({
  tenant: claimed,
  show: (me, { claims: found }) => ({
    claims: can(me.roles, organisation.manage) ? (found[0]?.n ?? 0) : 0,
  }),
})

const claims = query<{ now: number }>()((db, { now }) =>
  db
    .select({ n: sql<number>`count(*)`, first: sql<number | null>`min(${invitation.claimedAt})` })
    .from(invitation)
    .where(and(sql`${invitation.claimedAt} is not null`, isNull(invitation.vouchedAt), isOpen(now))),
)
const people = query()((db) => db.select({ since: member.createdAt }).from(member).limit(2))
const units = query()((db) => db.select({ id: unit.id }).from(unit).limit(1))
