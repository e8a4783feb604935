import { domain } from '../core/domain.ts'
import { accountActs } from './acts.ts'
import { signUpRoutes } from './routes.ts'

export default domain({
  name: 'onboarding',
  resources: [signUpRoutes],
  acts: [accountActs],
  jobs: [
    {
      name: 'provisioning',
      every: 10 * 60_000,
      run: async (platform, control, cursor) =>
        (await import('./abandoned.ts')).finishProvisioning(platform, control, cursor),
    },
  ],
})
