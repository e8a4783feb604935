import { domain } from '../core/domain.ts'
import { fileActs } from './acts.ts'
import { files } from './permissions.ts'
import { fileRoutes } from './routes.ts'
import { scrubFiles } from './scrub.ts'

export default domain({
  name: 'files',
  resources: [fileRoutes],
  permissions: Object.values(files),
  acts: [fileActs],
  wakes: [scrubFiles],
})
