import { and, eq } from 'drizzle-orm'
import { expectOne } from '../../core/batch.ts'
import type { Act } from '../../core/act.ts'
import type { Statement } from '../../core/batch.ts'
import type { Database } from '../../platform/database.ts'
import { termActs } from '../acts.ts'
import { term } from '../tables.ts'

/**
 * Statements that close a term of a committee that ceases, which nobody there does any more; with the act that tells
 * of it. They undo their batch when the term was edited meanwhile.
 * @param closesOn its last day, `YYYY-MM-DD`
 */
export function closingTerm(
  db: Database,
  open: typeof term.$inferSelect,
  closesOn: string,
  why: string,
): { statements: Statement[]; act: Act } {
  const note = open.note === null ? why : `${open.note} ${why}`
  return {
    statements: [
      db
        .update(term)
        .set({ closesOn, note, version: open.version + 1 })
        .where(and(eq(term.id, open.id), eq(term.version, open.version))),
      expectOne(db),
    ],
    act: termActs.update(open, {
      before: { closesOn: open.closesOn, note: open.note },
      after: { closesOn, note },
    }),
  }
}
