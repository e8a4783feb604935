import { ask } from './api/ask.ts'
import { Problem } from './api/problem.ts'
import { failed } from './failed.ts'
import { match } from './route.ts'
import { routes } from './routes.ts'

/** A line of a stack that lies in our own program: the function, as far as it has a name, and the place. */
const OWN = /^\s*(?:at )?([\w$.<> ]*?)[ @]?\(?https?:\/\/[^/]+\/(assets\/[\w-]+\.js:\d+:\d+)\)?$/
/** An open page tells no more than so many; a loop that fails would tell the same for ever. */
const MOST = 5
const told = new Set<string>()

/** Where in our program an error arose, the innermost place first; empty of what is none of ours. */
export function framesOf(stack: string): string[] {
  return stack
    .split('\n')
    .flatMap((line) => {
      const found = OWN.exec(line)
      return found ? [`${(found[1] ?? '').trim().slice(0, 80)} ${found[2] ?? ''}`.trim()] : []
    })
    .slice(0, 6)
}

/**
 * Tells the server that the program itself failed here: its name, the places in the code and the kind of screen, once.
 * Never its words, nor an address: both may hold what people wrote. What the server said, it knows.
 */
function report(problem: unknown): void {
  if (!(problem instanceof Error) || problem instanceof Problem || told.size >= MOST) return
  const frames = framesOf(problem.stack ?? '')
  const screen = match(location.pathname, routes)?.route.path
  const key = frames.join()
  if (frames.length === 0 || !screen || told.has(key)) return
  told.add(key)
  const name = /^[A-Z][A-Za-z]{0,39}$/.test(problem.name) ? problem.name : 'Error'
  // It is told or it is not: whoever works here is not held up by it.
  ask('POST /failures', { body: { screen, name, frames } }).catch(() => undefined)
}

addEventListener(failed, (event) => report((event as CustomEvent<unknown>).detail))
addEventListener('error', ({ error }: ErrorEvent) => report(error))
addEventListener('unhandledrejection', ({ reason }) => report(reason))
