import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Identifier codes of a committee (QĐ 20/2020/QĐ-TTg style or the Party's own), each with days of validity. */
export const committeeCode = sqliteTable(
  'committee_code',
  {
    committeeId: text().notNull(),
    code: text().notNull(),
    validFrom: text().notNull(),
    validTo: text(),
  },
  (t) => [primaryKey({ columns: [t.committeeId, t.code] }), index('committee_code_code').on(t.code)],
)

/**
 * What a confirmed committee was called before, until when (ms): papers of those days name it so, and people look for it
 * so. A name that nobody vouched for is not kept.
 */
export const committeeName = sqliteTable(
  'committee_name',
  {
    committeeId: text().notNull(),
    name: text().notNull(),
    nameWords: text().notNull(),
    /** What it looks like, as of the names in use. */
    look: text().notNull().default(''),
    until: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.committeeId, t.name] }), index('committee_name_look').on(t.look)],
)

/** The bodies of a committee that issue papers under their own name and suffix, as others see them. */
export const committeeIssuer = sqliteTable(
  'committee_issuer',
  {
    committeeId: text().notNull(),
    issuerId: text().notNull(),
    name: text().notNull(),
    suffix: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.committeeId, t.issuerId] })],
)

/** What a confirmation vouches for. */
export type Facts = {
  name: string
  kind: string
  suffix: string
  codes: { code: string; validFrom: string; validTo: string | null }[]
  issuers: { name: string; suffix: string }[]
}

/**
 * Who vouches for a committee, and for what: its facts as they then stood. It counts only while a chain of them leads
 * to the operator (vouch.ts).
 */
export const confirmation = sqliteTable(
  'confirmation',
  {
    committeeId: text().primaryKey(),
    /** The superior that confirmed it; none: the operator of the instance. */
    byId: text(),
    actor: text().notNull(),
    at: integer().notNull(),
    facts: text({ mode: 'json' }).$type<Facts>().notNull(),
  },
  (t) => [index('confirmation_by').on(t.byId)],
)

/**
 * What a confirmed committee changed and others do not see before it is confirmed: one row a thing, its latest state.
 * `value` is JSON: a name, a code with its days, an issuer.
 */
export const committeeWish = sqliteTable(
  'committee_wish',
  {
    committeeId: text().notNull(),
    kind: text().$type<'name' | 'code' | 'issuer'>().notNull(),
    key: text().notNull(),
    value: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.committeeId, t.kind, t.key] })],
)

/** What a committee told the operator of another one. */
export const report = sqliteTable(
  'report',
  {
    id: text().primaryKey(),
    aboutId: text().notNull(),
    byId: text().notNull(),
    actor: text().notNull(),
    text: text().notNull(),
    at: integer().notNull(),
    settledAt: integer(),
    settledBy: text(),
    outcome: text(),
  },
  (t) => [index('report_open').on(t.settledAt, t.id), index('report_about').on(t.aboutId, t.id)],
)

/** What happened to a committee in the directory: the audit of changes that are not in a tenant's database. */
export const committeeEvent = sqliteTable(
  'committee_event',
  {
    id: text().primaryKey(),
    committeeId: text().notNull(),
    at: integer().notNull(),
    actorId: text().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    before: text(),
    after: text(),
  },
  (t) => [index('committee_event_of').on(t.committeeId, t.id)],
)
