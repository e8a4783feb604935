import { domain } from '../core/domain.ts'
import { accountRoutes } from './routes.ts'

export default domain({ name: 'identity', resources: [accountRoutes] })
