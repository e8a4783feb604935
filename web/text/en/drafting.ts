import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'

const words: Catalogue['outgoing']['drafting'] = {
  way: 'The way of the draft',
  at: (stage: string, holder?: string) =>
    holder ? `${stage}, on the desk of ${holder}` : `${stage}, with nobody in particular`,
  atClerk: (stage: string) => `${stage}, with the clerk`,
  since: (ago: string) => `since ${ago}`,
  due: (day: string) => `due ${day}`,
  handed: (name: string, to?: string) => (to ? `${name}: ${to}` : name),
  versions: (n: number) => `See and compare ${count(n)} versions`,
  hand: {
    to: 'To',
    toPlace: 'Type a name, accents or not',
    people: 'In this committee',
    dueOn: 'Due',
    note: 'Remark',
    noteMust: 'What to mend',
    clerks: 'The draft goes to the clerk’s desk for its number.',
    author: (name: string) => `The draft goes back to the desk of its author, ${name}.`,
    done: (name: string, to: string) => `${name}: now on the desk of ${to}.`,
    doneClerks: (name: string) => `${name}: now with the clerk.`,
  },
  number: (notation: string) => `Give number ${notation}`,
  numberPlain: 'Give a number',
  numberHint:
    'Number and day are held for this draft. Put them on the signed paper, seal it, scan it, upload it, then issue.',
  numbered: (notation: string) => `Number ${notation} given. Upload the scan that bears it, then issue.`,
  send: (notation: string, recipients: number) =>
    `Issue ${notation}${recipients === 0 ? '' : ` to ${count(recipients)} places`}`,
  sendHint: 'Once issued, the content cannot be changed.',
  held: (notation: string, day: string) => `Holds number ${notation} of ${day}.`,
  void: 'Void the number…',
  voidTitle: (notation: string) => `Void number ${notation}`,
  voidLead:
    'A voided number stays in the register with its reason and is never given again. The draft stays and can get another.',
  voidReason: 'Reason',
  voidSend: 'Void this number',
  voided: (notation: string) => `Number ${notation} voided. The draft is untouched.`,
  compare: {
    title: 'Versions of the draft',
    none: 'No version yet',
    noneHint: 'A version is kept at each hand-over and when a number is given.',
    back: 'Draft',
    list: 'Versions kept',
    before: 'Before',
    after: 'After',
    which: (no: number, stage: string) => `Version ${no}, ${stage}`,
    changed: (what: string) => `changed: ${what}`,
    same: 'content unchanged',
    facts: 'Content',
    files: 'Files',
    text: 'Text of the file',
    textSame: 'Both have the same file, or their text is the same.',
    textNone: 'The text cannot be compared: a scan, or neither PDF nor DOCX.',
    skipped: (n: string) => `… ${n} lines unchanged …`,
    gone: 'gone',
    new: 'new',
    empty: '(empty)',
  },
}
export default words
