import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['settling'] = {
  act: 'Settle',
  one: (name: string) => `Settle ${name}`,
  title: 'Settle a place that refused or has not answered',
  replace: 'Write the document that replaces it: issuing it settles this place',
  write: 'Write another document',
  how: 'How it was settled',
  hows: { sent: 'The right document was sent', left: 'Left out', otherwise: 'Settled otherwise' },
  note: 'Note',
  noteHint: 'For example: sent again as 12-CV/TU; they took the paper copy',
  save: 'Settle',
  done: 'Settled: it waits on the desk no more.',
  again: 'Open again',
  againOne: (name: string) => `Open ${name} again`,
  againTitle: 'It waits again',
  reopened: 'Open again.',
  inside: {
    title: 'Sent to units here',
    task: 'Open the task',
    assign: 'Take, give to somebody',
    note: 'Take for information',
    assignFor: (unit: string) => `${unit}: give it to somebody`,
    person: 'Who does it',
    due: 'Due',
    product: 'Product',
    noted: 'The unit has taken it.',
    assigned: (day: string) => (day ? `Given, due ${day}.` : 'Given.'),
  },
}
export default words
