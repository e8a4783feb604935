import type { Catalogue } from '../catalogue.ts'

const words: Catalogue['similar'] = {
  necessity: 'Why it is needed',
  hint: 'One sentence: why a new paper, where one in force would not do.',
  title: (n) => `${n} ${n === 1 ? 'paper' : 'papers'} in force on nearly the same`,
  replace: 'Replace',
  amend: 'Amend',
}

export default words
