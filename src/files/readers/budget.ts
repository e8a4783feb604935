/** A file that would take more steps or memory to look through than any honest one of its size. */
export class Exhausted extends Error {}

/**
 * What looking through one file may cost, shared by all that reads in it: a count of steps (a step is about a
 * byte looked at), not of time, so that the same file is judged the same everywhere.
 */
export type Budget = {
  /** More of the file has come, and more may be spent on it. */
  feed(bytes: number): void
  /** @throws Exhausted */
  spend(steps: number): void
  /** Bytes kept until the file is over. @throws Exhausted */
  hold(bytes: number): void
  spent(): number
  held(): number
}

/**
 * Allowed for any file, for each of its bytes, and at most. Text packs to a tenth, the tables of Excel to a
 * fiftieth: honest files stay far below.
 */
const BASE = 300_000
const PER_BYTE = 200
const MOST = 800_000_000
/** Bytes kept at once: with what the store and the request need, well within a Worker's 128 MB. */
const HELD_MOST = 28 * 1024 * 1024

export function budget(): Budget {
  let [allowed, spent, held] = [BASE, 0, 0]
  return {
    feed(bytes) {
      allowed = Math.min(MOST, allowed + PER_BYTE * bytes)
    },
    spend(steps) {
      spent += steps
      if (spent > allowed) throw new Exhausted()
    },
    hold(bytes) {
      held += bytes
      if (held > HELD_MOST) throw new Exhausted()
    },
    spent: () => spent,
    held: () => held,
  }
}

/** Others get their turn after so many steps. */
const TURN = 1_000_000

/** Lets others have their turn once enough was done since the last. */
export function pauses(spending: Budget): () => Promise<void> {
  let last = 0
  return async () => {
    if (spending.spent() - last < TURN) return
    last = spending.spent()
    await new Promise((resolve) => setTimeout(resolve, 0))
  }
}
