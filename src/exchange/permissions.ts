import { permissions } from '../core/access.ts'

/** From whom this committee takes papers, and whom it tells the operator of. */
export const senders = permissions('senders', { block: ['clerk', 'admin'] })

/** What is sent to this committee, from its arrival until somebody has answered for it. */
export const deliveries = permissions('deliveries', {
  read: ['clerk', 'office_chief', 'leader'],
  decide: ['clerk'],
})
