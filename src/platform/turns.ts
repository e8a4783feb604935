import { DatabaseFailure } from './database-failure.ts'

/** Does work when its turn has come. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

/**
 * Lets at most `most` works go on at once; the rest wait in the order they came.
 * @param database named where somebody waited too long
 * @param patience how long one waits for its turn (ms)
 */
export function turns(database: string, most: number, patience: number): Turn {
  const waiting = new Set<() => void>()
  let busy = 0

  const turn = (): Promise<void> =>
    new Promise((go, giveUp) => {
      const late = setTimeout(() => {
        waiting.delete(next)
        giveUp(new DatabaseFailure('BUSY', database, `no turn in ${patience} ms`))
      }, patience)
      const next = () => {
        clearTimeout(late)
        waiting.delete(next)
        go()
      }
      waiting.add(next)
    })
  return async (work) => {
    if (busy >= most) await turn()
    else busy += 1
    try {
      return await work()
    } finally {
      // Whoever waits takes the place as it is.
      const [next] = waiting
      if (next === undefined) busy -= 1
      else next()
    }
  }
}
