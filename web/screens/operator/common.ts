import type { TemplateResult } from 'lit-html'
import { head } from '../../parts/head.ts'
import type { Visit } from '../../screen.ts'

export type OperatorTab = 'committees' | 'reports' | 'system'

const places: Record<OperatorTab, string> = {
  committees: '/van-hanh',
  reports: '/van-hanh/bao-cao',
  system: '/van-hanh/he-thong',
}

/** The head of what whoever runs the instance sees, apart from every committee. */
export function operatorHead(visit: Visit<'operator'>, current: OperatorTab): TemplateResult {
  const t = visit.words.operator
  const tabs = (Object.keys(places) as OperatorTab[]).map((tab) => ({
    href: places[tab],
    word: t.tabs[tab],
    current: tab === current,
  }))
  return head(t.title, { lead: t.lead, tabs })
}
