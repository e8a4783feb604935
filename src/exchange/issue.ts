import { sql } from 'drizzle-orm'
import { commit } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { Announced } from '../core/crossing.ts'
import { Invalid } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { listed, query } from '../core/query.ts'
import { documentActs } from '../documents/acts.ts'
import { numberOf } from '../documents/books/number.ts'
import type { Numbered } from '../documents/books/number.ts'
import { freeze, placesOf, whyNotIssued } from '../documents/outgoing/freeze.ts'
import type { Addressee } from '../documents/outgoing/reach.ts'
import { jointText } from '../documents/joint/rules.ts'
import { prepare } from '../documents/outgoing/ready.ts'
import type { Ready } from '../documents/outgoing/ready.ts'
import { isVouchedFor } from '../directory/standing.ts'
import { placesFor } from './apart.ts'
import type { Place } from './apart.ts'
import { blocksOf, refuseBlocked } from './blocks.ts'
import { consign } from './consign.ts'
import type { Consignment } from './consign.ts'
import { mailbox } from './exchange-tables.ts'
import type { IssueInput } from './schema.ts'

/** What issuing gives: the number and the day, and to how many places it went. */
export type Issued = Numbered & { id: string; recipients: number }

/**
 * Issues a draft: content frozen, sent to every recipient under the number it holds; where it holds none, number and
 * day come in the same step. The number is the next of (issuer, term, series): never reset on 1 January, no gaps, no
 * reuse.
 * @param seen the version the clerk saw, and the number that was shown, which is then the one it gets
 * @throws Invalid naming what is still missing, or recipients that cannot receive or take nothing from here; Conflict
 *   when it was issued already, when another paper has the number that was shown (`number_gone`), or is more than a committee that nobody vouches for may send; Stale when it was edited since
 */
export async function issueDocument(ctx: Context, id: string, seen: IssueInput): Promise<Issued> {
  const [ready, confirmed] = await Promise.all([prepare(ctx, id, seen.version, 'issue'), isVouchedFor(ctx)])
  if (ready.to.length === 0 && ready.related.length === 0) return decide(ctx, ready, seen.number)
  return cross(
    ctx,
    consign,
    async (announced, { boxes, blocks }) => {
      refuseClosed(ready.to, boxes)
      await refuseBlocked(ctx, ready.to, blocks)
      return decide(ctx, ready, seen.number, { announced, to: await placesFor(ctx, ready.to, confirmed) })
    },
    { boxes: mailboxesOf(ctx, ready.to), blocks: blocksOf(ctx, ready.to) },
  )
}

/** The one batch that issues: next number, frozen document, who it went to, proof of the crossing. */
function decide(
  ctx: Context,
  ready: Ready,
  promised: number | undefined,
  sending?: { announced: Announced<Consignment>; to: Place[] },
): Promise<Issued> {
  const { id, subject } = ready.found
  const given = numberOf(id)
  const sent = sending === undefined ? [] : [sending.announced.row(effectOf(ctx, ready, sending.to), given)]
  const { issue, send } = documentActs
  const act = (ready.found.number === null ? issue : send)({ id, name: subject }, { after: given })
  const answer = given.and({ id, recipients: placesOf(ready) })
  const statements = [...freeze(ctx, ready, promised), ...sent]
  return commit(ctx, ready.me, act, statements, answer, () => whyNotIssued(ctx, ready, promised))
}

/** What is sent, but for what the batch decides. */
function effectOf(ctx: Context, ready: Ready, to: Place[]): Omit<Consignment, keyof Numbered> {
  const { found, type, issuer } = ready
  const authority = found.authority === null || found.authority === '' ? '' : `${found.authority} `
  return {
    consignmentId: newId(),
    documentId: found.id,
    senderId: ctx.committee.id,
    senderHandle: ctx.committee.handle,
    senderName: ctx.committee.name,
    issuerId: issuer.id,
    issuerName: issuer.main ? null : issuer.name,
    suffix: issuer.suffix,
    typeName: found.typeName ?? type.name,
    subject: found.subject,
    urgency: found.urgency,
    dueOn: found.dueOn,
    deliverBy: found.deliverBy,
    signer: `${authority}${found.signerTitle ?? ''} ${found.signerName ?? ''}`.trim(),
    paperFollows: found.paperFollows,
    replyTo: found.replyTo,
    to,
    files: ready.files,
    joint: jointText(ready.joint),
    about: ready.related.map(({ kind, targetId }) => ({ kind, documentId: targetId })),
  }
}

/** Query for which of these places take papers. */
export const mailboxesOf = (ctx: Context, to: Addressee[]) =>
  boxesOf(ctx.exchange, { ids: JSON.stringify(to.map(({ id }) => id)) })

const boxesOf = query<{ ids: string }>()((db, { ids }) =>
  db
    .select({ id: mailbox.committeeId, open: mailbox.open })
    .from(mailbox)
    .where(sql`${mailbox.committeeId} in ${listed(ids)}`),
)

/** @throws Invalid naming places that take nothing */
export function refuseClosed(to: Addressee[], boxes: { id: string; open: boolean }[]): void {
  const open = new Set(boxes.filter((box) => box.open).map((box) => box.id))
  const closed = to.filter((one) => !open.has(one.id))
  if (closed.length === 0) return
  throw new Invalid(
    closed.slice(0, 20).map((one) => ({
      field: 'recipients',
      message: `${one.name} chưa mở hoặc đang tạm dừng nhận văn bản. Bỏ nơi nhận này hoặc gửi bản giấy.`,
    })),
  )
}
