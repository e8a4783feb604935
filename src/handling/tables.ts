import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Named } from '../documents/incoming/proposal.ts'

/**
 * Ý kiến chỉ đạo: who was to do what with an incoming document, in whose words, when. One row each time, never edited
 * and never drawn on the original (29-QĐ/VPTW, Điều 21).
 */
export const direction = sqliteTable(
  'direction',
  {
    incomingId: text().notNull(),
    no: integer().notNull(),
    kind: text().$type<'direct' | 'assign' | 'handBack'>().notNull(),
    text: text().notNull(),
    lead: text({ mode: 'json' }).$type<Named>(),
    cooperate: text({ mode: 'json' }).$type<Named[]>().notNull(),
    inform: text({ mode: 'json' }).$type<Named[]>().notNull(),
    dueOn: text(),
    byId: text().notNull(),
    byName: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.incomingId, t.no] })],
)

/** Để biết: who is to take note of an incoming document, and when they did. */
export const reader = sqliteTable(
  'reader',
  {
    incomingId: text().notNull(),
    kind: text().$type<'unit' | 'person'>().notNull(),
    subjectId: text().notNull(),
    name: text().notNull(),
    at: integer().notNull(),
    ackAt: integer(),
    ackBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.incomingId, t.kind, t.subjectId] }),
    index('reader_waits')
      .on(t.kind, t.subjectId, t.at)
      .where(sql`ackAt is null`),
  ],
)

/**
 * A standing rule: papers with these marks go to these people by themselves. Never edited: one is ended and another
 * set, so that what was given out can be understood; one that was ended can be used again as it was.
 */
export const routingRule = sqliteTable(
  'routing_rule',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** Words of the sender's name, the kind of paper, words of its subject; what is empty is not looked at. */
    sender: text().notNull(),
    typeName: text().notNull(),
    words: text().notNull(),
    lead: text({ mode: 'json' }).$type<Named>(),
    inform: text({ mode: 'json' }).$type<Named[]>().notNull(),
    /** Days it may take, where the paper itself says none. */
    dueDays: integer(),
    byId: text().notNull(),
    byName: text().notNull(),
    createdAt: integer().notNull(),
    endedAt: integer(),
  },
  (t) => [
    index('routing_rule_stands')
      .on(t.createdAt, t.id)
      .where(sql`endedAt is null`),
    index('routing_rule_ended')
      .on(t.endedAt)
      .where(sql`endedAt is not null`),
  ],
)
