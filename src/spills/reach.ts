import { and, eq, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { holdsOneOf, myId } from '../core/within.ts'
import type { Person } from '../core/within.ts'
import { reads } from '../documents/outgoing/reachable.ts'
import { document } from '../documents/tables.ts'
import { spill } from './tables.ts'

/**
 * The condition under which the record of a spill is there for the acting member: whoever receives papers and keeps the
 * books, or decides what becomes of them, has the whole book; others what they locked themselves and what they read
 * before it was locked. A record says of a paper that it is, from whom and why it was stopped: of a draft out of reach
 * that is as much as its page would say.
 */
export const seesSpill = (ctx: Person): SQL | undefined =>
  or(
    holdsOneOf(ctx, ['clerk', 'office_chief', 'leader']),
    eq(spill.byId, myId(ctx)),
    eq(spill.side, 'incoming'),
    and(
      eq(spill.side, 'document'),
      sql`exists (select 1 from ${document} where ${and(eq(document.id, spill.subjectId), reads(ctx))})`,
    ),
  )
