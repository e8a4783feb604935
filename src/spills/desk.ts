import { eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { workPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { spills } from './permissions.ts'
import { FOUND } from './states.ts'
import { spill } from './tables.ts'

/** As many as a desk holds. */
const MOST = 20
/** Presses as what bears the highest stamp. */
const URGENT = 3

const waiting = query<Record<never, never>>()((db) =>
  db
    .select()
    .from(spill)
    .where(sql`${eq(spill.state, 'locked')} and ${spill.origin} = 'here'`)
    .orderBy(spill.at)
    .limit(MOST),
)

/** Papers that were locked here and wait for somebody to purge them or give them back. */
export const work = workPart({
  tenant: ({ tenant }) => ({ locked: waiting(tenant, {}) }),
  show: (me, { locked }) =>
    can(me.roles, spills.decide)
      ? locked
          .filter(({ side }) => side === 'document' || side === 'incoming')
          .map(({ id, notation, typeName, found, byName, at }) => ({
            kind: 'spill',
            id,
            title: FOUND[found],
            sub: [typeName, byName].filter(Boolean).join(' · '),
            at: iso(at),
            urgency: URGENT,
            ask: 'decide',
            ...given({ notation: notation === '' ? null : notation }),
          }))
      : [],
})
