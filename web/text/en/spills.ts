import { count } from '../dates.ts'
import type vietnamese from '../vi/spills.ts'

export default {
  title: 'State secrets',
  lock: 'Lock: may hold a state secret…',
  lockTitle: 'Lock a paper that may hold a state secret',
  lockLead:
    'The paper and its copies are locked at once for everybody, here and wherever it went. Nothing is removed yet: the office chief or a leader decides. Write nothing of the secret here.',
  found: 'How it was noticed',
  kinds: {
    stamp: 'The paper or a file bears a stamp of secrecy',
    content: 'What it says is on the list of state secrets',
    told: 'The sender or a superior said so',
  },
  lockSend: 'Lock it now',
  locked: 'Locked. The office chief is told and decides.',
  by: (name, at) => `${name}, ${at}`,
  places: (done, all) => `Places that have followed: ${count(done)} of ${count(all)}.`,
  pending: (names) => `Still to follow: ${names}.`,
  sender: 'Its sender has locked this paper and decides.',
  list: {
    title: 'Secrecy incidents',
    lead: 'Papers locked because they may hold a state secret, here or by their sender. Number, day and what was done are kept, never the content.',
    state: 'State',
    all: 'All',
    states: { locked: 'Locked, to be decided', purged: 'Purged', released: 'Unlocked' },
    paper: 'Paper, how it was noticed',
    by: 'Locked by',
    at: 'When',
    acts: 'To do',
    sides: {
      document: 'Outgoing paper or draft',
      incoming: 'Incoming paper',
      delivery: 'Paper given back to its sender',
      ask: 'Asked by another committee',
    },
    sender: 'Its sender decides',
    none: 'No incidents',
    noneHint: 'Where a paper may hold a state secret, open it and choose Lock.',
  },
  purge: 'Purge everywhere…',
  purgeTitle: 'Purge the content',
  purgeLead:
    'Subject, files, versions and opinions are removed for good, here and wherever it went. Number, day and the fact of the purge stay. Whoever locked it does not purge it.',
  purgeSend: 'Purge for good',
  purged: 'Purged. Recipients follow within a minute.',
  release: 'Unlock…',
  releaseTitle: 'Unlock the paper',
  reason: 'Why it is unlocked',
  releaseSend: 'Unlock',
  released: 'Unlocked.',
} satisfies typeof vietnamese
