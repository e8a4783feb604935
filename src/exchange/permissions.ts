import { permissions } from '../core/access.ts'

/** What is sent to this committee, from its arrival until somebody has answered for it. */
export const deliveries = permissions('deliveries', {
  read: ['clerk', 'office_chief', 'leader'],
  decide: ['clerk'],
})
