import type { TemplateResult } from 'lit-html'
import { Problem } from '../../api/problem.ts'
import { head, type Tab } from '../../parts/head.ts'
import type { Field } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'

export type AdminTab =
  | 'units'
  | 'members'
  | 'persons'
  | 'body'
  | 'books'
  | 'links'
  | 'groups'
  | 'letters'
  | 'audit'

/** Where in the administration each part stands: the last word of its address. */
export const PARTS: Record<AdminTab, string> = {
  units: 'don-vi',
  members: 'can-bo',
  persons: 'nhan-su',
  body: 'co-quan',
  books: 'so',
  links: 'lien-ket',
  groups: 'nhom',
  letters: 'thu',
  audit: 'nhat-ky',
}

/** The parts of the administration this person may see, in order. */
export function allowedTabs(visit: Inside): AdminTab[] {
  const manages = visit.may('organisation.manage')
  const rows: [AdminTab, boolean][] = [
    ['units', manages],
    ['members', manages],
    ['persons', visit.may('persons.read')],
    ['body', manages],
    ['books', visit.may('books.manage')],
    ['links', manages],
    ['groups', visit.may('groups.manage')],
    ['letters', visit.may('letters.manage')],
    ['audit', visit.may('audit.read')],
  ]
  return rows.filter(([, allowed]) => allowed).map(([tab]) => tab)
}

/** Stands before every part of the administration, as an address can be typed by anybody. */
export function admit(visit: Inside, tab: AdminTab): void {
  if (!allowedTabs(visit).includes(tab)) throw new Problem(403, 'forbidden', '')
}

/** The address of a part of the administration. */
export function adminAt(visit: Inside, tab: AdminTab): string {
  return visit.at('quan-tri', PARTS[tab])
}

/** The head of a part, with the ways to the others. */
export function adminHead(visit: Inside<'admin'>, current: AdminTab, lead?: string): TemplateResult {
  const t = visit.words.admin
  const tabs: Tab[] = allowedTabs(visit).map((tab) => ({
    href: adminAt(visit, tab),
    word: t.tabs[tab],
    current: tab === current,
    ...counted(visit, tab),
  }))
  return head(t.title, { tabs, ...(lead ? { lead } : {}) })
}

/** How much waits in a part for whoever administers. */
function counted({ here: { counts } }: Inside, tab: AdminTab): { count?: number } {
  if (tab === 'members') return { count: counts['claims'] ?? 0 }
  return tab === 'links' ? { count: (counts['links'] ?? 0) + (counts['foundings'] ?? 0) } : {}
}

/** Where a thing stands among its like. */
export function rankField(visit: Inside<'admin'>, rank = 100): Field<'rank'> {
  const t = visit.words.admin.units
  return { name: 'rank', label: t.rank, hint: t.rankHint, kind: 'number', value: String(rank) }
}
