import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm'
import { auditRow } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import { dayAt } from '../core/dates.ts'
import { someNames } from '../core/text.ts'
import { OPERATOR } from '../directory/change.ts'
import { document } from '../documents/tables.ts'
import { holds } from '../documents/holds.ts'
import { openTenant } from '../entrance/enter.ts'
import { untaken } from '../exchange/mailbox.ts'
import type { committee } from '../entrance/control-tables.ts'
import { closingTerm } from '../organisation/structure/closing.ts'
import { term } from '../organisation/tables.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'

type Committee = typeof committee.$inferSelect

/** Up to here the numbers that were held are named one by one. */
const NAMED = 20

/** What was left: the numbers by name, the others as counts; null where there is none. */
export type Left = { held: string | null; drafts: number | null; waiting: number | null }

/**
 * What a committee that ceases leaves unfinished, as its history and that of its heir tell it: numbers that were given
 * and never sent, drafts that were never issued, papers that came and nobody took.
 */
export async function leftBehind(platform: Platform, from: Committee): Promise<Left> {
  const tenant = connect(await openTenant(platform, from), 'tenant', noTrips())
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  const [[held, [drafts]], [waiting]] = await Promise.all([
    tenant.batch([
      tenant
        .select({ notation: document.notation })
        .from(document)
        .where(and(eq(document.state, 'draft'), sql`${document.number} is not null`))
        .orderBy(asc(document.notation)),
      tenant
        .select({ n: sql<number>`count(*)` })
        .from(document)
        .where(and(eq(document.state, 'draft'), sql`${document.number} is null`)),
    ]),
    untaken(exchange, from.id),
  ])
  return {
    held:
      held.length === 0
        ? null
        : someNames(
            held.map(({ notation }) => notation ?? ''),
            NAMED,
          ),
    drafts: drafts?.n || null,
    waiting: waiting?.n || null,
  }
}

/**
 * Closes the term in which a committee that ceases was counting: on this day, or on that of the last thing it numbered
 * where that is later, so that every number lies in its term. Its runs end there and its numbers stay where they are
 * read; those of the heir go on. Doing it again changes nothing.
 */
export async function closeItsTerm(platform: Platform, from: Committee, heir: string): Promise<void> {
  const tenant = connect(await openTenant(platform, from), 'tenant', noTrips())
  const today = dayAt(platform.clock())
  const [open] = await tenant
    .select()
    .from(term)
    .where(and(lte(term.opensOn, today), or(isNull(term.closesOn), sql`${term.closesOn} > ${today}`)))
  if (open === undefined) return
  const ends = (holds.term?.(sql`${open.id}`, 'desc') ?? []).map(
    (rows) => sql`select day from (select day from (${rows}) limit 1)`,
  )
  const last = await tenant.all<{ day: string }>(sql.join(ends, sql` union all `))
  const closesOn = last.reduce((late, { day }) => (day > late ? day : late), today)
  if (open.closesOn === closesOn) return
  const { statements, act } = closingTerm(tenant, open, closesOn, `Đã hợp nhất vào ${heir}.`)
  await tenant.batch([...statements, auditRow(tenant, OPERATOR, act, platform.clock())] as [Statement])
}
