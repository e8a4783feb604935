import { can } from '../core/access.ts'
import { iso } from '../core/dates.ts'
import { deskPart } from '../core/part.ts'
import { member } from '../core/tables.ts'
import { organisation } from './permissions.ts'
import { unit } from './tables.ts'

/** What a committee that has just signed up does first: its people and its units. */
export const desk = deskPart({
  tenant: ({ tenant }) => ({
    people: tenant.select({ since: member.createdAt }).from(member).limit(2),
    units: tenant.select({ id: unit.id }).from(unit).limit(1),
  }),
  show(me, { people, units }) {
    if (!can(me.roles, organisation.manage)) return {}
    const steps = [...(people.length < 2 ? ['people'] : []), ...(units.length === 0 ? ['units'] : [])]
    const at = iso(people[0]?.since ?? 0)
    return { waiting: steps.map((id) => ({ kind: 'setup', id, title: '', sub: '', at, urgency: 0 })) }
  },
})
