import { domain } from '../core/domain.ts'
import { handlingActs, insideActs, ruleActs } from './acts.ts'
import { handling } from './permissions.ts'
import { handlingRoutes } from './routes.ts'
import { seals } from './seals.ts'

export default domain({
  name: 'handling',
  resources: [handlingRoutes],
  permissions: Object.values(handling),
  acts: [handlingActs, insideActs, ruleActs],
  work: async () => (await import('./work.ts')).work,
  counts: async () => (await import('./work.ts')).counts,
  pulse: async () => (await import('./work.ts')).pulse,
  enters: async () => (await import('./rules/enter.ts')).enters,
  follows: async () => (await import('./follow.ts')).follows,
  seals,
})
