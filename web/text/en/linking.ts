import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['linking'] = {
  cases: 'Cases',
  start: 'Open a case',
  startTitle: 'Open a case from this document',
  procedure: 'Process',
  none: 'No process is in force.',
  title: 'Subject of the case',
  atStep: (step) => `from step ${step}`,
  links: 'Documents and cases that belong to it',
  linksNone: 'No document is linked yet.',
  link: 'Link a document',
  linkTitle: 'Link a document or another case',
  find: 'Find by number or subject',
  found: 'Found',
  foundNone: 'No document was found.',
  choose: (name) => `Link ${name}`,
  unlink: (name) => `Unlink ${name}`,
  write: 'Write a document from this step',
  startFrom: 'Open another case from this one',
  linked: 'Linked.',
  kinds: { incoming: 'Incoming', document: 'Outgoing', case: 'Case' },
}
export default words
