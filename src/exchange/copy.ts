import { eq } from 'drizzle-orm'
import { commit, look, named, takenMeanwhile } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { Announced } from '../core/crossing.ts'
import { dayAt } from '../core/dates.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { query } from '../core/query.ts'
import { isVouchedFor } from '../directory/standing.ts'
import { documentActs } from '../documents/acts.ts'
import { numberOf, promiseGone } from '../documents/books/number.ts'
import type { Numbered } from '../documents/books/number.ts'
import { filesOfOriginal, originalOf, tellOriginal } from '../documents/copies/original.ts'
import type { Original } from '../documents/copies/original.ts'
import { copyOf, namedInCopy, numberingOf, refuseEnded, resolveCopy } from '../documents/copies/ready.ts'
import { COPY_KINDS } from '../documents/copies/rules.ts'
import type { Side } from '../documents/copies/rules.ts'
import type { CopyInput, CopyMade } from '../documents/copies/schema.ts'
import { runOfCopy, subjectOf, writeCopy } from '../documents/copies/write.ts'
import type { CopyReady } from '../documents/copies/write.ts'
import type { Attached, DocumentFile } from '../documents/outgoing/parts.ts'
import { bringOver, storedHere } from '../files/bring.ts'
import { stillUploaded } from '../files/sweep.ts'
import type { Remarks } from '../files/remarks.ts'
import { termOn } from '../organisation/terms.ts'
import { placesFor } from './apart.ts'
import { blocksOf, refuseBlocked } from './blocks.ts'
import { consign } from './consign.ts'
import type { Consignment } from './consign.ts'
import { fateOf, tellEnded, tellFate } from './copy-fate.ts'
import { consignmentFile } from './exchange-tables.ts'
import { mailboxesOf, refuseClosed } from './issue.ts'

/**
 * Makes a copy of a paper that came, or of one of ours, numbers it and sends it: sao y, sao lục or trích sao with the
 * next BS number of the term. The files of the original go unchanged; of an extract only its own do.
 * @throws NotFound when there is no such paper; Conflict when it was recalled, or its sender asks for it back; Invalid
 *   naming what is missing, and for a reason where it was replaced or repealed
 */
export async function copyPaper(ctx: Context, side: Side, id: string, input: CopyInput): Promise<CopyMade> {
  const [{ me, stored, ...seen }, confirmed] = await Promise.all([
    look(ctx, {
      ...originalOf(ctx.tenant, side, id),
      ...numberingOf(ctx),
      ...namedInCopy(ctx, input),
      terms: termOn(ctx.tenant, dayAt(ctx.clock())),
      stored: storedHere(ctx.tenant, {}),
    }),
    isVouchedFor(ctx),
  ])
  const original = tellOriginal(seen)
  if (original === undefined) throw new NotFound()
  if (original.refused !== undefined) throw new Conflict(original.refused)
  const sheets = filesOfOriginal(seen)
  const found = await resolveCopy(ctx, input, original, sheets.length, seen)
  const making: Making = { me, input, original, sheets, uploads: seen.uploads, ...found }
  const bytes = stored[0]?.bytes ?? 0
  const asked = {
    ...fateOf(ctx, original),
    sheets: sentFiles(ctx.exchange, { id: original.deliveryId ?? '' }),
  }
  const { to } = found
  if (to.length === 0) {
    const {
      sent,
      recalls,
      later,
      sheets: told,
    } = named(asked, (await ctx.exchange.batch(Object.values(asked) as never)) as unknown[])
    const { ready, kept, files } = await prepare(ctx, making, { sent, recalls, later, told }, bytes)
    return commitCopy(ctx, ready, { kept, files, promised: input.number })
  }
  return cross(
    ctx,
    consign,
    async (announced, { boxes, blocks, sent, recalls, later, sheets: told }) => {
      refuseClosed(to, boxes)
      await refuseBlocked(ctx, to, blocks)
      const { ready, kept, files, root } = await prepare(ctx, making, { sent, recalls, later, told }, bytes)
      const places = await placesFor(ctx, to, confirmed)
      const effect = { ...effectOf(ctx, ready), to: places, files, copyOfId: root }
      return commitCopy(ctx, ready, { kept, files, promised: input.number, announced, effect })
    },
    { ...asked, boxes: mailboxesOf(ctx, to), blocks: blocksOf(ctx, to) },
  )
}

type Making = Awaited<ReturnType<typeof resolveCopy>> & {
  me: Me
  input: CopyInput
  original: Original
  sheets: DocumentFile[]
  uploads: { sha256: string; blocks: string | null; remarks: Remarks | null }[]
}
type Told = Parameters<typeof tellFate>[0] & { told: Awaited<ReturnType<typeof sentFiles>> }

