import { and, eq } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Once } from './context.ts'
import { Invalid } from './errors.ts'
import { query } from './query.ts'
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

/** The answer of an earlier try, and the hash of what it asked. */
export type Done = { hash: string; answer: string }

/** Query for the answer of an earlier try of this request; finds nothing when the request has no key. */
export const findReplay = (db: Database, personId: string, once: Once | undefined) =>
  done(db, { personId, key: once?.key ?? '' })

const done = query<{ personId: string; key: string }>()((db, { personId, key }) =>
  db
    .select({ hash: replay.hash, answer: replay.answer })
    .from(replay)
    .where(and(eq(replay.personId, personId), eq(replay.key, key))),
)

/** Statement that keeps the answer of a request for its next try; `answer` is JSON. */
export const keepReplay = (
  db: Database,
  personId: string,
  once: Once,
  answer: string | SQL<string>,
  at: number,
) => {
  const row = { personId, key: once.key, hash: once.hash, at }
  return typeof answer === 'string'
    ? keep(db, { ...row, answer })
    : db.insert(replay).values({ ...row, answer })
}

const keep = query<typeof replay.$inferSelect>()((db, row) => db.insert(replay).values(row))

/**
 * @throws Replayed when an earlier try was answered; Invalid when its key was used for something else
 */
export function replayIfDone([earlier]: Done[], once: Once | undefined): void {
  if (earlier === undefined || once === undefined) return
  if (earlier.hash !== once.hash) {
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
  throw new Replayed(JSON.parse(earlier.answer))
}
