import { iso } from '../../core/dates.ts'
import { given } from '../../core/given.ts'
import type { issuer } from '../../organisation/tables.ts'
import type { document, documentType } from '../tables.ts'
import type { DocumentRow } from './schema.ts'

/** What a document says of itself, as answers tell it. */
export function factsOf(
  found: typeof document.$inferSelect,
  type: typeof documentType.$inferSelect | null,
  from: typeof issuer.$inferSelect | null,
) {
  return {
    id: found.id,
    state: found.state as DocumentRow['state'],
    version: found.version,
    ...(type === null
      ? {}
      : { type: { id: type.id, name: found.typeName ?? type.name, symbol: type.symbol } }),
    ...(from === null ? {} : { issuer: { id: from.id, suffix: from.suffix, name: from.name } }),
    subject: found.subject,
    signer: {
      name: found.signerName ?? '',
      title: found.signerTitle ?? '',
      authority: found.authority ?? '',
      ...given({ id: found.signerId }),
    },
    urgency: found.urgency,
    paperFollows: found.paperFollows,
    recipientCount: found.recipientCount,
    author: found.authorName,
    createdAt: iso(found.createdAt),
    updatedAt: iso(found.updatedAt),
    ...given({
      decidingBody: found.decidingBody,
      dueOn: found.dueOn,
      deliverBy: found.deliverBy,
      overrideReason: found.overrideReason,
      necessity: found.necessity,
      copies: found.copies,
      copyKeeper: found.copyKeeper,
      note: found.note,
      notation: found.notation,
      number: found.number,
      issuedOn: found.issuedOn,
      issuedAt: found.issuedAt === null ? null : iso(found.issuedAt),
      issuedBy: found.issuedBy,
    }),
  }
}
