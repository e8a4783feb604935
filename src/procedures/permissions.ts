import { EVERYONE, permissions } from '../core/access.ts'

/** The processes of a committee: everybody reads them; who writes a version does not approve it (rules.ts). */
export const procedures = permissions('procedures', {
  read: EVERYONE,
  write: ['clerk', 'specialist', 'unit_head', 'office_chief'],
  review: ['unit_head', 'office_chief', 'leader'],
  approve: ['office_chief', 'leader'],
})
