import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Stage } from './stages.ts'

/** A draft as it was when it was handed on, numbered or issued: who handed it on, when, and what stood in it. */
export const documentVersion = sqliteTable(
  'document_version',
  {
    documentId: text().notNull(),
    no: integer().notNull(),
    at: integer().notNull(),
    byId: text().notNull(),
    byName: text().notNull(),
    stage: text().$type<Stage>().notNull(),
    /** JSON of the facts, by the names of their columns (versions.ts). */
    facts: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.no] })],
)

/** The files of a version, kept as long as it is. */
export const documentVersionFile = sqliteTable(
  'document_version_file',
  {
    documentId: text().notNull(),
    no: integer().notNull(),
    position: integer().notNull(),
    sha256: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.documentId, t.no, t.position] }),
    index('document_version_file_sha').on(t.sha256),
  ],
)

/** One hand-over of a draft: from whom, to whom, at which stage, until when. Appended, never edited. */
export const documentMove = sqliteTable(
  'document_move',
  {
    documentId: text().notNull(),
    no: integer().notNull(),
    at: integer().notNull(),
    byId: text().notNull(),
    byName: text().notNull(),
    act: text().notNull(),
    from: text('fromStage').$type<Stage>().notNull(),
    to: text('toStage').$type<Stage>().notNull(),
    toId: text(),
    toName: text(),
    dueOn: text(),
    note: text(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.no] })],
)

/**
 * That a committee agreed to issue a joint paper with us, as it said in a round of opinions on the draft: to the content
 * of the version that was asked about, and to no other (joint/agreement.ts).
 */
export const documentAgreement = sqliteTable(
  'document_agreement',
  {
    documentId: text().notNull(),
    committeeId: text().notNull(),
    at: integer().notNull(),
    byName: text(),
    /** The version of the draft it read; 0 where that is not known any more, which holds for nothing. */
    versionNo: integer().notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.committeeId] })],
)

/** How this committee issues; no row while nobody has set anything. */
export const issuingRule = sqliteTable('issuing_rule', {
  id: text().primaryKey(),
  /** Whether number, day and sending may be one step, for a paper that needs no number in it. */
  atOnce: integer({ mode: 'boolean' }).notNull().default(true),
  version: integer().notNull().default(1),
})
