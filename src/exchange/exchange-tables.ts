import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import type { Settlement } from './codes.ts'
import type { Relation } from '../documents/issued/relations.ts'
import type { Remarks } from '../files/remarks.ts'

/** A committee's mailbox: whether the exchange delivers to it. */
export const mailbox = sqliteTable('mailbox', {
  committeeId: text().primaryKey(),
  open: integer({ mode: 'boolean' }).notNull(),
})

/** One sending, whatever the number of recipients. Frozen: it is what was issued. */
export const consignment = sqliteTable(
  'consignment',
  {
    id: text().primaryKey(),
    senderId: text().notNull(),
    senderHandle: text().notNull(),
    /** The committee as others saw it then. */
    senderName: text().notNull(),
    /** The body of it that issued the paper, unless it was the committee itself; and the suffix the paper bears. */
    issuerId: text(),
    issuerName: text(),
    suffix: text().notNull().default(''),
    documentId: text().notNull(),
    /** 0 new · 1 recall · 2 update · 3 replacement (QCVN 102:2016, BussinessDocType). */
    business: integer().notNull().default(0),
    notation: text().notNull(),
    number: integer().notNull(),
    typeName: text().notNull(),
    issuedOn: text().notNull(),
    subject: text().notNull(),
    urgency: integer().notNull(),
    dueOn: text(),
    deliverBy: text(),
    signer: text().notNull(),
    paperFollows: integer({ mode: 'boolean' }).notNull(),
    /** The consignment this one answers, and the recipient's document that was sent in it. */
    replyTo: text(),
    /** Of a copy: what it says of the paper it is of (documents/copies/rules.ts), and the sending that brought that one. */
    copy: text(),
    copyOfId: text(),
    /** Of a joint paper: who issues it together with its sender, as JSON (documents/joint/rules.ts). */
    joint: text(),
    /** Of one that holds a state secret: what it said, until that is purged (exchange/seal.ts). */
    sealed: text(),
    fileCount: integer().notNull(),
    at: integer().notNull(),
  },
  (t) => [
    index('consignment_document').on(t.senderId, t.documentId),
    index('consignment_sent').on(t.senderId, t.at),
  ],
)

export const consignmentFile = sqliteTable(
  'consignment_file',
  {
    consignmentId: text().notNull(),
    position: integer().notNull(),
    sha256: text().notNull(),
    name: text().notNull(),
    type: text().notNull(),
    size: integer().notNull(),
    /** What its bytes are held to (files/blocks.ts), and what its sender was told of it. */
    blocks: text(),
    remarks: text({ mode: 'json' }).$type<Remarks>(),
  },
  (t) => [primaryKey({ columns: [t.consignmentId, t.position] })],
)

/** What one sending does to an earlier one of the same sender: replaces, amends, corrects or repeals what it brought. */
export const consignmentLink = sqliteTable(
  'consignment_link',
  {
    consignmentId: text().notNull(),
    kind: text().$type<Relation>().notNull(),
    aboutId: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.consignmentId, t.kind, t.aboutId] }),
    index('consignment_link_about').on(t.aboutId),
  ],
)

/** One recipient of a consignment and its status now: 01 đã đến, 02 từ chối, 03 đã tiếp nhận …. */
export const delivery = sqliteTable(
  'delivery',
  {
    consignmentId: text().notNull(),
    recipientId: text().notNull(),
    senderId: text().notNull().default(''),
    recipientHandle: text().notNull(),
    recipientName: text().notNull(),
    /** The place among the recipients as the sender named them. */
    position: integer().notNull().default(0),
    status: text().notNull(),
    at: integer().notNull(),
    arrivedAt: integer().notNull(),
    byName: text(),
    arrivalNo: integer(),
    reason: text(),
    reasonText: text(),
    /** When the sender last asked for it to be taken. */
    remindedAt: integer(),
    /** Sent by a committee that nobody vouched for then, to one it was not linked with: it lies apart from the rest. */
    apart: integer({ mode: 'boolean' }).notNull().default(false),
    /** When its turn comes among what waits, the least first: the more urgent, then what was asked for (`turnOf`). */
    turn: integer().notNull().default(0),
    /** 13 asked back, 15 given back, 16 not given back; which crossing asked, when and why. */
    recall: text().$type<'13' | '15' | '16'>(),
    recallId: text(),
    recalledAt: integer(),
    recallReason: text(),
    /** Hidden here because it may hold a state secret. */
    sealed: integer({ mode: 'boolean' }).notNull().default(false),
    /** How the sender dealt with a refusal or a silence, by which crossing; open while there is no `how`. */
    settledHow: text().$type<Settlement>(),
    settledId: text(),
  },
  (t) => [
    primaryKey({ columns: [t.consignmentId, t.recipientId] }),
    index('delivery_inbox').on(t.recipientId, t.status, t.apart, t.arrivedAt, t.consignmentId),
    index('delivery_turn').on(t.recipientId, t.status, t.apart, t.turn, t.arrivedAt, t.consignmentId),
    index('delivery_board').on(t.consignmentId, t.status, t.position, t.recipientId, t.settledHow),
    // What its sender has to see to still, the oldest first: it costs what is open, whatever its age.
    index('delivery_open')
      .on(t.senderId, t.status, t.arrivedAt, t.consignmentId)
      .where(sql`status in ('01', '02') and settledHow is null`),
    index('delivery_recall')
      .on(t.recipientId, t.recalledAt)
      .where(sql`recall = '13'`),
  ],
)

/** The whole status history of a delivery; appended, never edited. `id` is the crossing that caused it. */
export const deliveryEvent = sqliteTable(
  'delivery_event',
  {
    consignmentId: text().notNull(),
    recipientId: text().notNull(),
    id: text().notNull(),
    status: text().notNull(),
    at: integer().notNull(),
    byName: text(),
    reason: text(),
    reasonText: text(),
  },
  (t) => [primaryKey({ columns: [t.consignmentId, t.recipientId, t.id] })],
)

/** From whom a committee takes nothing. Of two decisions that settle out of order the later one stands. */
export const block = sqliteTable(
  'block',
  {
    senderId: text().notNull(),
    recipientId: text().notNull(),
    byName: text().notNull(),
    at: integer().notNull(),
    active: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.senderId, t.recipientId] }),
    index('block_of').on(t.recipientId, t.active, t.at, t.senderId),
  ],
)

/** What a notice tells of: of papers, and of what committees ask of each other. */
export type NoticeKind =
  | 'urgent'
  | 'reminder'
  | 'refusal'
  | 'recall'
  | 'spill'
  | 'asked'
  | 'redated'
  | 'unfiled'
  | 'unasked'
  | 'lapsed'
  | 'declined'
  | 'wished'
  | 'filed'

/**
 * What a committee is to be told beside its desk: written in the settling batch of what happened, and gone once its
 * people have their letters (notices.ts). So that whoever tells reads one table and looks into no committee for nothing.
 */
export const notice = sqliteTable(
  'notice',
  {
    id: text().notNull(),
    committeeId: text().notNull(),
    kind: text().$type<NoticeKind>().notNull(),
    /** Who caused it, as they are called; what presses, 0 to 4. */
    fromName: text().notNull(),
    urgency: integer().notNull(),
    /** The delivery here, or the document of ours that was refused; the ask of us, or the sending of ours. */
    subjectId: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.committeeId, t.id] }), index('notice_at').on(t.at)],
)
