import { permissions } from '../core/access.ts'

/** Rounds of opinions: whoever works on the draft opens and closes them, whoever is asked reads and answers. */
export const rounds = permissions('rounds', {
  read: {
    clerk: ['all'],
    office_chief: ['all'],
    leader: ['all'],
    unit_head: ['unit', 'own', 'named'],
    specialist: ['own', 'named'],
    archivist: ['named'],
  },
  manage: {
    clerk: ['all'],
    office_chief: ['all'],
    unit_head: ['unit', 'own', 'named'],
    specialist: ['own', 'named'],
  },
  answer: {
    clerk: ['named'],
    specialist: ['named'],
    unit_head: ['named'],
    office_chief: ['named'],
    leader: ['named'],
    archivist: ['named'],
  },
})
