import { AT_WORK, permissions } from '../core/access.ts'

/** Who reads plans in force, who writes drafts, who puts them in force and ends them (work-model: who may). */
export const plans = permissions('plans', {
  read: AT_WORK,
  write: {
    office_chief: ['all'],
    leader: ['all'],
    unit_head: ['unit', 'own'],
    clerk: ['own'],
    specialist: ['own'],
  },
  issue: { office_chief: ['all'], leader: ['all'], unit_head: ['unit', 'own'] },
})
