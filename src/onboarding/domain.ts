import { domain } from '../core/domain.ts'
import { accountActs } from './acts.ts'
import { operatorRoutes } from './operator/routes.ts'
import { signUpRoutes } from './routes.ts'

export default domain({
  name: 'onboarding',
  resources: [signUpRoutes, operatorRoutes],
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
