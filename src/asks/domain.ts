import { domain } from '../core/domain.ts'
import { askActs } from './acts.ts'
import { answer, asking, askings, revoke, take, verdict } from './crossings.ts'
import { asks } from './permissions.ts'
import { askRoutes } from './routes.ts'
import { seals } from './seals.ts'

export default domain({
  name: 'asks',
  resources: [askRoutes],
  permissions: Object.values(asks),
  acts: [askActs],
  crossings: [asking, askings, answer, verdict, revoke, take],
  letters: async () => Object.values(await import('./letters.ts')),
  news: async () => (await import('./news.ts')).news,
  work: async () => (await import('./work.ts')).work,
  counts: async () => (await import('./work.ts')).counts,
  pulse: async () => (await import('./work.ts')).pulse,
  follows: async () => (await import('./follow.ts')).follows,
  seals,
})
