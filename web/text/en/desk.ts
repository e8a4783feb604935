import { count } from '../dates.ts'
import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['desk'] = {
  title: 'Desk',
  greeting: (waiting) =>
    waiting === 0 ? 'Nothing waits for you.' : `${count(waiting)} things wait for you.`,
  now: 'Do now',
  nowHint: 'Urgent, asked for, or left since yesterday or earlier',
  today: 'Today',
  later: 'In progress',
  clear: 'The desk is clear',
  clearHint: 'Arrivals, drafts and new requests will appear here.',
  first: 'First steps',
  arriving: 'Waiting for the clerk',
  arrivingHint: 'Arrived, not yet in the book',
  awaiting: 'Waiting for others',
  awaitingHint: 'Issued documents that some recipients have not accepted',
  recent: 'Recently issued',
  setup: {
    people: 'Invite clerks, specialists and leaders',
    units: 'Set up the units inside: office, boards, cells',
    numbers: 'Go on from the numbers of the paper book',
  },
  setupWhy: {
    people: 'an account each, roles given by the administrator',
    units: 'so that papers go to the right place',
    numbers: 'if this term has already issued on paper',
  },
  look: 'Look',
  reminded: (ago) => `reminded ${ago}`,
  doing: {
    incoming: 'Handle',
    task: 'Handle',
    arrival: 'Accept',
    refused: 'See why',
    draft: 'Go on writing',
    procedure: 'Approve',
    case: 'Do',
    orphan: 'Give to somebody',
    link: 'See the request',
    setup: 'Start',
  },
  kinds: {
    incoming: 'Incoming to handle',
    task: 'Task',
    arrival: 'Incoming',
    refused: 'Refused',
    draft: 'Draft',
    procedure: 'Process to approve',
    case: 'Case',
    orphan: 'Step nobody holds',
    link: 'Request to belong',
    setup: 'First steps',
  },
  untitled: 'No subject yet',
}
export default words
