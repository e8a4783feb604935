import { behind } from '../../parts/behind.ts'
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
  const top = behind(visit.draw, async () => {
    const [more, { openSpill }] = await Promise.all([learnMore(visit, ['issued']), import('./part.ts')])
    const spill = await openSpill(more, paper, done)
    view = spill
    return spill.top
  })
  return { top, foot: () => view?.foot() }
}
