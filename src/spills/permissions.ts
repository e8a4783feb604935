import { EVERYONE, permissions } from '../core/access.ts'

const READERS = EVERYONE.filter((role) => role !== 'admin')

/** Whoever reads a paper may lock it at once; what then becomes of it, others decide. */
export const spills = permissions('spills', {
  lock: READERS,
  read: READERS,
  decide: ['office_chief', 'leader'],
})
