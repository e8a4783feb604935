import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { AskKind, AskState, Taken, Verdict } from './states.ts'

/**
 * What one committee asks of another (work-model §6), and how far that has come. One writer a column: the origin's
 * crossings write those down to `wishAnswered`, the recipient's those below. Each side carries its whole state under a
 * sequence counted in its own database, and an older one changes nothing.
 */
export const ask = sqliteTable(
  'ask',
  {
    id: text().primaryKey(),
    rootId: text().notNull(),
    /** The ask below which it was made, by who was asked there. */
    parentId: text(),
    kind: text().$type<AskKind>().notNull(),
    fromId: text().notNull(),
    fromHandle: text().notNull(),
    fromName: text().notNull(),
    toId: text().notNull(),
    toHandle: text().notNull(),
    toName: text().notNull(),
    sendingId: text().notNull(),
    /** What of the origin's it was made for: its plan, or nothing. */
    originId: text(),
    /** The sending of a paper that goes with it. */
    consignmentId: text(),
    firstDueOn: text().notNull(),
    at: integer().notNull(),
    dueOn: text().notNull(),
    state: text().$type<AskState>().notNull(),
    fromSeq: integer().notNull(),
    /** The wish for more time that the origin answered last. */
    wishAnswered: integer().notNull().default(0),
    toSeq: integer().notNull().default(0),
    /** The sequence of the origin that the recipient last acted on. */
    seen: integer().notNull().default(0),
    taken: text().$type<Taken>().notNull().default('01'),
    takenAt: integer(),
    /** Wishes for more time are numbered; the day of the last, if it stands. */
    wishNo: integer().notNull().default(0),
    wishOn: text(),
    wishReason: text(),
    byName: text(),
  },
  (t) => [
    index('ask_to').on(t.toId, t.taken, t.state, t.dueOn, t.id),
    // Trees are walked in these two alone: what they count stands in the index.
    index('ask_from').on(t.fromId, t.sendingId, t.state, t.id, t.taken, t.dueOn),
    // What was decided since the recipient last acted: short, whatever is done and over.
    index('ask_unseen')
      .on(t.toId, t.taken)
      .where(sql`seen < fromSeq`),
    index('ask_filed').on(t.fromId, t.state, t.taken, t.id),
    index('ask_plan').on(t.fromId, t.originId),
    index('ask_with')
      .on(t.consignmentId, t.toId)
      .where(sql`consignmentId is not null`),
    index('ask_parent').on(t.parentId, t.state, t.id, t.taken, t.dueOn),
  ],
)

/** What a sending of asks says, once however many are asked. */
export const askText = sqliteTable('ask_text', {
  sendingId: text().primaryKey(),
  title: text().notNull(),
  product: text().notNull(),
  target: text().notNull(),
  note: text().notNull(),
  startOn: text().notNull(),
  byName: text().notNull(),
  /** Set while it is hidden because it may hold a state secret. */
  sealed: text(),
})

/** Files that go with a sending of asks, kept by who asks: a draft on which opinions are asked. */
export const askFile = sqliteTable(
  'ask_file',
  {
    sendingId: text().notNull(),
    position: integer().notNull(),
    sha256: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    /** What its bytes are held to (files/blocks.ts). */
    blocks: text(),
  },
  (t) => [primaryKey({ columns: [t.sendingId, t.position] })],
)

/** What was filed for an ask and what was said of it: the recipient's columns, then the origin's. */
export const turn = sqliteTable(
  'turn',
  {
    askId: text().notNull(),
    /** Empty for what is done once. */
    period: text().notNull().default(''),
    filing: text(),
    filedAt: integer(),
    text: text(),
    paper: text(),
    toSeq: integer().notNull().default(0),
    verdict: text().$type<Verdict>(),
    /** The filing it judges: a verdict never falls on a later one. */
    verdictOn: text(),
    verdictAt: integer(),
    reason: text(),
    fromSeq: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.askId, t.period] })],
)

/** Everything that happened, from both sides; ordered by side and sequence, never by a clock. */
export const askEvent = sqliteTable(
  'ask_event',
  {
    askId: text().notNull(),
    period: text().notNull().default(''),
    side: text().$type<'from' | 'to'>().notNull(),
    seq: integer().notNull(),
    crossingId: text().notNull(),
    what: text().notNull(),
    at: integer().notNull(),
    byName: text().notNull(),
    facts: text(),
  },
  (t) => [primaryKey({ columns: [t.askId, t.period, t.side, t.seq] })],
)
