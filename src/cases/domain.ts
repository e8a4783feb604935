import { domain } from '../core/domain.ts'
import { caseActs } from './acts.ts'
import { cases } from './permissions.ts'
import { caseRoutes } from './routes.ts'
import { timeouts } from './timeouts.ts'

export default domain({
  name: 'cases',
  resources: [caseRoutes],
  permissions: Object.values(cases),
  acts: [caseActs],
  wakes: [timeouts],
  desk: async () => (await import('./desk.ts')).desk,
  counts: async () => (await import('./desk.ts')).counts,
  pulse: async () => (await import('./desk.ts')).pulse,
})
