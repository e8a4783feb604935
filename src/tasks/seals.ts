import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { audited, blanked, removed, SEALED } from '../core/seal.ts'
import type { Sealing, Seals } from '../core/seal.ts'

/**
 * What tasks say: title, product, result, the words of their steps and parts, what they are found by.
 * @param which says which tasks, of `task`
 */
export const sealTasks = (which: SQL): Sealing[] => {
  const ids = sql`(select t.id from task t where ${which})`
  return [
    audited('task', ids),
    removed('task_search', sql`rowid in (select t.rowid from task t where ${which})`, ['rowid', 'text']),
    blanked('task_event', sql`taskId in ${ids}`, { reason: null, before: null, after: null }),
    blanked('task_party', sql`taskId in ${ids}`, { note: null }),
    blanked('task', which, {
      title: SEALED,
      product: '',
      target: '',
      resultText: null,
      wantedReason: null,
    }),
  ]
}

/** Tasks made for an incoming paper, a paper of ours that went to a unit, or an ask. */
export const seals: Seals = ({ side, id }) => {
  switch (side) {
    case 'incoming':
      return sealTasks(sql`(source = 'incoming' and sourceId = ${id})
        or id = (select i.leadTaskId from incoming i where i.id = ${id})`)
    case 'document':
      return sealTasks(sql`source = 'document' and sourceId = ${id}`)
    case 'ask':
      return sealTasks(sql`source = 'ask' and sourceId = ${id}`)
    default:
      return []
  }
}
