import type { Tab } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'

/** The two books and what they come to. */
export function bookTabs(
  visit: Inside<'registers'>,
  current: 'outgoing' | 'incoming' | 'figures' | 'spills',
): Tab[] {
  const t = visit.words.registers
  return [
    { href: visit.at('so', 'van-ban-di'), word: t.tabs.outgoing, current: current === 'outgoing' },
    { href: visit.at('so', 'van-ban-den'), word: t.tabs.incoming, current: current === 'incoming' },
    { href: visit.at('so', 'thong-ke'), word: t.figures.tab, current: current === 'figures' },
    { href: visit.at('so', 'su-co'), word: t.tabs.spills, current: current === 'spills' },
  ]
}
