import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'

const words: Catalogue['drafting'] = {
  submission: 'Print the cover sheet',
  unread: { label: 'Layout not checked', detail: 'The file could not be read yet. Please reload the page.' },
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
  held: (notation: string, day: string) => `Holds number ${notation} of ${day}.`,
}
export default words
