import { domain } from '../core/domain.ts'
import { kindActs } from './acts.ts'
import { kinds } from './permissions.ts'
import { kindRoutes } from './routes.ts'

export default domain({
  name: 'kinds',
  resources: [kindRoutes],
  permissions: Object.values(kinds),
  acts: [kindActs],
})
