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
  work: async () => (await import('./work.ts')).work,
  counts: async () => (await import('./work.ts')).counts,
  pulse: async () => (await import('./work.ts')).pulse,
})
