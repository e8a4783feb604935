import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Call } from '../core/context.ts'
import { TooMany } from '../core/errors.ts'
import type { Limit } from '../core/limit.ts'
import { listed, query } from '../core/query.ts'
import { connect, noTrips } from '../platform/database.ts'
import { sign } from '../platform/hmac.ts'
import type { Platform } from '../platform/platform.ts'
import { attempt } from './control-tables.ts'

/** Who is counted, e.g. `sign-in 10.0.0.1`, and how much is allowed. */
export type Counted = Limit & { who: string }

/** How many rows past their window one count removes. */
const SWEEP = 10

/**
 * Counts one try for each of these, in one round trip, refused tries too. A window begins with the first try and
 * does not move, so waiting as long as told always helps.
 * @throws TooMany with the longest wait when any is used up
 */
export async function countTries(platform: Platform, counted: Counted[]): Promise<void> {
  const control = connect(platform.control, 'control', noTrips())
  const hash = (text: string) => sign(platform.env.AUTH_SECRET, `attempt ${text}`)
  const now = platform.clock()
  const statements = counted.map(({ who, seconds }) =>
    countOne(control, { key: hash(who), now, until: now + seconds * 1000 }),
  )
  const results = await control.batch([sweep(control, { now }), ...statements] as [
    Statement,
    ...typeof statements,
  ])
  const rows = results.slice(1) as { count: number; until: number }[][]
  const waits = rows.flatMap(([row], i) =>
    row !== undefined && row.count > (counted[i]?.max ?? 0) ? [Math.ceil((row.until - now) / 1000)] : [],
  )
  if (waits.length > 0) throw new TooMany(Math.max(...waits))
}

/** What is used of a limit: how much of it, and when its window ends (ms UTC); nothing where none is open. */
export type Spent = { count: number; until?: number }

/** What is used by now of each of these, in their order; nothing is counted by asking. */
export async function spentOf(
  { platform, control }: Pick<Call, 'platform' | 'control'>,
  counted: Counted[],
): Promise<Spent[]> {
  const now = platform.clock()
  const keys = counted.map(({ who }) => sign(platform.env.AUTH_SECRET, `attempt ${who}`))
  const rows = await stands(control, { keys: JSON.stringify(keys) })
  return counted.map(({ max, seconds }, i) => {
    const row = rows.find(({ key }) => key === keys[i])
    if (row === undefined || row.until <= now || row.until > now + seconds * 1000) return { count: 0 }
    return { count: Math.min(row.count, max), until: row.until }
  })
}

const stands = query<{ keys: string }>()((db, { keys }) =>
  db
    .select()
    .from(attempt)
    .where(sql`${attempt.key} in ${listed(keys)}`),
)

/** Whether a window is over; one that ends later than any begun now was begun by a clock that was ahead. */
const isOver = (now: unknown, until: unknown) =>
  sql`(${attempt.until} <= ${now} or ${attempt.until} > ${until})`

const sweep = query<{ now: number }>()((db, { now }) => {
  const old = sql`select key from ${attempt} where ${attempt.until} <= ${now} limit ${sql.raw(String(SWEEP))}`
  return db.delete(attempt).where(sql`${attempt.key} in (${old})`)
})

const countOne = query<{ key: string; now: number; until: number }>()((db, { key, now, until }) => {
  const over = isOver(now, until)
  return db
    .insert(attempt)
    .values({ key, count: 1, until })
    .onConflictDoUpdate({
      target: attempt.key,
      set: {
        count: sql`case when ${over} then 1 else ${attempt.count} + 1 end`,
        until: sql`case when ${over} then ${until} else ${attempt.until} end`,
      },
    })
    .returning({ count: attempt.count, until: attempt.until })
})

/**
 * Takes so many of what is allowed within a window, all or none; of rivals none gets more than is left.
 * @returns whether there was enough left
 */
export async function take(
  { platform, control }: Call,
  { who, max, seconds }: Counted,
  many: number,
): Promise<boolean> {
  if (many > max) return false
  const now = platform.clock()
  const key = sign(platform.env.AUTH_SECRET, `attempt ${who}`)
  const until = now + seconds * 1000
  const over = isOver(now, until)
  const taken = await control
    .insert(attempt)
    .values({ key, count: many, until })
    .onConflictDoUpdate({
      target: attempt.key,
      set: {
        count: sql`case when ${over} then ${many} else ${attempt.count} + ${many} end`,
        until: sql`case when ${over} then ${until} else ${attempt.until} end`,
      },
      setWhere: sql`${over} or ${attempt.count} + ${many} <= ${max}`,
    })
    .returning({ count: attempt.count })
  return taken.length > 0
}

/**
 * What counts as one place: an IPv4 address, or the /64 of an IPv6 one, because a single line is given all of it.
 * @param address as the host names it in `x-forwarded-for`: one address, never what a client claims
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  const groups = [...front, ...zeros, ...back].map((group) => group.replace(/^0+(?=.)/, ''))
  return `${groups.slice(0, 4).join(':')}::/64`
}
