import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Permission } from './access.ts'
import type { ActWords } from './act.ts'
import type { LetterKind } from './letter.ts'
import type { Seals } from './seal.ts'

/**
 * What a domain holds of a thing of another domain, so that the other can ask before it lets go of the thing: an
 * issuer whose papers bear its suffix, a term with numbers in it.
 */
export type Holds = {
  /** A condition, as SQL, under which papers were numbered for the issuer. */
  issuer?: (id: string) => SQL
  /**
   * What took a number in a term: each kind of it as a query for rows (`day`, `what`), from the first day or the last.
   * @param id the id of the term, as SQL
   */
  term?: (id: SQL, order: 'asc' | 'desc') => SQL[]
  /** How much open work a member, or a unit, has that would lie on nobody's desk without them, as a number in SQL. */
  member?: (id: string) => SQL
  unit?: (id: string) => SQL
}

/**
 * What all domains bring together, as every request carries it. It knows no request itself, so what is read with one
 * (the parts of a desk) is only loaded here; core/part.ts knows what they are.
 */
export type House = {
  permissions: readonly Permission[]
  acts: ReadonlyMap<string, ActWords>
  holds: readonly Holds[]
  seals: readonly Seals[]
  /** Every kind of letter, loaded when one is sent. */
  letters: readonly (() => Promise<readonly LetterKind[]>)[]
  parts: Readonly<
    Record<
      'desk' | 'counts' | 'pulse' | 'search' | 'work' | 'news' | 'follows' | 'enters',
      readonly (() => Promise<unknown>)[]
    >
  >
}

/** How much open work all domains know of a member or a unit, as a number in SQL. */
export const openWork = (house: House, of: 'member' | 'unit', id: string): SQL =>
  sql`(${sql.join([sql`0`, ...house.holds.flatMap((held) => held[of]?.(id) ?? [])], sql` + `)})`
