import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Stand, Uptake } from './rules.ts'

/**
 * Something people come together for (work-model §3). So far the kind without a room: a round in which opinions on a
 * draft are asked in writing until a day.
 */
export const event = sqliteTable(
  'event',
  {
    id: text().primaryKey(),
    mode: text().$type<'written'>().notNull(),
    title: text().notNull(),
    /** The draft that is asked about, and which version of it. */
    documentId: text().notNull(),
    versionNo: integer().notNull(),
    note: text().notNull(),
    dueOn: text().notNull(),
    state: text().$type<'collecting' | 'concluded'>().notNull(),
    /** The sending of the asks to committees outside, if any were asked. */
    sendingId: text(),
    byId: text().notNull(),
    byName: text().notNull(),
    at: integer().notNull(),
    concludedAt: integer(),
    concludedBy: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('event_document').on(t.documentId, t.at),
    index('event_by').on(t.byId, t.state, t.at),
    index('event_due')
      .on(t.dueOn)
      .where(sql`state = 'collecting'`),
  ],
)

/** Who is asked: a unit, a person, a committee outside, as it was called then; and where it stands, once it said so. */
export const eventPerson = sqliteTable(
  'event_person',
  {
    eventId: text().notNull(),
    no: integer().notNull(),
    kind: text().$type<'unit' | 'person' | 'committee'>().notNull(),
    subjectId: text().notNull(),
    name: text().notNull(),
    /** The ask that carries it to a committee outside. */
    askId: text(),
    stand: text().$type<Stand>(),
    byName: text(),
    answeredAt: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.no] }),
    index('event_person_waits')
      .on(t.kind, t.subjectId)
      .where(sql`answeredAt is null and kind <> 'committee'`),
  ],
)

/**
 * One remark on a draft, and what its author made of it. Of those asked here it is written when they answer; of a
 * committee outside, whose words are its own and stand in the exchange, when it is taken up or the round is over.
 */
export const remark = sqliteTable(
  'remark',
  {
    eventId: text().notNull(),
    personNo: integer().notNull(),
    no: integer().notNull(),
    /** What of an ask it was read from: a later filing takes its place. Empty of those asked here. */
    filing: text().notNull().default(''),
    /** The article, section or page it is about, as it was written. */
    place: text().notNull(),
    text: text().notNull(),
    uptake: text().$type<Uptake>(),
    reply: text(),
    /** The version of the draft in which it was taken up. */
    takenIn: integer(),
    takenAt: integer(),
    takenBy: text(),
  },
  (t) => [primaryKey({ columns: [t.eventId, t.personNo, t.filing, t.no] })],
)
