import { count } from '../dates.ts'
import type { Catalogue } from '../words.ts'

const words: Catalogue['directory'] = {
  title: 'Directory',
  lead: 'The bodies that exchange documents here.',
  filter: 'Search by name or code',
  kind: 'Kind',
  allKinds: 'All kinds',
  caption: 'Bodies in the directory',
  columns: { name: 'Name', kind: 'Kind', suffix: 'Suffix', code: 'Code', superior: 'Superior' },
  none: 'Nothing found',
  noneHint: 'Try fewer letters; accents are not needed.',
  suspended: 'Suspended',
  provisioning: 'Being prepared',
  back: 'Directory',
  facts: {
    kind: 'Kind',
    suffix: 'Suffix',
    place: 'Place',
    superior: 'Direct superior',
    state: 'State',
    handle: 'Handle',
  },
  states: { ready: 'Active', provisioning: 'Being prepared', suspended: 'Suspended' },
  codes: 'Codes',
  codeColumns: { code: 'Code', from: 'From', to: 'To' },
  stillValid: 'in use',
  subordinates: 'Directly below',
  subordinateNote: (n) => `${count(n)} bodies`,
  write: 'Write to this body',
  searchTitle: 'Search',
  searchLead: 'Search incoming and outgoing documents and the directory.',
  searchEmpty: 'Type a number, a subject or the name of a body',
  searchEmptyHint: 'Accents are not needed. For example: 05 ct tu, cai cach hanh chinh, muong nhe.',
  found: { incoming: 'Incoming', outgoing: 'Outgoing', committee: 'Bodies' },
  foundOther: 'Other results',
}
export default words
