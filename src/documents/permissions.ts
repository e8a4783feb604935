import { permissions } from '../core/access.ts'

/** Papers in and out, once they have a number; administrators do not read papers by office. */
export const documents = permissions('documents', {
  read: ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader', 'archivist'],
  /** Begin a draft. */
  draft: ['clerk', 'specialist', 'unit_head', 'office_chief'],
  issue: ['clerk'],
})

/** Whose drafts somebody may read and work on: a draft is nobody's business but theirs until it is issued. */
export const drafts = permissions('drafts', {
  read: {
    clerk: ['all'],
    office_chief: ['all'],
    leader: ['all'],
    unit_head: ['unit', 'own', 'named'],
    specialist: ['own', 'named'],
  },
  write: {
    clerk: ['all'],
    office_chief: ['all'],
    unit_head: ['unit', 'own', 'named'],
    specialist: ['own', 'named'],
  },
  /** Hand a draft on: who works on it, and the leader it was handed to for signing. */
  hand: {
    clerk: ['all'],
    office_chief: ['all'],
    leader: ['named'],
    unit_head: ['unit', 'own', 'named'],
    specialist: ['own', 'named'],
  },
})

export const registers = permissions('registers', {
  read: ['clerk', 'office_chief', 'leader', 'archivist'],
})
export const groups = permissions('groups', { manage: ['clerk', 'office_chief'] })
export const books = permissions('books', { manage: ['clerk', 'admin'] })

/** Papers that come by hand, and what the book says beside the paper. */
export const incomingPapers = permissions('incoming', {
  register: ['clerk'],
  edit: ['clerk', 'office_chief'],
})
