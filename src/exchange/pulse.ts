import { sql } from 'drizzle-orm'
import { pulsePart } from '../core/part.ts'
import { TWO_WEEKS } from './desk.ts'

/** What waits is looked at up to here, and so many of the last sendings are: as the desk does. */
const MOST = 1000
const SENT = 50

/** Arrivals that wait, which they are and when one was last asked for; the last sendings, and how many places have yet to answer. */
export const pulse = pulsePart({
  exchange: ({ exchange, committee, clock }) => ({
    marks: exchange.all<Record<string, number | null>>(sql`with
      here as (select rowid as row, remindedAt from delivery
        where recipientId = ${committee.id} and status = '01' limit ${MOST}),
      sent as (select id, at from consignment
        where senderId = ${committee.id} and at > ${clock() - TWO_WEEKS} order by at desc limit ${SENT})
      select (select count(*) from here) as n, (select sum(row) from here) as which,
        (select max(remindedAt) from here) as reminded,
        (select count(*) from (select 1 from delivery where recipientId = ${committee.id} and recall = '13' limit ${MOST})) as recalls, (select count(*) from sent) as sent,
        (select max(at) from sent) as latest,
        (select count(*) from delivery where consignmentId in (select id from sent) and status = '01') as open,
        (select count(*) from delivery where consignmentId in (select id from sent) and status = '02') as refused`),
  }),
  show: (_, { marks }) => marks,
})
