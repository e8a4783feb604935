import { EVERYONE, permissions } from '../core/access.ts'

/** What concerns a committee's own entry in the directory and its links up and down. */
export const links = permissions('links', { read: EVERYONE, manage: ['admin'] })
export const directory = permissions('directory', { read: EVERYONE })
