import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'

/**
 * What must not be here: a paper of ours, one that came, what lies or was answered of one that came, or what another
 * committee asked because of one.
 */
export type Spilled = { side: 'document' | 'incoming' | 'delivery' | 'ask'; id: string }

/**
 * Rows in which a domain keeps words of a paper: which ones, and what stands in their place once they are sealed; or
 * that the rows go altogether. Whatever a domain comes to keep of papers, it names here: what it forgets stays readable.
 */
export type Sealing = { table: string; where: SQL } & (
  | {
      /** Columns and what stands in them while they are sealed: text without content, or null. */
      columns: Record<string, string | null>
      /** What becomes of these rows (`rows`: their rowids, in brackets) once what they held is purged at an instant. */
      purged?: (rows: SQL, now: number) => readonly SQL[]
    }
  | { /** All columns of the rows that go. */ rows: readonly string[] }
)

/** What a domain keeps of a paper. */
export type Seals = (paper: Spilled) => readonly Sealing[]

/** What stands in place of what a sealed paper is about. */
export const SEALED = 'Nội dung đã khóa theo quy trình xử lý lộ, lọt bí mật nhà nước'

/** Rows whose columns are blanked. */
export const blanked = (
  table: string,
  where: SQL,
  columns: Record<string, string | null>,
  purged?: (rows: SQL, now: number) => readonly SQL[],
): Sealing => ({ table, where, columns, ...(purged && { purged }) })
/** Rows that go altogether; `rows` are all their columns. */
export const removed = (table: string, where: SQL, rows: readonly string[]): Sealing => ({
  table,
  where,
  rows,
})
/** What the audit says of things of a kind; `ids` as SQL in brackets. */
export const audited = (kind: string, ids: SQL): Sealing =>
  blanked('audit', sql`subjectKind = ${kind} and subjectId in ${ids}`, {
    subject: SEALED,
    before: null,
    after: null,
  })
