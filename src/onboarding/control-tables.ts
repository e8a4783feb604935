import { sql } from 'drizzle-orm'
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

/**
 * Errors of the program that browsers met, each once with how often: where in the program, on which screen; nothing of
 * the person, the committee or what they wrote. Instants in ms UTC.
 */
export const screenFailure = sqliteTable(
  'screen_failure',
  {
    id: text().primaryKey(),
    screen: text().notNull(),
    name: text().notNull(),
    /** Places in the program, one a line, the innermost first. */
    frames: text().notNull(),
    count: integer().notNull(),
    firstAt: integer().notNull(),
    lastAt: integer().notNull(),
  },
  (t) => [index('screen_failure_last').on(t.lastAt)],
)

/** A committee that its superior listed: whoever has the address signs it up by a link, and it arrives confirmed. */
export const founding = sqliteTable(
  'founding',
  {
    id: text().primaryKey(),
    superiorId: text().notNull(),
    tokenHash: text().notNull(),
    name: text().notNull(),
    kind: text().notNull(),
    suffix: text().notNull(),
    place: text().notNull(),
    codes: text({ mode: 'json' })
      .$type<{ code: string; validFrom: string; validTo?: string | undefined }[]>()
      .notNull(),
    email: text().notNull(),
    invitedBy: text().notNull(),
    /** The account that invited; the link ends with its role at the superior. Null before this was kept. */
    byId: text(),
    createdAt: integer().notNull(),
    expiresAt: integer().notNull(),
    /** The committee it became. */
    committeeId: text(),
    withdrawnAt: integer(),
    /** Who came with the link before the address was proven (core/claim.ts). */
    claimedBy: text(),
    claimedName: text(),
    claimedAt: integer(),
    vouchedAt: integer(),
  },
  (t) => [
    uniqueIndex('founding_token').on(t.tokenHash),
    index('founding_of').on(t.superiorId, t.id),
    index('founding_claimed')
      .on(t.superiorId, t.claimedAt)
      .where(
        sql`claimedAt is not null and vouchedAt is null and committeeId is null and withdrawnAt is null`,
      ),
  ],
)
