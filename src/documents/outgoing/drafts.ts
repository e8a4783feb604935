import { and, eq } from 'drizzle-orm'
import { can } from '../../core/access.ts'
import { commit, expectOne, look } from '../../core/batch.ts'
import type { Me } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { query } from '../../core/query.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { documentActs } from '../acts.ts'
import { TIMED } from '../rules/rules.ts'
import { document } from '../tables.ts'
import { unfindable } from '../found.ts'
import { documents } from '../permissions.ts'
import { refuseBeyond } from '../drafting/fixed.ts'
import { wakeForCoIssuers } from '../joint/agreement.ts'
import { clearParts, draftFindable, writeParts } from './parts.ts'
import type { Recipient } from './parts.ts'
import { writesDraft } from './reachable.ts'
import { resolveDraft } from './resolve.ts'
import type { DraftInput } from './schema.ts'
import { differing, told } from './told.ts'

type Row = typeof document.$inferSelect
type Saved = { id: string; version: number }

/**
 * Starts a draft of an outgoing document: its author's and, from now on, of the unit the author is in.
 * @throws Invalid naming what does not exist here (type, unit, group, file, committee, person)
 */
export async function createDraft(ctx: Context, input: DraftInput): Promise<Saved> {
  const { me, names, ...parts } = await resolveDraft(ctx, input)
  const id = newId()
  const at = ctx.clock()
  const row = {
    ...columns(input, parts.recipients),
    id,
    state: 'draft' as const,
    authorId: me.id,
    authorName: me.name,
    unitId: me.unitId,
    createdAt: at,
    updatedAt: at,
  }
  const act = documentActs.draft({ id, name: title(input) }, { after: told(row, names) })
  const statements = [
    begin(ctx.tenant, row),
    ...writeParts(ctx, id, input, parts),
    draftFindable(ctx, id, input),
  ]
  return commit(ctx, me, act, statements, { id, version: 1 })
}

type Begun = ReturnType<typeof columns> &
  Pick<Row, 'id' | 'state' | 'authorId' | 'authorName' | 'unitId' | 'createdAt' | 'updatedAt'>

const begin = query<Begun>()((db, row) => db.insert(document).values(row))

/**
 * Saves a whole draft over the version it was edited from.
 * @throws NotFound when it is out of reach; Stale when somebody saved in between; Conflict when it was issued
 *   meanwhile
 */
export async function saveDraft(
  ctx: Context,
  id: string,
  versions: Versions,
  input: DraftInput,
): Promise<Saved> {
  const { me, found, before: old, names, ...parts } = await resolveDraft(ctx, input, id)
  const before = editable(found, versions)
  if (before.number !== null) refuseNumbered(me, before, input)
  else refuseBeyond(me, before)
  const after = columns(input, parts.recipients)
  const version = before.version + 1
  const update = ctx.tenant
    .update(document)
    .set({ ...after, updatedAt: ctx.clock(), version })
    .where(and(eq(document.id, id), eq(document.state, 'draft'), eq(document.version, before.version)))
  await wakeForCoIssuers(
    ctx,
    parts.recipients.some(({ coIssues }) => coIssues === true),
  )
  const act = documentActs.edit({ id, name: title(input) }, differing(told(before, old), told(after, names)))
  const statements = [
    update,
    expectOne(ctx.tenant),
    ...clearParts(ctx, id, input),
    ...writeParts(ctx, id, input, parts),
    unfindable(ctx.tenant, before),
    draftFindable(ctx, id, { ...input, notation: before.notation }),
  ]
  return commit(ctx, me, act, statements, { id, version }, stale)
}

/** Puts a draft away; {@link restoreDraft} brings it back. */
export const discardDraft = (ctx: Context, id: string): Promise<{ id: string }> =>
  move(ctx, id, 'draft', 'discarded')

/** Brings back a draft that was put away. */
export const restoreDraft = (ctx: Context, id: string): Promise<{ id: string }> =>
  move(ctx, id, 'discarded', 'draft')

async function move(ctx: Context, id: string, from: 'draft' | 'discarded', to: 'draft' | 'discarded') {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant
      .select()
      .from(document)
      .where(and(eq(document.id, id), writesDraft(ctx))),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  if (found.number !== null && found.state === 'draft')
    throw new Conflict(
      `Dự thảo đang giữ số ${found.notation ?? ''}. Hủy số, nêu lý do, rồi mới bỏ được dự thảo.`,
    )
  if (found.state !== from)
    throw new Conflict(
      from === 'draft'
        ? 'Văn bản đã ban hành hoặc đã bỏ, không còn là dự thảo.'
        : 'Dự thảo này không nằm trong mục đã bỏ.',
    )
  if (from === 'draft') refuseBeyond(me, found)
  const update = ctx.tenant
    .update(document)
    .set({ state: to, updatedAt: ctx.clock(), version: found.version + 1 })
    .where(and(eq(document.id, id), eq(document.version, found.version)))
  const act = documentActs[to === 'draft' ? 'restore' : 'discard']({ id, name: found.subject || 'Dự thảo' })
  const search = to === 'draft' ? draftFindable(ctx, id, found) : unfindable(ctx.tenant, found)
  return commit(ctx, me, act, [update, expectOne(ctx.tenant), search], { id }, stale)
}

/**
 * A draft that holds its number is the clerk's: what the number was given for stays, all else may be put right to what
 * the signed paper says.
 */
function refuseNumbered(me: Me, { notation, ...row }: Row, input: DraftInput): void {
  if (!can(me.roles, documents.issue))
    throw new Conflict(`Dự thảo đã được cấp số ${notation ?? ''}, đang ở văn thư chờ phát hành.`)
  const message = `Số ${notation ?? ''} đã cấp cho văn bản này, không đổi được. Cần đổi thì hủy số, nêu lý do.`
  const fixed = (['typeId', 'issuerId', 'decidingBody'] as const).filter(
    (field) => (input[field] ?? null) !== row[field],
  )
  if (fixed.length > 0) throw new Invalid(fixed.map((field) => ({ field, message })))
}

const stale = (): Promise<Error> => Promise.resolve(new Stale())

function editable(found: Row | undefined, versions: Versions): Row {
  if (found === undefined || found.state === 'discarded') throw new NotFound()
  if (found.state !== 'draft')
    throw new Conflict(`Văn bản đã ban hành, số ${found.notation ?? ''}, nội dung không sửa được nữa.`)
  if (!isOn(versions, found.version)) throw new Stale()
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
    // The hour is that of one degree of urgency: another has none.
    deliverBy: input.urgency === TIMED ? (input.deliverBy ?? null) : null,
    paperFollows: input.paperFollows,
    overrideReason: input.overrideReason ?? null,
    necessity: input.necessity ?? null,
    replyTo: input.replyTo ?? null,
    recipientText: recipients
      .map(({ name, coIssues }) => (coIssues === true ? `${name} (cùng ban hành)` : name))
      .join('; '),
    recipientCount: recipients.length,
    copies: input.copies ?? null,
    copyKeeper: input.copyKeeper ?? null,
    note: input.note ?? null,
    effectiveOn: input.effectiveOn ?? null,
    expiresOn: input.expiresOn ?? null,
  }
}

const title = (input: DraftInput): string => input.subject || 'Dự thảo chưa có trích yếu'
