import { and, asc, eq, sql } from 'drizzle-orm'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { query } from '../../core/query.ts'
import { documentAgreement } from '../drafting/tables.ts'
import { documentRecipient } from '../tables.ts'

/** The committees that a draft says issue it together with us, in the order they are named. */
export const coIssuersOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({ id: documentRecipient.targetId, name: documentRecipient.name })
    .from(documentRecipient)
    .where(and(eq(documentRecipient.documentId, id), sql`${documentRecipient.coIssues} = 1`))
    .orderBy(asc(documentRecipient.position)),
)

/** Who agreed to issue it so far. */
export const agreementsOn = query<{ id: string }>()((db, { id }) =>
  db
    .select({ committeeId: documentAgreement.committeeId, at: documentAgreement.at })
    .from(documentAgreement)
    .where(eq(documentAgreement.documentId, id)),
)

/** Statements that keep who agreed to a draft when a round of opinions on it ended; the last word of each holds. */
export const agreed = (
  ctx: Context,
  documentId: string,
  said: readonly { committeeId: string; at: number; byName: string | null; agrees: boolean }[],
): Statement[] =>
  said.map(({ committeeId, at, byName, agrees }) =>
    agrees
      ? ctx.tenant
          .insert(documentAgreement)
          .values({ documentId, committeeId, at, byName })
          .onConflictDoUpdate({
            target: [documentAgreement.documentId, documentAgreement.committeeId],
            set: { at, byName },
          })
      : ctx.tenant
          .delete(documentAgreement)
          .where(
            and(eq(documentAgreement.documentId, documentId), eq(documentAgreement.committeeId, committeeId)),
          ),
  )
