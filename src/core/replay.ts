import { and, eq } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Once } from './context.ts'
import { Invalid } from './errors.ts'
import { replay } from './replay-tables.ts'
import type { Database } from '../platform/database.ts'

/** The request was done before: its answer then. */
export class Replayed extends Error {
  readonly answer: unknown
  constructor(answer: unknown) {
    super('replayed')
    this.answer = answer
  }
}

/** Query for the answer of an earlier try of this request; finds nothing when the request has no key. */
export const findReplay = (db: Database, personId: string, once: Once | undefined) =>
  db
    .select({ hash: replay.hash, answer: replay.answer })
    .from(replay)
    .where(and(eq(replay.personId, personId), eq(replay.key, once?.key ?? '')))

/** Statement that keeps the answer of a request for its next try; `answer` is JSON. */
export const keepReplay = (
  db: Database,
  personId: string,
  once: Once,
  answer: string | SQL<string>,
  at: number,
) => db.insert(replay).values({ personId, key: once.key, hash: once.hash, answer, at })

/**
 * @throws Replayed when an earlier try was answered; Invalid when its key was used for something else
 */
export function replayIfDone(rows: { hash: string; answer: string }[], once: Once | undefined): void {
  const done = rows[0]
  if (done === undefined || once === undefined) return
  if (done.hash !== once.hash) {
    throw new Invalid(
      [
        {
          field: 'Idempotency-Key',
          message: 'Khóa này đã dùng cho một yêu cầu khác. Mỗi yêu cầu mới cần một khóa mới.',
        },
      ],
      'idempotency_mismatch',
    )
  }
  throw new Replayed(JSON.parse(done.answer))
}
