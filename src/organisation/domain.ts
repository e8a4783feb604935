import { domain } from '../core/domain.ts'
import {
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
import { organisation, persons } from './permissions.ts'
import { personRoutes } from './persons/routes.ts'
import { structureRoutes } from './structure/routes.ts'

export default domain({
  name: 'organisation',
  resources: [structureRoutes, memberRoutes, invitationRoutes, personRoutes],
  permissions: [...Object.values(organisation), ...Object.values(persons)],
  acts: [unitActs, positionActs, issuerActs, termActs, memberActs, invitationActs, personActs],
  letters: async () => [(await import('./letters.ts')).invitationLetter],
  desk: async () => (await import('./desk.ts')).desk,
})
