import { EVERYONE, permissions } from '../core/access.ts'

/** Who sees the kinds of a committee, and who changes them. */
export const kinds = permissions('kinds', { read: EVERYONE, manage: ['office_chief', 'admin'] })
