import { EVERYONE, permissions } from '../core/access.ts'
import type { Role, Scope } from '../core/access.ts'

/** Who sees how the committee is made up, and who changes it. */
export const organisation = permissions('organisation', { read: EVERYONE, manage: ['admin'] })

/** The roll of persons: names and units, of one's own unit or of all. */
export const persons = permissions('persons', {
  read: { unit_head: ['unit'], clerk: ['all'], office_chief: ['all'], leader: ['all'], admin: ['all'] },
  manage: { unit_head: ['unit'], admin: ['all'] },
})

/** Who is away and who stands in: everybody may know; each says it of themselves, the office for all. */
export const absences = permissions('absences', {
  read: EVERYONE,
  manage: {
    ...(Object.fromEntries(EVERYONE.map((role) => [role, ['own']])) as Partial<
      Record<Role, readonly Scope[]>
    >),
    office_chief: ['all'],
    admin: ['all'],
  },
})
