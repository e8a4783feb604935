import { domain } from '../core/domain.ts'
import { letterActs } from './acts.ts'
import { letters } from './permissions.ts'
import { reachRoutes } from './routes.ts'

export default domain({
  name: 'reach',
  resources: [reachRoutes],
  permissions: Object.values(letters),
  acts: [letterActs],
  letters: async () => {
    const { digestLetter, dueLetter } = await import('./letters.ts')
    return [digestLetter, dueLetter]
  },
  wakes: [
    async (woken) => (await import('./dues.ts')).tellDues(woken),
    async (woken) => (await import('./alerts.ts')).tellAlerts(woken),
  ],
  jobs: [
    {
      // Often enough that who must take a hỏa tốc knows within a minute, wherever the clock of the host stands.
      name: 'notices',
      every: 15_000,
      run: async (platform, control, _, house) =>
        (await import('./notices.ts')).tellNotices(platform, control, house),
    },
    {
      name: 'digests',
      every: 60_000,
      run: async (platform, control, _, house) =>
        (await import('./digest.ts')).writeDigests(platform, control, house),
    },
  ],
})
