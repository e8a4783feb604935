import { CORPUS } from '../files/secrecy-corpus.ts'
import { seenIn } from '../files/secrecy-judge.ts'
import type { Figure } from './run.ts'

/** How well the guard sees stamps of secrecy: stamps not seen or taken for another level, and honest writing stopped. */
export async function* bench(): AsyncIterable<Figure> {
  const wrong = CORPUS.filter((one) => seenIn(one) !== one.level)
  const honest = CORPUS.filter(({ level }) => level === undefined)
  const alarms = wrong.filter(({ level }) => level === undefined)
  yield { name: 'secrecy.cases', value: CORPUS.length, unit: 'cases' }
  yield { name: 'secrecy.missed', value: wrong.length - alarms.length, unit: 'cases' }
  yield { name: 'secrecy.false_alarms', value: (100 * alarms.length) / honest.length, unit: '% of honest' }
}
