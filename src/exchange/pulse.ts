import { sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { pulsePart } from '../core/part.ts'
import { query } from '../core/query.ts'

/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const MOST = 1000
/** So many of the last sendings are looked at: as many as a desk holds. */
const SENT = 50

/** Arrivals that wait, which they are and when one was last asked for; the last sendings, and how many places have yet to answer. */
export const pulse = pulsePart({
  exchange: (ctx) => ({
    waits: waitingHereOf(ctx),
    sent: sent(ctx.exchange, { committeeId: ctx.committee.id }),
  }),
  show: (_, marks) => marks,
})

/** Query for what waits to be taken here, among the rest and apart: how many of each, and what changes with any of them. */
export const waitingHereOf = ({ exchange, committee: { id } }: Context) =>
  waitingHere(exchange, { committeeId: id })

type Waits = { arrivals: number; apart: number; which: number | null; reminded: number | null }

// In one pass: a table that SQLite must make for itself costs more than all that is read here.
const waitingHere = query<{ committeeId: string }>()((db, { committeeId }) => {
  const some = (apart: 0 | 1): SQL => sql`select * from (select rowid as row, remindedAt, apart from delivery
    where recipientId = ${committeeId} and status = '01' and apart = ${sql.raw(String(apart))} limit ${sql.raw(String(MOST))})`
  return db.all<Waits>(sql`select total(apart = 0) as arrivals, total(apart) as apart,
    sum(row) as which, max(remindedAt) as reminded,
    (select count(*) from (select 1 from delivery where recipientId = ${committeeId} and recall = '13' limit ${sql.raw(String(MOST))})) as recalls from (${some(0)} union all ${some(1)})`)
})

const openIn = (committeeId: Placeholder, status: '01' | '02'): SQL =>
  sql`(select count(*) from (select 1 from delivery where senderId = ${committeeId}
    and status = ${sql.raw(`'${status}'`)} and status in ('01', '02') and settledHow is null limit ${sql.raw(String(MOST))}))`

const sent = query<{ committeeId: string }>()((db, { committeeId }) =>
  db.all<Record<string, number | null>>(sql`select count(*) as n, max(at) as latest,
    sum((select count(*) from delivery where consignmentId = id and status = '01')) as open,
    sum((select count(*) from delivery where consignmentId = id and status = '02')) as refused,
    ${openIn(committeeId, '01')} as untaken, ${openIn(committeeId, '02')} as unsettled
    from (select id, at from consignment
      where senderId = ${committeeId} order by at desc limit ${sql.raw(String(SENT))})`),
)
