import { behind } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'
import { learnMore } from '../../text/words.ts'
import { givenPart, type Of } from './given-part.ts'

/** How many are shown with a paper or a plan; all stand in the list of asks. */
const MOST = 20

/** What was asked of committees below for a paper or a plan, as a part that comes behind its page. */
export const given = (visit: Inside, of: Of): (() => unknown) =>
  visit.may('asks.read')
    ? behind(visit.draw, async () => {
        const query = {
          ...('planId' in of ? { planId: of.planId } : { documentId: of.documentId }),
          limit: MOST,
        }
        const [{ items }, more] = await Promise.all([
          visit.ask('GET /asks', { query, signal: visit.signal }),
          learnMore(visit, ['asks']),
        ])
        return () => givenPart(more, of, items)
      })
    : () => undefined
