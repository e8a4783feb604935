import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'

const words: Catalogue['issuing'] = {
  hour: { label: 'Deliver by', hint: 'Handed over before this hour. For example 15:30 30/11/2026.' },
  people: 'Written together with',
  peopleHint: 'Those chosen find the draft on their desk and may change it.',
  peoplePlace: 'Add a colleague',
  removePerson: (name) => `Take ${name} off the draft`,
  preview: 'Head of the document',
  previewHint: 'Number and date are given when it is issued.',
  joint: 'Joint paper: who issues it too',
  checks: 'Checks before issuing',
  checksLater: 'The checks appear once the draft is saved.',
  overrideLabel: 'Why it is issued all the same',
  overrideHint: 'Say who decided and on what ground. The reason is kept in the audit.',
  issue: (notation, recipients) =>
    `Issue as ${notation}${recipients === 0 ? '' : `, send to ${count(recipients)}`}`,
  issuePlain: 'Issue',
  issueNot: 'The clerk will number and issue this draft.',
  uploading: 'Files are still being sent. Please wait.',
  issued: (notation, recipients) => `Issued ${notation}, sent to ${count(recipients)} recipients.`,
  discard: 'Delete the draft',
  discarded: 'The draft is deleted.',
  number: (notation: string) => `Give number ${notation}`,
  numberPlain: 'Give a number',
  numberHint:
    'Number and day are held for this draft. Put them on the signed paper, seal it, scan it, upload it, then issue.',
  numbered: (notation: string) => `Number ${notation} given. Upload the scan that bears it, then issue.`,
  send: (notation: string, recipients: number) =>
    `Issue ${notation}${recipients === 0 ? '' : ` to ${count(recipients)} places`}`,
  sendHint: 'Once issued, the content cannot be changed.',
  void: 'Void the number…',
  voidTitle: (notation: string) => `Void number ${notation}`,
  voidLead:
    'A voided number stays in the register with its reason and is never given again. The draft stays and can get another.',
  voidReason: 'Reason',
  voidSend: 'Void this number',
  voided: (notation: string) => `Number ${notation} voided. The draft is untouched.`,
}
export default words
