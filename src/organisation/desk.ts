import { can } from '../core/access.ts'
import { iso } from '../core/dates.ts'
import { deskPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { member } from '../core/tables.ts'
import { organisation } from './permissions.ts'
import { unit } from './tables.ts'

/** What a committee that has just signed up does first: its people and its units. */
export const desk = deskPart({
  tenant: ({ tenant }) => ({
    people: people(tenant, {}),
    units: units(tenant, {}),
  }),
  show(me, found) {
    if (!can(me.roles, organisation.manage)) return {}
    const steps = [
      ...(found.people.length < 2 ? ['people'] : []),
      ...(found.units.length === 0 ? ['units'] : []),
    ]
    const at = iso(found.people[0]?.since ?? 0)
    return { waiting: steps.map((id) => ({ kind: 'setup', id, title: '', sub: '', at, urgency: 0 })) }
  },
})

const people = query()((db) => db.select({ since: member.createdAt }).from(member).limit(2))
const units = query()((db) => db.select({ id: unit.id }).from(unit).limit(1))
