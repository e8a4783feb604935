import type { TemplateResult } from 'lit-html'
import { Problem } from '../../api/problem.ts'
import { head, type Tab } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'

export type AdminTab = 'units' | 'members' | 'body' | 'books' | 'links' | 'groups' | 'audit'

const slugs: Record<AdminTab, string> = {
  units: 'don-vi',
  members: 'can-bo',
  body: 'co-quan',
  books: 'so',
  links: 'lien-ket',
  groups: 'nhom',
  audit: 'nhat-ky',
}

/** The parts of the administration this person may see, in order. */
export function allowedTabs(visit: Inside<'admin'>): AdminTab[] {
  const manages = visit.may('organisation.manage')
  const rows: [AdminTab, boolean][] = [
    ['units', manages],
    ['members', manages],
    ['body', manages],
    ['books', visit.may('books.manage')],
    ['links', manages],
    ['groups', visit.may('groups.manage')],
    ['audit', visit.may('audit.read')],
  ]
  return rows.filter(([, allowed]) => allowed).map(([tab]) => tab)
}

/** Stands before every part of the administration, as an address can be typed by anybody. */
export function admit(visit: Inside<'admin'>, tab: AdminTab): void {
  if (!allowedTabs(visit).includes(tab)) throw new Problem(403, 'forbidden', '')
}

/** The address of a part of the administration. */
export function adminAt(visit: Inside<'admin'>, tab: AdminTab): string {
  return visit.at('quan-tri', slugs[tab])
}

/** The head of a part, with the ways to the others. */
export function adminHead(visit: Inside<'admin'>, current: AdminTab, lead?: string): TemplateResult {
  const t = visit.words.admin
  const tabs: Tab[] = allowedTabs(visit).map((tab) => ({
    href: adminAt(visit, tab),
    word: t.tabs[tab],
    current: tab === current,
    ...(tab === 'links' ? { count: visit.here.counts['links'] } : {}),
  }))
  return head(t.title, { tabs, ...(lead ? { lead } : {}) })
}
