import type { Tab } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'

/** The ways in the outgoing papers: what is being written, what was issued, what of it is in force. */
export function outgoingTabs(visit: Inside<'outgoing'>, current: 'draft' | 'issued' | 'in-force'): Tab[] {
  const t = visit.words.outgoing
  const drafts = {
    href: visit.at('van-ban-di'),
    word: t.tabs.drafts,
    current: current === 'draft',
    count: visit.here.counts['drafts'],
  }
  return [
    ...(visit.may('drafts.read') ? [drafts] : []),
    { href: visit.at('van-ban-di', 'da-ban-hanh'), word: t.tabs.issued, current: current === 'issued' },
    { href: visit.at('van-ban-di', 'con-hieu-luc'), word: t.tabs.inForce, current: current === 'in-force' },
  ]
}
