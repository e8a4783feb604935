import { domain } from '../core/domain.ts'
import { calendarActs, caseActs } from './acts.ts'
import { cases } from './permissions.ts'
import { caseRoutes } from './routes.ts'
import { seals } from './seals.ts'

export default domain({
  name: 'cases',
  resources: [caseRoutes],
  permissions: Object.values(cases),
  acts: [caseActs, calendarActs],
  // Before timeouts: what is opened now may have its first already.
  wakes: [
    async (woken) => (await import('./schedules/open.ts')).scheduled(woken),
    async (woken) => (await import('./timeouts.ts')).timeouts(woken),
    async (woken) => (await import('./tally-fill.ts')).uncounted(woken),
  ],
  desk: async () => (await import('./desk.ts')).desk,
  work: async () => (await import('./work.ts')).work,
  counts: async () => (await import('./work.ts')).counts,
  pulse: async () => (await import('./work.ts')).pulse,
  seals,
})
