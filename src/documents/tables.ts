import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Remarks } from '../files/remarks.ts'
import type { CopyKind } from './copies/rules.ts'
import type { Stage } from './drafting/stages.ts'
import type { Proposal } from './incoming/proposal.ts'
import type { IncomingState } from './incoming/states.ts'

/** Lines of the register; written out, as an index cannot take parameters. */
const numbered = sql`number is not null`
const unissued = sql`state = 'draft'`

/** Document types of this committee: the catalogue of the rule set in force, symbols editable. */
export const documentType = sqliteTable('document_type', {
  id: text().primaryKey(),
  name: text().notNull(),
  symbol: text().notNull(),
  /** Types of one series share one run of numbers (Quyết định and Quy định, both QĐ). */
  series: text().notNull(),
  office: integer({ mode: 'boolean' }).notNull().default(false),
  hidden: integer({ mode: 'boolean' }).notNull().default(false),
  /** Whether who begins a paper of this type is asked why it is needed, and shown what is in force already. */
  asksNecessity: integer({ mode: 'boolean' }).notNull().default(false),
  rank: integer().notNull(),
  version: integer().notNull().default(1),
})

/** The last number given, per issuer, term and series. Moves only inside the batch that issues. */
export const numberSeries = sqliteTable(
  'number_series',
  {
    issuerId: text().notNull(),
    termId: text().notNull(),
    series: text().notNull(),
    last: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.issuerId, t.termId, t.series] })],
)

/** An outgoing document: a draft until issued, then frozen. A draft with a number holds it until it is sent or voided. */
export const document = sqliteTable(
  'document',
  {
    rowid: integer().primaryKey(),
    id: text().notNull(),
    state: text().$type<'draft' | 'issued' | 'reserved' | 'cancelled' | 'discarded'>().notNull(),
    typeId: text(),
    issuerId: text(),
    decidingBody: text(),
    subject: text().notNull().default(''),
    signerId: text(),
    signerName: text(),
    signerTitle: text(),
    authority: text(),
    urgency: integer().notNull().default(0),
    dueOn: text(),
    /** The hour by which "Hỏa tốc hẹn giờ" must be handed over (ISO 8601, UTC). */
    deliverBy: text(),
    paperFollows: integer({ mode: 'boolean' }).notNull().default(false),
    overrideReason: text(),
    /** Why it is needed, in one sentence; of the types that ask for it. */
    necessity: text(),
    replyTo: text(),
    recipientText: text().notNull().default(''),
    recipientCount: integer().notNull().default(0),
    copies: integer(),
    /** Who keeps the copy (NĐ 30/2020, annex IV); the registry where nobody else is named. */
    copyKeeper: text(),
    note: text(),
    authorId: text().notNull(),
    authorName: text().notNull(),
    /** The author's unit when the draft was begun: whoever moves on leaves it to those who stay. */
    unitId: text(),
    createdAt: integer().notNull(),
    updatedAt: integer().notNull(),
    version: integer().notNull().default(1),
    /** Where a draft stands (drafting/stages.ts), on whose desk, until when; on nobody's own while it has no holder. */
    stage: text().$type<Stage>().notNull().default('drafting'),
    holderId: text(),
    holderName: text(),
    holdDueOn: text(),
    handedAt: integer(),
    /** Set when it is given its number. */
    termId: text(),
    series: text(),
    number: integer(),
    notation: text(),
    typeName: text(),
    issuedOn: text(),
    issuedAt: integer(),
    issuedBy: text(),
    /** From when to when it holds, as it says itself; and since when it does not, by which later paper or why. */
    effectiveOn: text(),
    expiresOn: text(),
    endedOn: text(),
    endedById: text(),
    endedHow: text().$type<'replaces' | 'repeals' | 'recalled'>(),
    recalledAt: integer(),
    recalledBy: text(),
    recallReason: text(),
    /** Of a copy: its kind, the paper here that it is of (ours, or one that came), and what it says of it (copies/rules.ts). */
    copyKind: text().$type<CopyKind>(),
    copyOfId: text(),
    copy: text(),
  },
  (t) => [
    uniqueIndex('document_id').on(t.id),
    uniqueIndex('document_number').on(t.issuerId, t.termId, t.series, t.number),
    index('document_state').on(t.state, t.updatedAt),
    index('document_register').on(t.issuedAt).where(numbered),
    index('document_register_issuer').on(t.issuerId, t.issuedAt).where(numbered),
    index('document_register_type').on(t.typeId, t.issuedAt).where(numbered),
    index('document_register_both')
      .on(sql`(issuerId || ' ' || typeId)`, t.issuedAt)
      .where(numbered),
    index('document_register_deciding').on(t.decidingBody, t.issuedAt).where(numbered),
    index('document_register_typed_deciding')
      .on(sql`(typeId || ' ' || decidingBody)`, t.issuedAt)
      .where(numbered),
    index('document_issued').on(t.state, t.issuedAt),
    index('document_issued_type').on(t.state, t.typeId, t.issuedAt),
    index('document_draft_type').on(t.typeId, t.updatedAt).where(unissued),
    index('document_holder').on(t.holderId, t.updatedAt).where(unissued),
    index('document_due')
      .on(t.holdDueOn)
      .where(sql`state = 'draft' and holdDueOn is not null`),
    index('document_held')
      .on(t.issuedAt)
      .where(sql`state = 'draft' and number is not null`),
    index('document_in_force')
      .on(t.typeId, t.issuedAt)
      .where(sql`state = 'issued' and endedOn is null`),
    index('document_reply').on(t.replyTo),
    index('document_copy')
      .on(t.copyOfId)
      .where(sql`copyOfId is not null`),
    index('document_term').on(t.termId, t.issuedOn),
  ],
)

