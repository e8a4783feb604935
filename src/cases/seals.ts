import { getTableColumns, sql } from 'drizzle-orm'
import { audited, blanked, removed, SEALED } from '../core/seal.ts'
import type { Seals } from '../core/seal.ts'
import { caseAlert, caseEvent, TAKEN } from './tables.ts'

/**
 * Links of cases are called as the paper they lead to; a case that began from it, likewise, and so is every case that a
 * step of such a one called, however deep. What people typed into the forms of these stands in their events and in the
 * state these give: both go, so that such a case is neither shown nor moved until it is released (`keptOf`).
 */
export const seals: Seals = ({ side, id }) => {
  const linked = sql`(select l.caseId from case_link l where l.kind = ${side} and l.targetId = ${id})`
  const begun = sql`(with recursive begun(id) as (
    select l.caseId from case_link l where l.kind = ${side} and l.targetId = ${id} and l.step = ''
    union select p.id from begun b join case_link c on c.caseId = b.id and c.kind = 'case'
      join process_case p on p.id = c.targetId and p.callerId = b.id) select id from begun)`
  return [
    audited('case', linked),
    audited('case', begun),
    blanked('case_work', sql`caseId in ${begun}`, { title: SEALED }),
    blanked('process_case', sql`id in ${begun}`, {
      title: SEALED,
      state: TAKEN,
      reading: TAKEN,
      timeoutAt: null,
    }),
    removed('case_event', sql`caseId in ${begun}`, Object.keys(getTableColumns(caseEvent))),
    removed('case_alert', sql`caseId in ${begun}`, Object.keys(getTableColumns(caseAlert))),
    blanked(
      'case_link',
      sql`(kind = ${side} and targetId = ${id}) or (kind = 'case' and targetId in ${begun})`,
      {
        name: SEALED,
      },
    ),
  ]
}
