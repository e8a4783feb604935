import { AT_WORK, permissions } from '../core/access.ts'

/** Who asks other committees and judges what they bring, who takes what is asked, who sees either (work-model: who may). */
export const asks = permissions('asks', {
  read: AT_WORK,
  ask: ['office_chief', 'leader'],
  take: ['clerk', 'office_chief'],
  /** To read what arrived before it is given out; whoever it is given to reads it with the task. */
  receive: ['clerk', 'office_chief', 'leader'],
})
