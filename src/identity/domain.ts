import { domain } from '../core/domain.ts'
import { proofActs } from './acts.ts'
import { proofRoutes } from './proofs/routes.ts'
import { accountRoutes } from './routes.ts'

const DAY = 86_400_000

export default domain({
  name: 'identity',
  resources: [accountRoutes, proofRoutes],
  acts: [proofActs],
  letters: async () => {
    const { addressLetter, changedLetter, changeLetter, resetLetter } = await import('./proofs/letters.ts')
    return [addressLetter, changedLetter, changeLetter, resetLetter]
  },
  jobs: [
    {
      name: 'proofs',
      every: DAY,
      run: async (platform, control) => (await import('./proofs/sweep.ts')).forgetProofs(platform, control),
    },
  ],
  wakes: [async (woken) => (await import('./proofs/sweep.ts')).refreshAddresses(woken)],
})
