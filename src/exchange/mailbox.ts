import { and, eq, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Database } from '../platform/database.ts'
import { delivery, mailbox } from './exchange-tables.ts'

/**
 * Opens a committee's mailbox, or closes it while the committee is suspended; repeating it is harmless.
 */
export const setMailbox = (exchange: Database, committeeId: string, open: boolean): Statement =>
  exchange
    .insert(mailbox)
    .values({ committeeId, open })
    .onConflictDoUpdate({ target: mailbox.committeeId, set: { open } })

/** How many papers came to a committee that nobody there has taken. */
export const untaken = (exchange: Database, committeeId: string): Promise<{ n: number }[]> =>
  exchange
    .select({ n: sql<number>`count(*)` })
    .from(delivery)
    .where(and(eq(delivery.recipientId, committeeId), eq(delivery.status, '01')))
