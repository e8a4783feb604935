import { and, eq } from 'drizzle-orm'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, NotFound, Stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { stillUploaded } from '../files/sweep.ts'
import { indexDocument } from './parts.ts'
import { resolveDraft } from './resolve.ts'
import type { Attached, Recipient } from './resolve.ts'
import type { DraftInput } from './schema.ts'
import { document, documentFile, documentRecipient } from './tables.ts'
import { differing, told } from './told.ts'

type Row = typeof document.$inferSelect

/**
 * Starts a draft of an outgoing document.
 * @throws Invalid naming what does not exist here (type, unit, group, file, committee)
 */
export async function createDraft(ctx: Context, input: DraftInput): Promise<{ id: string; version: number }> {
  const { me, recipients, files } = await resolveDraft(ctx, input)
  const id = newId()
  const at = ctx.clock()
  const row = {
    ...columns(input, recipients),
    id,
    state: 'draft' as const,
    authorId: me.id,
    authorName: me.name,
    createdAt: at,
    updatedAt: at,
  }
  const statements = [ctx.tenant.insert(document).values(row), ...parts(ctx, id, input, recipients, files)]
  const act = {
    action: 'document.draft',
    subject: { kind: 'document', id, name: title(input) },
    after: told(row, files),
  }
  return commit(ctx, me, act, statements, { id, version: 1 })
}

/**
 * Saves a whole draft over the version it was edited from.
 * @throws Stale when somebody saved in between; Conflict when it was issued meanwhile
 */
export async function saveDraft(
  ctx: Context,
  id: string,
  version: number,
  input: DraftInput,
): Promise<{ id: string; version: number }> {
  const { me, recipients, files, found, attached } = await resolveDraft(ctx, input, id)
  const before = editable(found, version)
  const after = columns(input, recipients)
  const update = ctx.tenant
    .update(document)
    .set({ ...after, updatedAt: ctx.clock(), version: version + 1 })
    .where(and(eq(document.id, id), eq(document.state, 'draft'), eq(document.version, version)))
  const clear: Statement[] = [
    ctx.tenant.delete(documentFile).where(eq(documentFile.documentId, id)),
    ctx.tenant.delete(documentRecipient).where(eq(documentRecipient.documentId, id)),
  ]
  const act = {
    action: 'document.edit',
    subject: { kind: 'document', id, name: title(input) },
    ...differing(told(before, attached), told(after, files)),
  }
  const statements = [update, expectOne(ctx.tenant), ...clear, ...parts(ctx, id, input, recipients, files)]
  return commit(ctx, me, act, statements, { id, version: version + 1 }, () => Promise.resolve(new Stale()))
}

/** Puts a draft away; {@link restoreDraft} brings it back. */
export const discardDraft = (ctx: Context, id: string): Promise<{ id: string }> =>
  move(ctx, id, 'draft', 'discarded', 'document.discard')

/** Brings back a draft that was put away. */
export const restoreDraft = (ctx: Context, id: string): Promise<{ id: string }> =>
  move(ctx, id, 'discarded', 'draft', 'document.restore')

async function move(
  ctx: Context,
  id: string,
  from: 'draft' | 'discarded',
  to: 'draft' | 'discarded',
  action: string,
) {
  const { me, rows } = await look(ctx, 'documents.draft', {
    rows: ctx.tenant.select().from(document).where(eq(document.id, id)),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  if (found.state !== from)
    throw new Conflict(
      from === 'draft'
        ? 'Văn bản đã ban hành hoặc đã bỏ, không còn là dự thảo.'
        : 'Dự thảo này không nằm trong mục đã bỏ.',
    )
  const update = ctx.tenant
    .update(document)
    .set({ state: to, updatedAt: ctx.clock(), version: found.version + 1 })
    .where(and(eq(document.id, id), eq(document.version, found.version)))
  const act = { action, subject: { kind: 'document', id, name: found.subject || 'Dự thảo' } }
  return commit(ctx, me, act, [update, expectOne(ctx.tenant)], { id }, () => Promise.resolve(new Stale()))
}

function editable(found: Row | undefined, version: number): Row {
  if (found === undefined || found.state === 'discarded') throw new NotFound()
  if (found.state !== 'draft')
    throw new Conflict(`Văn bản đã ban hành, số ${found.notation ?? ''}, nội dung không sửa được nữa.`)
  if (found.version !== version) throw new Stale()
  return found
}

function columns(input: DraftInput, recipients: Recipient[]) {
  return {
    typeId: input.typeId ?? null,
    issuerId: input.issuerId ?? null,
    decidingBody: input.decidingBody ?? null,
    subject: input.subject,
    signerId: input.signerId ?? null,
    signerName: input.signerName ?? null,
    signerTitle: input.signerTitle ?? null,
    authority: input.authority ?? null,
    urgency: input.urgency,
    dueOn: input.dueOn ?? null,
    paperFollows: input.paperFollows,
    overrideReason: input.overrideReason ?? null,
    replyTo: input.replyTo ?? null,
    recipientText: recipients.map((one) => one.name).join('; '),
    recipientCount: recipients.length,
    copies: input.copies ?? null,
    note: input.note ?? null,
  }
}

function parts(
  ctx: Context,
  id: string,
  input: DraftInput,
  recipients: Recipient[],
  files: Attached[],
): Statement[] {
  const statements: Statement[] = [indexDocument(ctx, id, `${input.subject} ${input.signerName ?? ''}`)]
  if (files.length > 0) {
    const hashes = [...new Set(files.map((one) => one.sha256))]
    statements.push(
      ...stillUploaded(ctx.tenant, hashes, ctx.clock()),
      ctx.tenant.insert(documentFile).values(files.map((one) => ({ ...one, documentId: id }))),
    )
  }
  if (recipients.length > 0) {
    statements.push(
      ctx.tenant.insert(documentRecipient).values(recipients.map((one) => ({ ...one, documentId: id }))),
    )
  }
  return statements
}

const title = (input: DraftInput): string => input.subject || 'Dự thảo chưa có trích yếu'
