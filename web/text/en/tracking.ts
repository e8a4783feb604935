import type { Catalogue } from '../catalogue.ts'
import { count } from '../dates.ts'

const words: Catalogue['tracking'] = {
  period: { before: 'Month before', after: 'Month after', month: (shown) => `Month ${shown}` },
  figures: {
    title: 'How tasks go',
    none: 'No task is due in this month',
    noneHint: 'Choose another month, or give tasks with a day to follow how many come in time.',
    lead: (all, rate, extended) =>
      `${count(all)} tasks due in the month; ${rate} of those brought or overdue came in time; ${count(extended)} were extended.`,
    transit: (hours) => `From giving to taking up: ${hours} hours on average.`,
    units: 'By unit',
    persons: 'By person',
    columns: {
      name: 'Unit, person',
      all: 'Due',
      onTime: 'In time',
      late: 'Late',
      overdue: 'Overdue',
      open: 'Not yet due',
      rate: 'Rate in time',
      first: 'In time by the first day',
      extended: 'Extended',
    },
    waiting: 'Whom it waits for',
    waitsFor: {
      accept: 'Waits to be taken up',
      do: 'Is being done',
      judge: 'Waits for the giver to judge',
      extend: 'Waits for an answer to the wish for time',
      reassign: 'Waits to be given anew',
      resume: 'Suspended',
    },
    all: 'See all open tasks',
  },
  book: {
    title: 'Register of tasks',
    given: (month) => `Tasks given in ${month}`,
    due: (month) => `Tasks due in ${month}`,
    none: 'No task in this period',
    noneHint: 'Choose another month.',
    print: 'Print',
    late: (state) => `${state} (late)`,
    firstDue: 'First due day',
    verdicts: { onTime: 'in time', late: 'late', overdue: 'overdue', open: 'not yet due' },
    columns: {
      no: 'No',
      task: 'Task',
      giver: 'Given by',
      owner: 'Unit, person',
      source: 'Document',
      product: 'Product',
      start: 'Given on',
      due: 'Due',
      result: 'Result',
      state: 'Note',
    },
  },
}
export default words
