import { EVERYONE, permissions } from '../core/access.ts'

/** Who asks other committees and judges what they bring, who takes what is asked, who sees either (work-model: who may). */
export const asks = permissions('asks', {
  read: EVERYONE.filter((role) => role !== 'admin'),
  ask: ['office_chief', 'leader'],
  take: ['clerk', 'office_chief'],
  /** To read what arrived before it is given out; whoever it is given to reads it with the task. */
  receive: ['clerk', 'office_chief', 'leader'],
})
