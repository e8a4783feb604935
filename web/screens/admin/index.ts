import { nothing } from 'lit-html'
import { Problem } from '../../api/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { adminAt, allowedTabs } from './common.ts'

/** The administration opens at its first part that this person may see. */
export default function admin(visit: Inside<'admin'>): View {
  const [first] = allowedTabs(visit)
  if (!first) throw new Problem(403, 'forbidden', '')
  visit.go(adminAt(visit, first), { replace: true })
  return { title: visit.words.admin.title, body: () => nothing }
}
