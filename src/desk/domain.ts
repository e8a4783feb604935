import { domain } from '../core/domain.ts'
import { desk } from './permissions.ts'
import { deskRoutes } from './routes.ts'

export default domain({ name: 'desk', resources: [deskRoutes], permissions: Object.values(desk) })
