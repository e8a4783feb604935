import { DatabaseFailure } from './database-failure.ts'
import type { Named } from './database-failure.ts'

/**
 * Does work when its turn has come.
 * @param patience how long one waits for it (ms)
 * @param urgent before those who came earlier
 */
export type Turn = <T>(work: () => Promise<T>, patience: number, urgent?: boolean) => Promise<T>

/**
 * Lets at most `most` works go on at once; the rest wait in the order they came.
 * @param named the database of which one is told who waited too long
 */
export function turns(named: Named, most: number): Turn {
  let first: (() => void)[] = []
  const waiting = new Set<() => void>()
  let busy = 0

  const turn = (patience: number, urgent: boolean): Promise<void> =>
    new Promise((go, giveUp) => {
      const leave = (): void => {
        clearTimeout(late)
        waiting.delete(next)
        first = first.filter((one) => one !== next)
      }
      const late = setTimeout(() => {
        leave()
        giveUp(new DatabaseFailure('BUSY', { ...named, asked: 0 }, `no turn in ${patience} ms`))
      }, patience)
      const next = () => {
        leave()
        go()
      }
      if (urgent) first.push(next)
      else waiting.add(next)
    })
  return async (work, patience, urgent = false) => {
    if (busy >= most) await turn(patience, urgent)
    else busy += 1
    try {
      return await work()
    } finally {
      // Whoever waits takes the place as it is.
      const next = first[0] ?? waiting.values().next().value
      if (next === undefined) busy -= 1
      else next()
    }
  }
}