/** Files of a document, in order. */
export const documentFile = sqliteTable(
  'document_file',
  {
    documentId: text().notNull(),
    position: integer().notNull(),
    sha256: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.documentId, t.position] }), index('document_file_sha').on(t.sha256)],
)

/**
 * Whether a paper that is found by something else (its id, what it copies) is issued. The sign keeps the planner from
 * finding it by its state, under which stand all papers of an old committee.
 */
export const isIssued: SQL = sql`+${document.state} = 'issued'`

/** To whom a document goes: committees outside and units inside, as they were called then. */
export const documentRecipient = sqliteTable(
  'document_recipient',
  {
    documentId: text().notNull(),
    kind: text().$type<'committee' | 'unit' | 'group'>().notNull(),
    targetId: text().notNull(),
    handle: text(),
    name: text().notNull(),
    position: integer().notNull(),
    /** When a unit of our own took it, who did for it, and the task it gave for it. */
    takenAt: integer(),
    takenBy: text(),
    taskId: text(),
    /** Whether this committee issues the paper together with us: a joint one (văn bản liên tịch). */
    coIssues: integer({ mode: 'boolean' }).notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.documentId, t.kind, t.targetId] }),
    index('document_recipient_order').on(t.documentId, t.position),
    index('document_recipient_unit')
      .on(t.targetId, t.documentId)
      .where(sql`kind = 'unit' and takenAt is null`),
  ],
)

/** Who works on a draft beside its author. */
export const documentPerson = sqliteTable(
  'document_person',
  { documentId: text().notNull(), memberId: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.documentId, t.memberId] }),
    index('document_person_member').on(t.memberId),
  ],
)

/** A book of arrivals and how it counts: by calendar year or by term. */
export const arrivalBook = sqliteTable('arrival_book', {
  id: text().primaryKey(),
  name: text().notNull(),
  period: text().$type<'year' | 'term'>().notNull(),
  version: integer().notNull().default(1),
})

/** The last số đến given, per book and period (a year, or the id of a term). */
export const arrivalSeries = sqliteTable(
  'arrival_series',
  { book: text().notNull(), period: text().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.book, t.period] })],
)

/** An incoming document: this committee's own copy, entered in the book when accepted. */
export const incoming = sqliteTable(
  'incoming',
  {
    rowid: integer().primaryKey(),
    id: text().notNull(),
    deliveryId: text(),
    book: text().notNull(),
    period: text().notNull(),
    arrivalNo: integer().notNull(),
    arrivedOn: text().notNull(),
    arrivedAt: integer().notNull(),
    senderId: text().notNull(),
    senderHandle: text().notNull(),
    senderName: text().notNull(),
    notation: text().notNull(),
    typeName: text().notNull(),
    issuedOn: text().notNull(),
    subject: text().notNull(),
    urgency: integer().notNull(),
    dueOn: text(),
    deliverBy: text(),
    signer: text().notNull(),
    paperFollows: integer({ mode: 'boolean' }).notNull().default(false),
    /** Our own document that this one answers. */
    answersId: text(),
    unitId: text(),
    receiver: text().notNull().default(''),
    transferredOn: text(),
    note: text(),
    acceptedBy: text().notNull(),
    /** When its sender's recall was agreed to, and why it was recalled: the line stays, the files are put away. */
    recalledAt: integer(),
    recallReason: text(),
    version: integer().notNull().default(1),
    /** How it came: over the exchange, on paper, by e-mail. */
    channel: text().$type<'exchange' | 'paper' | 'email'>().notNull().default('exchange'),
    /** Where it stands (incoming/states.ts). Papers from before this was kept are in the book, and with nobody. */
    state: text().$type<IncomingState>().notNull().default('received'),
    movedAt: integer().notNull().default(0),
    /** What the office chief proposes, as the leader's page shows it. */
    proposal: text({ mode: 'json' }).$type<Proposal>(),
    leadTaskId: text(),
    /** Of a copy: what it says of the paper it is of (copies/rules.ts). */
    copy: text(),
    /** Of a joint paper: who issued it together with its sender, as JSON (joint/rules.ts). */
    joint: text(),
  },
  (t) => [
    uniqueIndex('incoming_id').on(t.id),
    index('incoming_waits')
      .on(t.state, sql`${t.urgency} desc`, t.arrivedAt)
      .where(sql`state in ('routing', 'directing')`),
    index('incoming_state').on(t.state, t.arrivedAt),
    uniqueIndex('incoming_lead').on(t.leadTaskId),
    index('incoming_notation').on(t.notation, t.issuedOn),
    uniqueIndex('incoming_delivery').on(t.deliveryId),
    uniqueIndex('incoming_number').on(t.book, t.period, t.arrivalNo),
    index('incoming_day').on(t.book, t.period, t.arrivedOn, t.arrivalNo),
    index('incoming_answers').on(t.answersId),
    index('incoming_arrived').on(t.arrivedAt),
  ],
)

/** Files of an incoming document, in order. */
export const incomingFile = sqliteTable(
  'incoming_file',
  {
    incomingId: text().notNull(),
    position: integer().notNull(),
    sha256: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    /** What its bytes are held to, as the sender told it (files/blocks.ts). */
    blocks: text(),
    /** What was seen in it where it was brought in; null of files that nobody looked at, or entered before this was kept. */
    remarks: text({ mode: 'json' }).$type<Remarks>(),
  },
  (t) => [primaryKey({ columns: [t.incomingId, t.position] }), index('incoming_file_sha').on(t.sha256)],
)
