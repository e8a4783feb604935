import { AT_WORK, permissions } from '../core/access.ts'

/** Whoever reads a paper may lock it at once; what then becomes of it, others decide. */
export const spills = permissions('spills', {
  lock: AT_WORK,
  read: AT_WORK,
  decide: ['office_chief', 'leader'],
})
