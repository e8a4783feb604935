import { domain } from '../core/domain.ts'
import { planActs } from './acts.ts'
import { plans } from './permissions.ts'
import { planRoutes } from './routes.ts'
import { seals } from './seals.ts'

export default domain({
  name: 'plans',
  resources: [planRoutes],
  permissions: Object.values(plans),
  acts: [planActs],
  seals,
})
