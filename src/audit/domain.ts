import { domain } from '../core/domain.ts'
import { audit } from './permissions.ts'
import { auditRoutes } from './routes.ts'

export default domain({ name: 'audit', resources: [auditRoutes], permissions: Object.values(audit) })
