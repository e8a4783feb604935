import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'

const words: Catalogue['lists']['invitations'] = {
  states: { waiting: 'Waiting', accepted: 'Accepted', withdrawn: 'Taken back', expired: 'Expired' },
  withdraw: 'Take back',
  withdrawName: (name) => `Take back the invitation of ${name}`,
  withdrawn: 'The invitation is taken back.',
  byList: 'Invite by a list',
  withdrawAll: 'Withdraw all that nobody took up',
  withdrew: (n: number) => `${count(n)} invitations are withdrawn.`,
}
export default words