/** Judges what became of the original since, and brings its files here where they are another's. */
async function prepare(ctx: Context, making: Making, { told, ...rows }: Told, stored: number) {
  const { me, input, original, recipients, own } = making
  const fate = tellFate(rows)
  if (fate.refused !== undefined) throw new Conflict(fate.refused)
  refuseEnded(tellEnded(original, fate), input)
  const remarks = new Map(told.map((one) => [one.sha256, one.remarks]))
  const carried =
    input.kind === 'extract'
      ? []
      : making.sheets.map((one) => ({ ...one, remarks: remarks.get(one.sha256) ?? one.remarks }))
  const files = [...carried, ...own.flatMap((one) => added(one, carried, making.uploads))]
  const ready: CopyReady = {
    ...making,
    copy: copyOf(ctx, input, original, recipients),
    decidingBody: input.decidingBody ?? null,
    overrideReason: input.overrideReason ?? null,
    units: recipients.filter(({ kind }) => kind === 'unit'),
    files: files.map(({ sha256, name, type, size }, position) => ({ position, sha256, name, type, size })),
  }
  const theirs = original.senderId === null ? [] : carried
  const ours = files.filter((one) => !theirs.includes(one)).map(({ sha256 }) => sha256)
  const kept = [
    ...stillUploaded(ctx.tenant, [...new Set(ours)], ctx.clock()),
    ...(original.senderId === null ? [] : await bringOver(ctx, me, original.senderId, theirs, stored)),
  ]
  return { ready, kept, files, root: fate.root }
}

/** A file of the copy's own, unless it goes with the original anyway. */
function added(one: Attached, carried: DocumentFile[], uploads: Making['uploads']): DocumentFile[] {
  if (carried.some(({ sha256 }) => sha256 === one.sha256)) return []
  const { blocks = null, remarks = null } = uploads.find(({ sha256 }) => sha256 === one.sha256) ?? {}
  return [{ sha256: one.sha256, name: one.name, type: one.type, size: one.size, blocks, remarks }]
}

type Sending = Omit<Consignment, keyof Numbered | 'documentId'>
type Batch = {
  kept: Statement[]
  files: DocumentFile[]
  promised: number | undefined
  announced?: Announced<Consignment>
  effect?: Sending
}

/** The one batch that decides: what must be here still, the copy, and where it leaves the house, its sending. */
function commitCopy(
  ctx: Context,
  ready: CopyReady,
  { kept, promised, announced, effect }: Batch,
): Promise<CopyMade> {
  const id = newId()
  const { me, copy, to, units, original } = ready
  const given = numberOf(id)
  const act = documentActs.copy(
    { id, name: subjectOf(copy) },
    {
      after: given.and({
        kind: copy.kind,
        of: `${original.of.notation}, ${original.of.issuer}`,
        recipients: copy.recipients,
      }),
    },
  )
  const sent =
    announced === undefined || effect === undefined
      ? []
      : [announced.row({ ...effect, documentId: id }, given)]
  const statements = [...kept, ...writeCopy(ctx, id, ready, promised), ...sent]
  return commit(
    ctx,
    me,
    act,
    statements,
    given.and({ id, recipients: to.length + units.length }),
    async () => {
      const { run, printed } = runOfCopy(ready)
      return (await promiseGone(ctx, run, printed, promised)) ?? (await takenMeanwhile())
    },
  )
}

/** What is sent, but for what the batch decides and where it goes. */
function effectOf(ctx: Context, { copy, issuer, original }: CopyReady) {
  const { name, title, authority } = copy.by
  return {
    consignmentId: newId(),
    senderId: ctx.committee.id,
    senderHandle: ctx.committee.handle,
    senderName: ctx.committee.name,
    issuerId: issuer.id,
    issuerName: issuer.main ? null : issuer.name,
    suffix: issuer.suffix,
    typeName: COPY_KINDS[copy.kind],
    subject: subjectOf(copy),
    urgency: original.urgency,
    dueOn: null,
    signer: [authority, title, name].filter((one) => one !== '').join(' '),
    paperFollows: false,
    replyTo: null,
    copy: JSON.stringify(copy),
  }
}

const sentFiles = query<{ id: string }>()((db, { id }) =>
  db
    .select({ sha256: consignmentFile.sha256, remarks: consignmentFile.remarks })
    .from(consignmentFile)
    .where(eq(consignmentFile.consignmentId, id)),
)
