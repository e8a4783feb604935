import { sql } from 'drizzle-orm'
import { audited, blanked, SEALED } from '../core/seal.ts'
import type { Seals } from '../core/seal.ts'
import { sealTasks } from '../tasks/seals.ts'

/** A plan says what the paper that promulgates it says: its name and lines, the tasks they became, who stands on it. */
export const seals: Seals = ({ side, id }) => {
  if (side !== 'document') return []
  const mine = sql`(select p.id from plan p where p.documentId = ${id})`
  return [
    audited('plan', mine),
    ...sealTasks(sql`source = 'plan' and sourceId in ${mine}`),
    blanked('plan_basis', sql`kind = 'plan' and refId in ${mine}`, { name: SEALED }),
    blanked('plan_line', sql`planId in ${mine}`, {
      title: SEALED,
      product: '',
      measure: '',
      target: '',
      words: '',
    }),
    blanked('plan', sql`documentId = ${id}`, { name: SEALED, goal: '' }),
  ]
}
