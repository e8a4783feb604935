import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Role } from '../core/access.ts'
import type { Capacity } from './absences/capacities.ts'
import type { UnitKind } from './structure/schema.ts'

/**
 * A unit inside the committee (văn phòng, ban, phòng, tổ, chi bộ); a closed one stays for old papers. Days are
 * `YYYY-MM-DD`: it stands from `opensOn` (null: not known) until the day before `closesOn`. `heirId` is the unit that
 * takes over; only a closed unit has one, and it was open when it was named, so that no line of heirs goes round.
 */
export const unit = sqliteTable(
  'unit',
  {
    id: text().primaryKey(),
    parentId: text(),
    name: text().notNull(),
    kind: text().$type<UnitKind>().notNull().default('body'),
    rank: integer().notNull().default(100),
    opensOn: text(),
    closesOn: text(),
    heirId: text(),
    closedAt: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [index('unit_order').on(t.rank, t.name), index('unit_parent').on(t.parentId)],
)

/** A position (bí thư, chánh văn phòng, chuyên viên), in rank order. */
export const position = sqliteTable(
  'position',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    rank: integer().notNull().default(100),
    closedAt: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [index('position_order').on(t.rank, t.name)],
)

/** A term (nhiệm kỳ): days as `YYYY-MM-DD`; the last one is open. Numbers count by term. */
export const term = sqliteTable(
  'term',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    opensOn: text().notNull(),
    closesOn: text(),
    /** Why it opened: a congress, or a reorganisation in mid-term. */
    ground: text().$type<'congress' | 'reorganisation'>().notNull().default('congress'),
    note: text(),
    version: integer().notNull().default(1),
  },
  (t) => [uniqueIndex('term_opens').on(t.opensOn)],
)

/**
 * A body that issues papers under a suffix of its own: the committee (TU), its office (VPTU), its inspection
 * commission. `oneRun`: all types share one run of numbers (a congress).
 */
export const issuer = sqliteTable(
  'issuer',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    suffix: text().notNull(),
    kind: text().notNull(),
    main: integer({ mode: 'boolean' }).notNull().default(false),
    oneRun: integer({ mode: 'boolean' }).notNull().default(false),
    closedAt: integer(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex('issuer_suffix')
      .on(t.suffix)
      .where(sql`closedAt is null`),
  ],
)

/**
 * The roll: who belongs to which unit, with or without an account (most members of a cell have none). Name and unit
 * only, never a Party record. Days are `YYYY-MM-DD`, counted as those of a unit.
 */
export const person = sqliteTable(
  'person',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    sortKey: text().notNull(),
    unitId: text().notNull(),
    opensOn: text().notNull(),
    closesOn: text(),
    memberId: text(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('person_order').on(t.sortKey, t.id),
    index('person_unit').on(t.unitId, t.sortKey, t.id),
    uniqueIndex('person_member').on(t.memberId),
  ],
)

/** An invitation by link; only the hash of its secret is kept. */
export const invitation = sqliteTable(
  'invitation',
  {
    id: text().primaryKey(),
    tokenHash: text().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    unitId: text(),
    positionId: text(),
    roles: text({ mode: 'json' }).$type<Role[]>().notNull(),
    invitedBy: text().notNull(),
    /** The member who invited; the link ends with their role. Null before this was kept. */
    byId: text(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    acceptedAt: integer(),
    withdrawnAt: integer(),
    /** Who came with the link before the address was proven (core/claim.ts). */
    claimedBy: text(),
    claimedName: text(),
    claimedAt: integer(),
    vouchedAt: integer(),
  },
  (t) => [
    uniqueIndex('invitation_token').on(t.tokenHash),
    index('invitation_email').on(t.email),
    index('invitation_claimed')
      .on(t.claimedAt)
      .where(sql`claimedAt is not null and vouchedAt is null and acceptedAt is null and withdrawnAt is null`),
  ],
)

/**
 * Who is away from one day through another (`YYYY-MM-DD`), who works for them in that time, and in what capacity the
 * deputy signs. Nobody is away twice at once, and whoever is away stands in for nobody.
 */
export const absence = sqliteTable(
  'absence',
  {
    id: text().primaryKey(),
    memberId: text().notNull(),
    memberName: text().notNull(),
    deputyId: text().notNull(),
    deputyName: text().notNull(),
    fromDay: text().notNull(),
    toDay: text().notNull(),
    capacity: text().$type<Capacity>().notNull(),
    reason: text().notNull().default(''),
    createdBy: text().notNull(),
    createdAt: integer().notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    index('absence_member').on(t.memberId, t.toDay),
    index('absence_deputy').on(t.deputyId, t.toDay),
    index('absence_end').on(t.toDay, t.id),
  ],
)
