import { sql } from 'drizzle-orm'
import { blanked, SEALED } from '../core/seal.ts'
import type { Seals } from '../core/seal.ts'

/** What tasks made for an incoming paper repeat of it: title, product, result, and the words of their steps. */
export const seals: Seals = ({ side, id }) =>
  side === 'document'
    ? []
    : [
        blanked('task', sql`source = 'incoming' and sourceId = ${id}`, {
          title: SEALED,
          product: '',
          target: '',
          resultText: null,
          wantedReason: null,
        }),
        blanked(
          'task_event',
          sql`taskId in (select t.id from task t where t.source = 'incoming' and t.sourceId = ${id})`,
          { reason: null, before: null, after: null },
        ),
      ]
