import { count } from '../dates.ts'
import type { Catalogue } from '../words.ts'

const words: Catalogue['desk'] = {
  title: 'Desk',
  greeting: (waiting) =>
    waiting === 0 ? 'Nothing waits for you.' : `${count(waiting)} things wait for you.`,
  now: 'Do now',
  nowHint: 'Urgent, or left since yesterday or earlier',
  today: 'Today',
  later: 'In progress',
  clear: 'The desk is clear',
  clearHint: 'Arrivals, drafts and new requests will appear here.',
  first: {
    title: 'First things',
    people: 'Invite people to work here',
    peopleHint: 'Everybody gets a link; roles decide who may do what.',
    units: 'Enter units and positions',
    unitsHint: 'Office, boards, inspection body.',
    numbers: 'Set the next numbers from the paper books',
    numbersHint: 'If the term issued documents before this system was used.',
    write: 'Write the first document',
    writeHint: 'Drafts save themselves; a number is given only when issued.',
  },
  awaiting: 'Waiting for others',
  awaitingHint: 'Issued documents that some recipients have not accepted',
  recent: 'Recently issued',
  setup: {
    people: {
      title: 'Invite clerks, specialists and leaders',
      why: 'an account each, roles given by the administrator',
    },
    units: {
      title: 'Set up the units inside: office, boards, cells',
      why: 'so that papers go to the right place',
    },
    numbers: {
      title: 'Go on from the numbers of the paper book',
      why: 'if this term has already issued on paper',
    },
  },
  doing: {
    arrival: 'Accept',
    refused: 'See why',
    draft: 'Go on writing',
    link: 'See the request',
    setup: 'Start',
    invitation: 'See the invitation',
  },
  kinds: {
    arrival: 'Incoming',
    refused: 'Refused',
    draft: 'Draft',
    link: 'Request to belong',
    setup: 'First steps',
    invitation: 'Invitation',
  },
  waited: 'waiting',
  untitled: 'No subject yet',
  board: 'Delivery board',
}
export default words
