import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['tasks']['parties'] = {
  lead: 'Lead',
  leadHint: 'Exactly one unit or person',
  cooperate: 'Cooperate',
  due: 'Due',
  find: 'Type a name, accents not needed',
  units: 'Units',
  persons: 'People',
}
export default words
