import { and, asc, eq, inArray, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type { Statement } from './batch.ts'
import { device } from './control-tables.ts'
import type { Clock } from './dates.ts'
import type { House } from './house.ts'
import { asHtml, asText } from './letter.ts'
import type { LetterKind, Sender, Written } from './letter.ts'
import { outbox } from './outbox-tables.ts'
import { wakeAt } from './wake.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import type { PushHandover } from '../platform/push.ts'
import { factsOf } from '../platform/database-failure.ts'

/** What carries letters out of an outbox: the services, the words, and the devices (in control). */
export type Post = Sender &
  Pick<Platform, 'mail' | 'push' | 'log'> & {
    clock: Clock
    control: Database
    words: () => Promise<Map<string, LetterKind>>
  }

type Host = Sender & { platform: Platform; house: House; clock: Clock }

export const postOf = ({ platform, house, clock, baseUrl, sign }: Host, control: Database): Post => {
  const { mail, push, log } = platform
  return { mail, push, log, clock, baseUrl, sign, control, words: () => wordsIn(house) }
}

async function wordsIn({ letters }: House): Promise<Map<string, LetterKind>> {
  const kinds = await Promise.all(letters.map((load) => load()))
  return new Map(kinds.flat().map((one) => [one.kind, one]))
}

type Row = typeof outbox.$inferSelect

const MINUTE = 60_000
/**
 * Whoever takes letters to send has them to itself for so long; then they are anybody's again, in case it crashed.
 * Longer than any handover takes, so that nobody sends what another is sending.
 */
export const LEASE = 10 * MINUTE
/** When a letter is tried again after each try that came to nothing. After the last it is given up. */
const AGAIN = [1, 3, 10, 30, 60, 180, 360, 720].map((minutes) => minutes * MINUTE)
/** Letters taken at a time, and in one turn at most. */
const SOME = 10
const MOST = 500
/** What was told is kept so long for the administrator to see. */
const KEPT = 30 * 24 * 60 * MINUTE

/**
 * Sends what is due in an outbox. Every letter goes out at least once, and a second time only when a crash came between
 * the handover and its note; then it bears the same id.
 * @returns how many letters were done with, and when the next one is due (ms UTC)
 */
export async function sendDue(
  post: Post,
  db: Database,
): Promise<{ done: number; next?: number | undefined }> {
  let done = 0
  let next = await dueAt(db)
  while (next !== undefined && next <= post.clock() && done < MOST) {
    const taken = await take(db, post.clock())
    if (taken.length === 0) break
    await send(post, db, taken)
    done += taken.length
    next = await dueAt(db)
  }
  return { done, next }
}

/**
 * The same for a committee, woken again for what is left. It never throws: a silent mail server is no failure of the
 * work that waits behind it.
 */
export async function sendAndWake(post: Post, tenant: Database, committeeId: string): Promise<void> {
  try {
    const { next } = await sendDue(post, tenant)
    if (next !== undefined) await wakeAt(post.control, committeeId, next)
  } catch (error) {
    post.log('post.failed', { ...factsOf(error) })
  }
}

/** When the next letter of an outbox is due (ms UTC), if any waits. */
export async function dueAt(db: Database): Promise<number | undefined> {
  const [row] = await db
    .select({ at: outbox.nextAt })
    .from(outbox)
    .where(isNotNull(outbox.nextAt))
    .orderBy(asc(outbox.nextAt))
    .limit(1)
  return row?.at ?? undefined
}

/** Takes some letters that are due: of two that try, each gets others. */
const take = (db: Database, now: number): Promise<Row[]> =>
  db
    .update(outbox)
    .set({ tries: sql`${outbox.tries} + 1`, nextAt: now + LEASE })
    .where(
      inArray(
        outbox.id,
        db
          .select({ id: outbox.id })
          .from(outbox)
          .where(lte(outbox.nextAt, now))
          .orderBy(asc(outbox.nextAt))
          .limit(SOME),
      ),
    )
    .returning()

async function send(post: Post, db: Database, taken: Row[]): Promise<void> {
  const [words, devices] = await Promise.all([post.words(), devicesOf(post, taken)])
  const ends = await Promise.all(
    taken.map(async (row) => judge(row, await hand(post, row, words, devices.get(row.to)), post.clock())),
  )
  await db.batch(ends.map((end, i) => note(db, taken[i] as Row, end)) as [Statement, ...Statement[]])
  const those = (state: Row['state']): Row[] => taken.filter((_, i) => ends[i]?.state === state)
  for (const { kind, by } of those('refused')) post.log('post.refused', { kind, by })
  const gone = those('gone').filter(({ by }) => by === 'push')
  if (gone.length > 0)
    await post.control.delete(device).where(
      inArray(
        device.id,
        gone.map(({ to }) => to),
      ),
    )
}

type Device = typeof device.$inferSelect

async function devicesOf({ control }: Post, taken: Row[]): Promise<Map<string, Device>> {
  const ids = taken.filter(({ by }) => by === 'push').map(({ to }) => to)
  if (ids.length === 0) return new Map()
  const found = await control.select().from(device).where(inArray(device.id, ids))
  return new Map(found.map((one) => [one.id, one]))
}

async function hand(
  post: Post,
  row: Row,
  words: Map<string, LetterKind>,
  to: Device | undefined,
): Promise<PushHandover> {
  if (row.until <= post.clock()) return { outcome: 'refused', reason: `hết thời hạn gửi${lastSaid(row)}` }
  const kind = words.get(row.kind)
  // A letter of a version to come, or of one gone by: nobody here knows its words.
  if (kind === undefined) return { outcome: 'gone' }
  const written = kind.write(row.facts as never, post)
  if (row.by === 'push') return handPush(post, row, written, to)
  if (post.mail === undefined) return { outcome: 'later', reason: 'chưa cấu hình thư' }
  const { id, to: address } = row
  return post.mail.send({
    id,
    to: address,
    subject: written.subject,
    text: asText(written),
    html: asHtml(written),
  })
}

const lastSaid = ({ reason }: Row): string => (reason === null ? '' : `: ${reason}`)

async function handPush({ push }: Post, { id }: Row, written: Written, to?: Device): Promise<PushHandover> {
  if (push === undefined || to === undefined) return { outcome: 'gone' }
  const { subject: title, lines, link } = written
  return push.send(to, { title, body: lines[0] ?? '', url: link?.url ?? '/', tag: id })
}

type End = Pick<Row, 'state' | 'nextAt' | 'doneAt' | 'reason'>

/** What a try comes to: done with, or tried again after a pause, or given up when it was tried often enough. */
function judge({ tries, until }: Row, said: PushHandover, now: number): End {
  const reason = 'reason' in said ? said.reason : null
  if (said.outcome !== 'later') return { state: said.outcome, nextAt: null, doneAt: now, reason }
  const pause = AGAIN[tries - 1]
  const again = pause === undefined || now + pause > until ? undefined : now + pause
  return again === undefined
    ? { state: 'refused', nextAt: null, doneAt: now, reason }
    : { state: 'waiting', nextAt: again, doneAt: null, reason }
}

/** Notes what a try came to, unless somebody else has taken the letter since. */
const note = (db: Database, { id, tries }: Row, end: End): Statement =>
  db
    .update(outbox)
    .set(end)
    .where(and(eq(outbox.id, id), eq(outbox.tries, tries)))

/** Forgets letters that were done with long ago. */
export async function forgetLetters(db: Database, now: number): Promise<void> {
  await db.delete(outbox).where(lt(outbox.doneAt, now - KEPT))
}
