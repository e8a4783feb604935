import type { Template } from '../../src/processes/template.ts'
import type { Tab } from '../parts/head.ts'
import type { Place } from '../place.ts'

type Words = { processes: string; cases: string; work: string; calendar: string }

/** The ways into processes: what there is, what runs, what waits for me, and by which time it is counted. */
export function processTabs({ at, may, here }: Place, words: Words, current: keyof Words): Tab[] {
  const tabs: Tab[] = [{ href: at('quy-trinh'), word: words.processes, current: current === 'processes' }]
  if (may('cases.read'))
    tabs.push({ href: at('quy-trinh', 'ho-so'), word: words.cases, current: current === 'cases' })
  if (may('cases.act'))
    tabs.push({
      href: at('quy-trinh', 'cho-toi'),
      word: words.work,
      current: current === 'work',
      count: here.counts['cases'],
    })
  tabs.push({ href: at('quy-trinh', 'lich'), word: words.calendar, current: current === 'calendar' })
  return tabs
}

/** A version's content as a template; a draft may lack anything. */
export const templateIn = ({ content }: { content: Record<string, unknown> }): Template =>
  content as unknown as Template
