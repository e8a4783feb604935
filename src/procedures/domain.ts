import { domain } from '../core/domain.ts'
import { procedureActs } from './acts.ts'
import { closing, handing } from './bases/hand.ts'
import { procedures } from './permissions.ts'
import { procedureRoutes } from './routes.ts'

export default domain({
  name: 'procedures',
  resources: [procedureRoutes],
  permissions: Object.values(procedures),
  acts: [procedureActs],
  crossings: [handing, closing],
  desk: async () => (await import('./desk.ts')).desk,
  pulse: async () => (await import('./desk.ts')).pulse,
})
