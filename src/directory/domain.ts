import { domain } from '../core/domain.ts'
import { codeActs, committeeActs, linkActs } from './acts.ts'
import { editing } from './editing.ts'
import { publishing } from './issuers.ts'
import { belonging } from './membership.ts'
import { directory, links } from './permissions.ts'
import { directoryRoutes, linkRoutes } from './routes.ts'

export default domain({
  name: 'directory',
  resources: [directoryRoutes, linkRoutes],
  permissions: [...Object.values(links), ...Object.values(directory)],
  acts: [committeeActs, codeActs, linkActs],
  crossings: [editing, belonging, publishing],
  desk: async () => (await import('./desk.ts')).desk,
  counts: async () => (await import('./desk.ts')).counts,
  pulse: async () => (await import('./desk.ts')).pulse,
  search: async () => (await import('./search.ts')).search,
})
