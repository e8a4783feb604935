import type { Statement } from './batch.ts'
import type { Call, Context } from './context.ts'
import { newId } from './ids.ts'
import type { Letter } from './letter.ts'
import { outbox } from './outbox-tables.ts'
import { postOf, sendAndWake, sendDue } from './post.ts'
import { wakeAt } from './wake.ts'
import type { Database } from '../platform/database.ts'
import { factsOf } from '../platform/database-failure.ts'

const MINUTE = 60_000
/** What was not taken within two days is no news any more. */
export const LIVES = 2 * 24 * 60 * MINUTE

/** The row of a letter, for the batch of the fact it tells of; a letter whose id is there already is left alone. */
export const letterRow = (db: Database, { id = newId(), until, ...rest }: Letter, at: number): Statement =>
  db
    .insert(outbox)
    .values({ id, ...rest, at, until: until ?? at + LIVES, nextAt: at })
    .onConflictDoNothing()

/** Whether this instance sends mail at all. */
export const mails = ({ platform }: Pick<Call, 'platform'>): boolean => platform.mail !== undefined

/** The rows of letters where mail goes out at all: without it nothing piles up, and the screens say so. */
export const mailRows = (call: Call, db: Database, letters: Letter[]): Statement[] =>
  mails(call) ? letters.map((one) => letterRow(db, one, call.clock())) : []

/**
 * Does a write that has letters in it, and sends them once it is done; nobody waits for that. The committee is woken
 * within minutes in any case, so that what a crash or a silent server leaves behind goes out later.
 */
export async function posting<T>(ctx: Context, write: () => Promise<T>): Promise<T> {
  const control = ctx.aside.control()
  // Beside the write, not before it: an act pays no trip for being told.
  const awake = Promise.resolve(wakeAt(control, ctx.committee.id, ctx.clock() + 2 * MINUTE)).then(
    () => undefined,
    () => undefined,
  )
  const answer = await write()
  ctx.later(awake.then(() => sendAndWake(postOf(ctx, control), ctx.aside.tenant(), ctx.committee.id)))
  return answer
}

/** Sends what waits in the outbox of the control database, once the answer is on its way; a job does what is left. */
export function postSoon(call: Call): void {
  const control = call.aside.control()
  call.later(
    sendDue(postOf(call, control), control).catch((error: unknown) =>
      call.log('post.failed', { ...factsOf(error) }),
    ),
  )
}
