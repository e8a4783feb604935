import type { Inside } from '../../screen.ts'
import { learnMore } from '../../text/words.ts'
import type { Spilling } from './part.ts'

/** What was done about a paper that may hold a state secret, or the way to lock it; it comes behind its page. */
export function spillBeside(
  visit: Inside,
  paper: { side: 'document' | 'incoming'; id: string },
  done: () => Promise<void>,
): Spilling {
  let view: Spilling | undefined
  const load = async (): Promise<void> => {
    const [more, { openSpill }] = await Promise.all([learnMore(visit, ['issued']), import('./part.ts')])
    view = await openSpill(more, paper, done)
    visit.draw()
  }
  // The page is whole without it.
  load().catch(() => undefined)
  return { top: () => view?.top(), foot: () => view?.foot() }
}
