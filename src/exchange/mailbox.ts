import type { Statement } from '../core/batch.ts'
import type { Database } from '../platform/database.ts'
import { mailbox } from './exchange-tables.ts'

/**
 * Opens a committee's mailbox, or closes it while the committee is suspended; repeating it is harmless.
 */
export const setMailbox = (exchange: Database, committeeId: string, open: boolean): Statement =>
  exchange
    .insert(mailbox)
    .values({ committeeId, open })
    .onConflictDoUpdate({ target: mailbox.committeeId, set: { open } })
