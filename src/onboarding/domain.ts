import { domain } from '../core/domain.ts'
import { accountActs, foundingActs } from './acts.ts'
import { failureRoutes } from './failures/routes.ts'
import { foundingRoutes } from './foundings/routes.ts'
import { operatorRoutes } from './operator/routes.ts'
import { signUpRoutes } from './routes.ts'

export default domain({
  name: 'onboarding',
  resources: [signUpRoutes, foundingRoutes, operatorRoutes, failureRoutes],
  acts: [accountActs, foundingActs],
  desk: async () => (await import('./desk.ts')).desk,
  counts: async () => (await import('./desk.ts')).counts,
  pulse: async () => (await import('./desk.ts')).pulse,
  letters: async () => [(await import('./letters.ts')).foundingLetter],
  jobs: [
    {
      name: 'provisioning',
      every: 10 * 60_000,
      run: async (platform, control, cursor) =>
        (await import('./abandoned.ts')).finishProvisioning(platform, control, cursor),
    },
  ],
})
