import { count, moment } from '../dates.ts'
import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['outgoing'] = {
  title: 'Outgoing',
  tabs: { drafts: 'Drafts', issued: 'Issued', inForce: 'In force' },
  caption: { draft: 'Drafts', issued: 'Issued documents' },
  columns: {
    paper: 'Document',
    recipients: 'Recipients',
    updated: 'Last changed',
    author: 'Written by',
    stage: 'Step, with whom',
    issuedOn: 'Issued on',
    signer: 'Signed by',
    taken: 'Accepted',
  },
  filter: 'Filter by number or subject',
  none: {
    draft: 'No drafts',
    draftHint: 'What is being written saves itself and stays here until it is issued.',
    issued: 'Nothing issued yet',
    issuedHint: 'Numbered and sent documents appear here, with who has accepted them.',
    filtered: (q) => `Nothing matches “${q}”`,
    filteredHint: 'Try fewer letters; accents are not needed.',
  },
  due: (day: string) => `due ${day}`,
  closed: 'This document was recalled: its files open only for those who keep the registers.',
  untitled: 'No subject yet',
  noType: 'No kind chosen',
  recipients: (n) => (n === 0 ? 'No recipient yet' : `${count(n)} recipients`),
  several: {
    act: (n) => `Delete ${count(n)} drafts`,
    key: 'Delete the ticked drafts',
    running: (done, all) => `Deleting ${count(done + 1)}/${count(all)}…`,
    done: (done, all) => `${count(done)} of ${count(all)} drafts deleted`,
  },
  discarded: (n) => `${count(n)} drafts deleted.`,
  taken: (accepted, total) => `${count(accepted)}/${count(total)}`,
  board: 'Delivery board',
  openBoard: 'See every recipient',
  factsTitle: 'Facts',
  facts: {
    type: 'Kind',
    author: 'Written by',
    people: 'Together with',
    issuer: 'Issuing body',
    deciding: 'Deciding body',
    issuedOn: 'Issued on',
    signer: 'Signed by',
    issuedBy: 'Sent by',
    deliverBy: 'Deliver by',
    dueAt: 'Answer by',
    paper: 'Paper copy',
    paperFollows: 'Follows',
    replyTo: 'Answers',
    necessity: 'Why it is needed',
    override: 'Why issued all the same',
  },
  coIssues: (on, to, lapsed) =>
    on
      ? `Issues it too, agreed to version ${to ?? 0} on ${on}${lapsed ? '; the draft changed since, ask again' : ''}`
      : 'Issues it too, has not agreed',
  recipientsTitle: 'Recipients',
  replies: 'Answers',
  edit: 'Go on writing',
  draftNote: 'A draft, without a number.',
  sentence: (total, accepted, waiting, refused, recalled, settled) => {
    const rest = [
      `${count(accepted)} accepted`,
      ...(waiting ? [`${count(waiting)} not yet`] : []),
      ...(refused ? [`${count(refused)} refused`] : []),
      ...(recalled ? [`${count(recalled)} recalled`] : []),
      ...(settled ? [`${count(settled)} settled otherwise`] : []),
    ]
    if (total === 1 && accepted === 1) return 'The only recipient has accepted.'
    if (total > 0 && accepted === total) return `All ${count(total)} recipients have accepted.`
    return `${count(total)} recipients: ${rest.join(', ')}.`
  },
  filters: {
    all: 'All',
    waiting: 'Not yet',
    refused: 'Refused',
    accepted: 'Accepted',
    recalled: 'Recalled',
    settled: 'Settled',
  },
  boardColumns: { name: 'Recipient', status: 'Status', at: 'When', by: 'By', number: 'Arrival no.' },
  boardCaption: 'Recipients and their status',
  boardNone: 'No recipient here',
  boardNoneHint: 'Choose “All” to see every recipient.',
  remind: 'Remind',
  remindOne: (name) => `Remind ${name}`,
  remindAll: (n) =>
    n === 1 ? 'Remind the one that has not accepted' : `Remind ${count(n)} that have not accepted`,
  reminded: (n) => `Reminded ${count(n)}. The document now leads their desk.`,
  remindedAt: (at) => `Reminded ${moment(at)}`,
  reason: (name, text) => (text ? `${name}: ${text}` : name),
  back: 'Outgoing',
  backTo: (notation) => `Document ${notation}`,
}
export default words
