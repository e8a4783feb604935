import { domain } from '../core/domain.ts'
import { roundActs } from './acts.ts'
import { rounds } from './permissions.ts'
import { roundRoutes } from './routes.ts'
import { seals } from './seals.ts'

export default domain({
  name: 'events',
  resources: [roundRoutes],
  permissions: Object.values(rounds),
  acts: [roundActs],
  wakes: [async (woken) => (await import('./lapses.ts')).tellLapses(woken)],
  work: async () => (await import('./work.ts')).work,
  counts: async () => (await import('./work.ts')).counts,
  pulse: async () => (await import('./work.ts')).pulse,
  seals,
})
