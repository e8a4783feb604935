import { getTableColumns, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { audited, blanked, removed, SEALED } from '../core/seal.ts'
import type { Seals } from '../core/seal.ts'
import { sealsAttached } from '../files/attached.ts'
import { NEVER } from './derive.ts'
import { caseAlert, caseEvent, TAKEN } from './tables.ts'

/**
 * Links of cases are called as the paper they lead to; a case that began from it, likewise, and so is every case that a
 * step of such a one called, however deep. What people typed into the forms of these stands in their events and in the
 * state these give, what they attached in the files they have: all of it goes, so that such a case is neither shown nor moved until it is released (`keptOf`).
 */
export const seals: Seals = ({ side, id }) => {
  const linked = sql`(select l.caseId from case_link l where l.kind = ${side} and l.targetId = ${id})`
  const begun = sql`(with recursive begun(id) as (
    select l.caseId from case_link l where l.kind = ${side} and l.targetId = ${id} and l.step = ''
    union select p.id from begun b cross join case_link c on c.caseId = b.id and c.kind = 'case'
      join process_case p on p.id = c.targetId and p.callerId = b.id) select id from begun)`
  return [
    audited('case', linked),
    audited('case', begun),
    blanked('case_work', sql`caseId in ${begun}`, { title: SEALED }),
    blanked(
      'process_case',
      sql`id in ${begun}`,
      { title: SEALED, state: TAKEN, reading: TAKEN, timeoutAt: null },
      ended,
    ),
    ...sealsAttached(begun),
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

/**
 * A case whose content is purged can go on no more: it ends as withdrawn, so that it stands on no board and no desk, is
 * late no longer, and whatever called it is decided by whoever opened that. That there was one stays.
 */
function ended(rows: SQL, now: number): SQL[] {
  const these = sql`(select id from process_case where rowid in ${rows} and status = 'running')`
  const callers = sql`(select callerId, callerNo from process_case where id in ${these} and callerId is not null)`
  return [
    sql`delete from case_work where caseId in ${these}`,
    sql`update case_span set "end" = ${now}, ending = 'cancelled' where caseId in ${these} and "end" is null`,
    sql`update case_work set memberId = (select starterId from process_case where id = caseId)
      where memberId = '' and (caseId, no) in ${callers}`,
    sql`update process_case set called = (select json_group_object(key, value) from json_each(process_case.called)
        where value not in ${these})
      where status = 'running' and id in (select callerId from ${callers})`,
    sql`update process_case set status = 'withdrawn', standing = 1, due = ${NEVER}, endedAt = ${now}, called = '{}'
      where id in ${these}`,
  ]
}
