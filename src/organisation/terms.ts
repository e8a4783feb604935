import { and, gte, isNull, lte, or } from 'drizzle-orm'
import { query } from '../core/query.ts'
import type { Database } from '../platform/database.ts'
import { term } from './tables.ts'

/** The term a day (`YYYY-MM-DD`) falls in; at most one, terms do not overlap. */
export const termOn = (db: Database, day: string) => holding(db, { day })

const holding = query<{ day: string }>()((db, { day }) =>
  db
    .select()
    .from(term)
    .where(and(lte(term.opensOn, day), or(isNull(term.closesOn), gte(term.closesOn, day)))),
)

/** What is said when a number is needed and no term holds the day. */
export const NO_TERM = {
  field: 'term',
  message: 'Chưa có nhiệm kỳ nào gồm ngày hôm nay. Quản trị mở nhiệm kỳ ở Quản trị → Cơ quan, nhiệm kỳ.',
}
