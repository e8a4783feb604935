import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'
import copies from './copies.ts'
import spills from './spills.ts'

const words: Catalogue['issued'] = {
  copies,
  spills,
  title: 'After issue',
  recall: 'Recall…',
  recallTitle: (notation: string) => `Recall ${notation}`,
  recallLead:
    'Where it was not accepted it comes back by itself; where it was, the clerk there answers. The line of the register and the log stay.',
  reason: 'Why it is recalled',
  recallSend: 'Recall this document',
  recalledDone: (notation: string) => `${notation} recalled. Answers stand on the delivery board.`,
  recalled: (by: string, at: string) => `Recalled by ${by}, ${at}.`,
  replaces: 'Replace',
  amends: 'Amend',
  corrects: 'Correct',
  repeals: 'Repeal',
  forward: 'Send to more places…',
  forwardTitle: (notation: string) => `Send ${notation} further`,
  forwardSend: 'Send',
  forwardTo: 'Recipients',
  forwardPlace: 'Type a name, accents or not',
  forwardDone: (n: number) => `Sent to ${count(n)} more places.`,
  committees: 'Committees',
  remove: (name: string) => `Remove ${name}`,
  about: 'Related documents',
  inForceCaption: 'Documents in force today',
  type: 'Type',
  none: 'No document of this type is in force',
  noneHint: 'Choose another type.',
  effective: (from: string, to: string) =>
    from && to ? `from ${from} to ${to}` : from ? `from ${from}` : to ? `until ${to}` : '',
  amended: (n: number) => `amended ${count(n)} times`,
}
export default words
