import { domain } from '../core/domain.ts'
import { spillActs } from './acts.ts'
import { deciding, locking } from './exchange.ts'
import { spills } from './permissions.ts'
import { spillRoutes } from './routes.ts'

export default domain({
  name: 'spills',
  resources: [spillRoutes],
  permissions: Object.values(spills),
  acts: [spillActs],
  crossings: [locking, deciding],
  work: async () => (await import('./desk.ts')).work,
  jobs: [
    {
      // Often enough that nobody reads at a recipient a minute after it was locked.
      name: 'spills',
      every: 15_000,
      run: async (platform, control, _, house) =>
        (await import('./work.ts')).workSpills(platform, control, house),
    },
  ],
})
