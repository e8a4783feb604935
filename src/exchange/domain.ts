import { domain } from '../core/domain.ts'
import { deliveryActs, senderActs } from './acts.ts'
import { answeringRecall } from './answer-recall.ts'
import { forwarding } from './forwarding.ts'
import { recall } from './recall.ts'
import { blocking } from './blocks.ts'
import { consign } from './consign.ts'
import { deliveries, senders } from './permissions.ts'
import { progress } from './progress.ts'
import { receive } from './receive.ts'
import { reminding } from './remind.ts'
import { settling } from './settle.ts'
import { copyRoutes } from './copy-routes.ts'
import { deliveryRoutes, senderRoutes, sendingRoutes } from './routes.ts'
import { seals } from './seals.ts'

export default domain({
  name: 'exchange',
  resources: [sendingRoutes, copyRoutes, deliveryRoutes, senderRoutes],
  permissions: [...Object.values(deliveries), ...Object.values(senders)],
  acts: [deliveryActs, senderActs],
  crossings: [consign, recall, answeringRecall, forwarding, receive, reminding, settling, blocking, progress],
  letters: async () => Object.values(await import('./letters.ts')),
  desk: async () => (await import('./desk.ts')).desk,
  pulse: async () => (await import('./pulse.ts')).pulse,
  counts: async () => (await import('./desk.ts')).counts,
  search: async () => (await import('./search.ts')).search,
  seals,
})
