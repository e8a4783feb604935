import { EVERYONE, permissions } from '../core/access.ts'

/** Who sees how the committee is made up, and who changes it. */
export const organisation = permissions('organisation', { read: EVERYONE, manage: ['admin'] })

/** The roll of persons: names and units, of one's own unit or of all. */
export const persons = permissions('persons', {
  read: { unit_head: ['unit'], clerk: ['all'], office_chief: ['all'], leader: ['all'], admin: ['all'] },
  manage: { unit_head: ['unit'], admin: ['all'] },
})
