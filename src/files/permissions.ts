import { permissions } from '../core/access.ts'

/** Who may bring files in; they are read through what names them. */
export const files = permissions('files', {
  bring: ['clerk', 'specialist', 'unit_head', 'office_chief'],
  /** Take upon oneself that a stamp found in a file is none. */
  declare: ['clerk'],
  /** Have a list read that many are invited from. */
  sheet: ['admin'],
  /** See what the committee stores, and what is wrong with it. */
  usage: ['clerk', 'office_chief', 'archivist', 'admin'],
})
