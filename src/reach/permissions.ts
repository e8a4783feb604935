import { permissions } from '../core/access.ts'

/** What a committee's letters came to. */
export const letters = permissions('letters', { manage: ['admin'] })
