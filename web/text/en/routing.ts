import { count } from '../dates.ts'
import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['routing'] = {
  find: 'Type a name, accents do not matter',
  units: 'Units',
  persons: 'People',
  title: 'Routing rules',
  lead: 'Papers with these marks are given out as they enter the book, by the first rule they meet.',
  none: 'No rules yet',
  noneHint:
    'For example: the weekly report of the police goes to the office at once, due in 3 days. All other papers wait for the office chief.',
  add: 'Set a rule',
  added: (name: string) => `The rule “${name}” is set.`,
  end: 'End',
  endOf: (name: string) => `End the rule ${name}`,
  ended: (name: string) => `The rule “${name}” is ended. What it gave out stays.`,
  endedTitle: 'Rules that were ended',
  restore: 'Use again',
  restoreOf: (name: string) => `Use the rule ${name} again`,
  restored: (name: string) => `The rule “${name}” is in force again.`,
  gone: 'Its lead is gone: papers that meet this rule wait for the office chief.',
  by: (name: string, on: string) => `Set by ${name} on ${on}`,
  marks: {
    sender: (text: string) => `Sender has “${text}”`,
    type: (text: string) => `Type ${text}`,
    words: (text: string) => `Subject has “${text}”`,
  },
  goes: {
    lead: (name: string) => `Lead: ${name}`,
    inform: (names: string) => `To know: ${names}`,
    due: (days: number) => `Due in ${count(days)} days`,
  },
  form: {
    name: 'Name of the rule',
    nameHint: 'For example: weekly report of the police',
    marks: 'Papers with all of these marks',
    sender: 'The sender has the words',
    folded: 'Accents and capitals do not matter',
    type: 'Type',
    anyType: 'Any type',
    words: 'The subject has the words',
    wordsHint: 'For example: weekly report',
    look: 'See what it would have caught',
    caught: (many: number, looked: number) =>
      `${count(many)} of the last ${count(looked)} papers in the book have these marks.`,
    before: (rule: string) => `followed the rule “${rule}”`,
    more: (n: number) => `and ${count(n)} more`,
    lead: 'Lead',
    inform: 'To know',
    dueDays: 'Days it may take',
    dueHint: 'Where the paper names no day; a day off moves to the next working day',
    save: 'Set the rule',
    noMarks: 'Name at least one mark: sender, type or words of the subject.',
    nobody: 'Choose who leads, or who is to know.',
    daysWrong: 'From 1 to 365 days.',
  },
}
export default words
