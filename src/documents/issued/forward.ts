import { and, eq, isNull, sql } from 'drizzle-orm'
import { expectOne } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { someNames } from '../../core/text.ts'
import { nameRecipients } from '../outgoing/freeze.ts'
import type { Addressee } from '../outgoing/reach.ts'
import { document } from '../tables.ts'

/** Up to here places are named one by one. */
const NAMED = 20

/** Places in one line. */
export const namesOf = (to: Addressee[]): string =>
  someNames(
    to.map(({ name }) => name),
    NAMED,
  )

/** Statements that name more places on an issued document; they undo their batch when it ended meanwhile. */
export const namingMore = (ctx: Context, id: string, to: Addressee[]): Statement[] => [
  ctx.tenant
    .update(document)
    .set({
      recipientCount: sql`${document.recipientCount} + ${to.length}`,
      recipientText: sql`${document.recipientText} || '; ' || ${namesOf(to)}`,
      version: sql`${document.version} + 1`,
    })
    .where(and(eq(document.id, id), isNull(document.endedOn))),
  expectOne(ctx.tenant),
  nameRecipients(ctx, id, to),
]
