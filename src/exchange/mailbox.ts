import type { Statement } from '../core/batch.ts'
import type { Database } from '../platform/database.ts'
import { mailbox } from './tables.ts'

/**
 * Opens a committee's mailbox, or brings its name up to date; repeating it is harmless.
 * @param open false while the committee is suspended: the exchange delivers nothing to it
 */
export const setMailbox = (
  exchange: Database,
  committee: { id: string; handle: string; name: string },
  open = true,
): Statement => {
  const { id: committeeId, handle, name } = committee
  return exchange
    .insert(mailbox)
    .values({ committeeId, handle, name, open })
    .onConflictDoUpdate({ target: mailbox.committeeId, set: { handle, name, open } })
}
