import { domain } from '../core/domain.ts'
import { absenceRoutes } from './absences/routes.ts'
import {
  absenceActs,
  invitationActs,
  issuerActs,
  memberActs,
  personActs,
  positionActs,
  termActs,
  unitActs,
} from './acts.ts'
import { invitationRoutes } from './invitations/routes.ts'
import { memberRoutes } from './members/routes.ts'
import { absences, organisation, persons } from './permissions.ts'
import { personRoutes } from './persons/routes.ts'
import { structureRoutes } from './structure/routes.ts'

export default domain({
  name: 'organisation',
  resources: [structureRoutes, memberRoutes, invitationRoutes, personRoutes, absenceRoutes],
  permissions: [...Object.values(organisation), ...Object.values(persons), ...Object.values(absences)],
  acts: [unitActs, positionActs, issuerActs, termActs, memberActs, invitationActs, personActs, absenceActs],
  letters: async () => [(await import('./letters.ts')).invitationLetter],
  wakes: [async (woken) => (await import('./publish.ts')).publishIssuers(woken)],
  desk: async () => (await import('./desk.ts')).desk,
  counts: async () => (await import('./desk.ts')).counts,
})
