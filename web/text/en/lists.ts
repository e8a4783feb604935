import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'
import invitations from './invitations.ts'

const words: Catalogue['lists'] = {
  invitations,
  back: { links: 'Superior, subordinates', members: 'People' },
  bodies: 'Invite subordinates by a list',
  bodiesLead:
    'Each line is a committee and the e-mail of its first administrator. One that signs up by its invitation is confirmed from the start, as its line says.',
  people: 'Invite people by a list',
  peopleLead: (roles: string) =>
    `Each line is a person. Roles, one or more with semicolons between: ${roles}. Units and positions by the names they have in the administration.`,
  columns: (titles: string) =>
    `Excel (.xlsx) or CSV with a row of titles: ${titles}. The file is read, not kept.`,
  choose: 'Choose the list',
  pattern: 'Download a pattern',
  missing: (titles: string) => `Columns are missing: ${titles}. Add a row of titles as in the pattern.`,
  read: (file: string, n: number) => `${file}: ${count(n)} lines`,
  caption: 'The lines of the list',
  allRight: 'Every line can be read. Nobody is invited until the button below is pressed.',
  wrong: (n: number) => `${count(n)} lines have to be mended. Mend them in the file and choose it again.`,
  line: (number: number, name: string) => `Line ${number}${name === '' ? '' : ` (${name})`}`,
  onlyRight: 'Only the lines that are right.',
  inviteBodies: (n: number) => `Invite ${count(n)} committees`,
  invitePeople: (n: number) => `Invite ${count(n)} people`,
  number: 'Line',
  name: 'Name',
  email: 'E-mail',
  place: 'Place',
  roles: 'Roles',
  state: 'State',
  right: 'Right',
  toMend: 'To be mended',
  expires: 'Expires',
  link: 'Link',
  lacks: (what: string) => `Lacks: ${what.toLocaleLowerCase('en')}.`,
  noKind: (kind: string) => `There is no kind “${kind}”.`,
  noCodeDay: 'A code needs the day it holds from, such as 05/02/2026.',
  noRole: (roles: string) => `There is no role “${roles}”.`,
  noUnit: (name: string) => `There is no open unit “${name}”.`,
  noPosition: (name: string) => `There is no position in use “${name}”.`,
  made: (n: number) => `${count(n)} places are invited`,
  madePeople: (n: number) => `${count(n)} people are invited`,
  mailed: 'The invitations are being mailed. The list of links can be downloaded too; each works once.',
  byHand:
    'This instance sends no mail: download the list of links and hand each over. They are shown only now, and each works once.',
  save: 'Download the links (CSV)',
  saved: 'The links are downloaded.',
  invited: 'Invitations sent',
  progress: (done: number, all: number) => `${count(done)}/${count(all)} signed up`,
  withdrawLead: (n: number) => `${count(n)} links stop working. Whoever signed up is not touched.`,
}
export default words
