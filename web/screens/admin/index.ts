import { nothing } from 'lit-html'
import { Problem } from '../../api/problem.ts'
import { go } from '../../router.ts'
import type { View } from '../../screen.ts'
import { words } from '../../text/words.ts'
import { adminAt, allowedTabs } from './common.ts'

/** The administration opens at its first part that this person may see. */
export default function admin(): View {
  const [first] = allowedTabs()
  if (!first) throw new Problem(403, 'forbidden', '')
  go(adminAt(first), { replace: true })
  return { title: words('admin').title, body: () => nothing }
}
