import { nothing } from 'lit-html'
import { behind } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'
import { learnMore } from '../../text/words.ts'

type Visit = Inside<'processes' | 'adapting'>

/** How the cases of a process stand, behind its page, for whoever may read cases. */
export const standingOf = (visit: Visit, id: string): (() => unknown) =>
  visit.may('cases.read')
    ? behind(visit.draw, async () => {
        const [more, { standingPart }] = await Promise.all([
          learnMore(visit, ['cases']),
          import('../cases/standing.ts'),
        ])
        return standingPart(more, id)
      })
    : () => nothing

/** By which schedules its cases are opened, for whoever may open one. */
export const schedulesOf = (visit: Visit, id: string): (() => unknown) =>
  visit.may('cases.start')
    ? behind(visit.draw, async () => {
        const [more, { schedulesPart }] = await Promise.all([
          learnMore(visit, ['calendar']),
          import('../cases/schedules.ts'),
        ])
        return schedulesPart(more, id)
      })
    : () => nothing
