import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'

const words: Catalogue['lists']['invitations'] = {
  states: {
    waiting: 'Waiting',
    accepted: 'Accepted',
    withdrawn: 'Taken back',
    expired: 'Expired',
    lapsed: 'Ended',
  },
  lapsed: (by: string) => `Ended: ${by}, who sent it, administers no more. Invite again if need be.`,
  claimed: (account, at) =>
    `The account “${account}” came with the link at ${at}; its address is not confirmed.`,
  vouch: 'It is them',
  vouchName: (name) => `Say that the right person came: ${name}`,
  vouchLead: (name, account, email) =>
    `Whoever has the link and signs up with ${email} gets this far. Say so only once you have asked those you invited (${name}) yourself and they told you that the account “${account}” is theirs.`,
  vouched: (account) => `The account “${account}” is theirs, as you said.`,
  withdraw: 'Take back',
  withdrawName: (name) => `Take back the invitation of ${name}`,
  withdrawn: 'The invitation is taken back.',
  withdrawAll: 'Withdraw all that nobody took up',
  withdrew: (n: number) => `${count(n)} invitations are withdrawn.`,
}
export default words
