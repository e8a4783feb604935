import { domain } from '../core/domain.ts'
import {
  arrivalBookActs,
  documentActs,
  documentTypeActs,
  groupActs,
  incomingActs,
  issuingActs,
  numberActs,
  seriesActs,
} from './acts.ts'
import { bookRoutes } from './books/routes.ts'
import { draftingRoutes } from './drafting/routes.ts'
import { downloadRoutes } from './files/routes.ts'
import { tidyFiles } from './files/tidy.ts'
import { groupRoutes } from './groups/routes.ts'
import { holds } from './holds.ts'
import { incomingRoutes } from './incoming/routes.ts'
import { outgoingRoutes } from './outgoing/routes.ts'
import { books, documents, drafts, groups, incomingPapers, registers } from './permissions.ts'
import { proveNumbers } from './statistics/proof.ts'
import { statisticsRoutes } from './statistics/routes.ts'
import { typeRoutes } from './types/routes.ts'
import { seals } from './seals.ts'

export default domain({
  name: 'documents',
  resources: [
    outgoingRoutes,
    draftingRoutes,
    incomingRoutes,
    downloadRoutes,
    bookRoutes,
    statisticsRoutes,
    typeRoutes,
    groupRoutes,
  ],
  permissions: [
    ...Object.values(documents),
    ...Object.values(drafts),
    ...Object.values(registers),
    ...Object.values(groups),
    ...Object.values(books),
    ...Object.values(incomingPapers),
  ],
  acts: [
    documentActs,
    incomingActs,
    numberActs,
    issuingActs,
    groupActs,
    seriesActs,
    arrivalBookActs,
    documentTypeActs,
  ],
  wakes: [tidyFiles, proveNumbers],
  desk: async () => (await import('./desk.ts')).desk,
  work: async () => (await import('./desk.ts')).work,
  pulse: async () => (await import('./pulse.ts')).pulse,
  counts: async () => (await import('./desk.ts')).counts,
  search: async () => (await import('./search.ts')).search,
  holds,
  seals,
})
