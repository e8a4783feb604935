import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How often a process looks whether anybody asked it anything (ms). */
const QUIET = 40_000
/** How often in a row it collects when nobody does: files are closed only after a minute. */
const TIMES = 2

/**
 * Lets a process that rests give its memory back. V8 collects when it allocates, and one that nobody asks anything
 * allocates nothing: what a busy hour left behind would stay all night. A collection halts the process for some
 * hundredths of a second, when nobody waits for it.
 * @returns `busy`, to be called with every request, and `stop`
 */
export function restful(collect = collector(), quiet = QUIET) {
  let asked = false
  let left = 0
  const looking = setInterval(() => {
    if (asked) left = TIMES
    else if (left > 0) {
      left -= 1
      collect()
    }
    asked = false
  }, quiet).unref()
  return {
    busy: (): void => {
      asked = true
    },
    stop: (): void => clearInterval(looking),
  }
}

/** The collection V8 keeps for when memory runs out: compiled code nobody runs goes too. */
function collector(): () => void {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc') as (how: object) => void
  return () => gc({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
