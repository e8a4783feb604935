import type { Tab } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'

export type IncomingTab = 'waiting' | 'apart' | 'booked' | 'refused' | 'blocked' | 'rules'

/** The lists of what came in, for whoever may see them; senders that are blocked once one looks at them. */
export function tabs(visit: Inside<'arrivals'>, current: IncomingTab): Tab[] {
  const t = visit.words.arrivals.tabs
  const { arrivals = 0, apart = 0 } = visit.here.counts
  const tab = (name: IncomingTab, slug: string, count?: number): Tab => ({
    href: visit.at('van-ban-den', ...(slug === '' ? [] : [slug])),
    word: t[name],
    current: current === name,
    count,
  })
  const booked = tab('booked', 'da-vao-so')
  const rules = rulesFor(visit) ? [tab('rules', 'quy-tac')] : []
  if (!visit.may('deliveries.read'))
    return [booked, ...(current === 'blocked' ? [tab('blocked', 'da-chan')] : []), ...rules]
  const beside = current === 'apart' || current === 'blocked'
  return [
    tab('waiting', '', arrivals),
    ...(apart > 0 || beside ? [tab('apart', 'chua-xac-nhan', apart)] : []),
    booked,
    tab('refused', 'tu-choi'),
    ...(current === 'blocked' ? [tab('blocked', 'da-chan')] : []),
    ...rules,
  ]
}

/** Rules are shown to who sets them, and to the clerk, who sees papers go by them. */
const rulesFor = (visit: Inside<'arrivals'>): boolean =>
  visit.may('handling.rules') || visit.may('handling.submit')
