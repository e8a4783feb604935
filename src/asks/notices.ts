import { sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import { dayAt } from '../core/dates.ts'
import { query } from '../core/query.ts'
import { notice } from '../exchange/exchange-tables.ts'
import type { Database } from '../platform/database.ts'
import { ask } from './exchange-tables.ts'

/**
 * What whoever was asked is told of: that something came, another day, a result given back, the whole taken back, what
 * it agreed to changed.
 */
const TO_RECIPIENT: Record<string, 'asked' | 'redated' | 'unfiled' | 'unasked' | 'lapsed'> = {
  ask: 'asked',
  restore: 'asked',
  move: 'redated',
  grant: 'redated',
  deny: 'redated',
  return: 'unfiled',
  recall: 'unasked',
  end: 'unasked',
  lapse: 'lapsed',
}
/** What whoever asked is told of: that a place gave it back, wishes for time, or is done. */
const TO_ORIGIN: Record<string, 'declined' | 'wished' | 'filed'> = {
  refuse: 'declined',
  cancel: 'declined',
  extend: 'wished',
  approve: 'filed',
}

/** The first of a kind in a day is told of: what comes often is one letter, and all of it stands on the desk. */
const once = (what: string, at: number): string => `${what} ${dayAt(at)}`

/**
 * Statements that leave a notice to those whom the origin asked or of whose it decided (JSON of `{id}`); none where
 * nobody has to know. Of what one committee asks of another in a day the first is told.
 */
export function tellRecipients(db: Database, what: string, asks: string, at: number): Statement[] {
  const kind = TO_RECIPIENT[what]
  return kind === undefined ? [] : [toRecipients(db, { all: asks, kind, mark: once(kind, at), at })]
}

/** Statements that leave a notice to the origin of an ask; one a day for each sending. */
export function tellOrigin(db: Database, what: string, askId: string, at: number): Statement[] {
  const kind = TO_ORIGIN[what]
  return kind === undefined ? [] : [toOrigin(db, { askId, kind, mark: once(kind, at), at })]
}

type Left = { kind: string; mark: string; at: number }
const toRecipients = query<Left & { all: string }>()((db, { all, kind, mark, at }) =>
  db.run(
    sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
      select ${mark} || ' ' || iif(${kind} = 'asked', ${ask.fromId}, ${ask.id}), ${ask.toId}, ${kind}, ${ask.fromName}, 0,
        ${ask.id}, ${at}
      from json_each(${all}) inner join ${ask} on ${ask.id} = json_extract(value, '$.id')
      where ${ask.taken} not in ('02', '06') or ${kind} in ('unfiled', 'lapsed')`,
  ),
)

const toOrigin = query<Left & { askId: string }>()((db, { askId, kind, mark, at }) =>
  db.run(
    sql`insert or ignore into ${notice} (id, committeeId, kind, fromName, urgency, subjectId, at)
      select ${mark} || ' ' || ${ask.sendingId}, ${ask.fromId}, ${kind}, ${ask.toName}, 0, ${ask.sendingId}, ${at}
      from ${ask} where ${ask.id} = ${askId} and ${ask.kind} = 'task'`,
  ),
)
