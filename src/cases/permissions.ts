import { EVERYONE, permissions } from '../core/access.ts'

/**
 * Cases: whoever works on one sees it; those who answer for the office, and who audits it, see all. `act` is the work of whoever
 * holds a step; what leaves the way of the template (skip, assign, redate, withdraw) takes `manage`.
 */
export const cases = permissions('cases', {
  read: {
    clerk: ['own', 'assigned'],
    specialist: ['own', 'assigned'],
    unit_head: ['unit', 'own', 'assigned'],
    office_chief: ['all'],
    leader: ['all'],
    inspector: ['all'],
  },
  start: ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader'],
  act: {
    clerk: ['assigned'],
    specialist: ['assigned'],
    unit_head: ['assigned'],
    office_chief: ['all'],
    leader: ['assigned'],
  },
  manage: ['office_chief', 'leader'],
  /** By which time deadlines are counted is for everybody to see. */
  calendar: EVERYONE,
  figures: ['unit_head', 'office_chief', 'leader', 'inspector'],
})
