import { domain } from '../core/domain.ts'
import { deliveryActs } from './acts.ts'
import { consign } from './consign.ts'
import { deliveries } from './permissions.ts'
import { receive } from './receive.ts'
import { reminding } from './remind.ts'
import { deliveryRoutes, sendingRoutes } from './routes.ts'

export default domain({
  name: 'exchange',
  resources: [sendingRoutes, deliveryRoutes],
  permissions: Object.values(deliveries),
  acts: [deliveryActs],
  crossings: [consign, receive, reminding],
  letters: async () => Object.values(await import('./letters.ts')),
  desk: async () => (await import('./desk.ts')).desk,
  counts: async () => (await import('./desk.ts')).counts,
})
