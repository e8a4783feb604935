import { and, eq, inArray } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Me } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { Conflict, Invalid, NotFound, Stale } from '../core/errors.ts'
import { subordinatesOf } from '../directory/subordinates.ts'
import { competence } from '../documents/competence.ts'
import { filesOf, recipientsOf } from '../documents/parts.ts'
import { SUBORDINATES } from '../documents/resolve.ts'
import { judge } from '../documents/rules.ts'
import { document, documentRecipient, documentType, recipientGroupMember } from '../documents/tables.ts'
import { issuer } from '../organisation/tables.ts'
import type { term } from '../organisation/tables.ts'
import { NO_TERM, termOn } from '../organisation/terms.ts'
import type { Consignment } from './consign.ts'

/** A draft that may be issued now, with everything that takes. */
export type Ready = {
  me: Me
  found: typeof document.$inferSelect
  type: typeof documentType.$inferSelect
  issuer: typeof issuer.$inferSelect
  term: typeof term.$inferSelect
  to: Consignment['to']
  units: number
  files: Consignment['files']
}

/**
 * Reads a draft with everything issuing needs and judges whether it is ready.
 * @throws Invalid naming what is missing; NotFound, Conflict or Stale when it is not this draft any more
 */
export async function prepareIssue(ctx: Context, id: string, version: number): Promise<Ready> {
  const today = dayAt(ctx.clock())
  const { me, rows, files, recipients, members, terms } = await look(ctx, 'documents.issue', {
    rows: withTypeAndIssuer(ctx, id),
    files: filesOf(ctx, id),
    recipients: recipientsOf(ctx, id),
    members: membersOfGroups(ctx, id),
    terms: termOn(ctx.tenant, today),
  })
  const row = rows[0]
  if (row === undefined || row.found.state === 'discarded') throw new NotFound()
  if (row.found.state !== 'draft') throw alreadyIssued(row.found)
  if (row.found.version !== version) throw new Stale()
  const below = recipients.some((one) => one.targetId === SUBORDINATES.id)
    ? await subordinatesOf(ctx.control, ctx.committee.id)
    : []
  const to = distinct(recipients, members, below).filter((one) => one.id !== ctx.committee.id)
  const units = recipients.filter((one) => one.kind === 'unit').length
  const problems = judge({
    ...row.found,
    type: row.type ?? undefined,
    issuer: row.issuer?.closedAt === null ? row.issuer : undefined,
    recipientCount: to.length + units,
    fileCount: files.length,
    ...competence(ctx.committee.kind, row.found.decidingBody, row.type?.id, today),
  }).flatMap((one) => (one.state === 'error' ? [{ field: one.field, message: one.detail ?? one.label }] : []))
  const current = terms[0]
  if (current === undefined) problems.push(NO_TERM)
  if (row.type === null || row.issuer === null || current === undefined || problems.length > 0)
    throw new Invalid(problems)
  return { me, found: row.found, type: row.type, issuer: row.issuer, term: current, to, units, files }
}

const withTypeAndIssuer = (ctx: Context, id: string) =>
  ctx.tenant
    .select({ found: document, type: documentType, issuer })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .leftJoin(issuer, eq(issuer.id, document.issuerId))
    .where(eq(document.id, id))

function membersOfGroups(ctx: Context, id: string) {
  const groups = ctx.tenant
    .select({ id: documentRecipient.targetId })
    .from(documentRecipient)
    .where(and(eq(documentRecipient.documentId, id), eq(documentRecipient.kind, 'group')))
  return ctx.tenant.select().from(recipientGroupMember).where(inArray(recipientGroupMember.groupId, groups))
}

/** Every committee once, whether named, in a saved group, or directly below. */
function distinct(
  named: (typeof documentRecipient.$inferSelect)[],
  members: (typeof recipientGroupMember.$inferSelect)[],
  below: Consignment['to'],
): Consignment['to'] {
  const committees = named.filter((one) => one.kind === 'committee')
  const all = [
    ...committees.map((one) => ({ id: one.targetId, handle: one.handle ?? '', name: one.name })),
    ...members.map((one) => ({ id: one.committeeId, handle: one.handle, name: one.name })),
    ...below,
  ]
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

/** For the one who came second. */
export const alreadyIssued = (found: { notation: string | null; issuedBy: string | null }): Error =>
  new Conflict(`Văn bản đã được ${found.issuedBy ?? 'văn thư khác'} ban hành, số ${found.notation ?? ''}.`, {
    notation: found.notation,
  })
