import { domain } from '../core/domain.ts'
import { taskActs } from './acts.ts'
import { holds } from './holds.ts'
import { tasks } from './permissions.ts'
import { taskRoutes } from './routes.ts'
import { seals } from './seals.ts'

export default domain({
  name: 'tasks',
  resources: [taskRoutes],
  permissions: Object.values(tasks),
  acts: [taskActs],
  work: async () => (await import('./work.ts')).work,
  counts: async () => (await import('./work.ts')).counts,
  pulse: async () => (await import('./work.ts')).pulse,
  search: async () => (await import('./search.ts')).search,
  seals,
  holds,
})
