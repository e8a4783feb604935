import { and, eq, isNotNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, expectOne } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { Announced } from '../core/crossing.ts'
import { dayAt } from '../core/dates.ts'
import { Invalid, Stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { seriesOf, termIdOf } from '../documents/notation.ts'
import { countOn, numbered, stillNumbers } from '../documents/number.ts'
import { indexDocument } from '../documents/parts.ts'
import { document, documentRecipient } from '../documents/tables.ts'
import { consign } from './consign.ts'
import type { Consignment } from './consign.ts'
import { alreadyIssued, prepareIssue } from './ready.ts'
import type { Ready } from './ready.ts'
import { mailbox } from './tables.ts'

/** What issuing gives: the number and the day, and to how many places it went. */
export type Issued = { id: string; number: number; notation: string; issuedOn: string; recipients: number }

/**
 * Issues a draft: number and day in one atomic step, content frozen, sent to every recipient. The number is the
 * next of (issuer, term, series): never reset on 1 January, no gaps, no reuse (domain.md §1.3).
 * @param version the version the clerk saw
 * @throws Invalid naming what is still missing, or recipients that cannot receive; Conflict when it was issued
 *   already; Stale when it was edited since
 */
export async function issueDocument(ctx: Context, id: string, version: number): Promise<Issued> {
  const ready = await prepareIssue(ctx, id, version)
  if (ready.to.length === 0) return decide(ctx, ready)
  const boxes = ctx.exchange
    .select({ id: mailbox.committeeId, open: mailbox.open })
    .from(mailbox)
    .where(
      sql`${mailbox.committeeId} in (select value from json_each(${JSON.stringify(ready.to.map((one) => one.id))}))`,
    )
  return cross(
    ctx,
    consign,
    (announced, [found]) => {
      refuseClosed(ready.to, found as { id: string; open: boolean }[])
      return decide(ctx, ready, announced)
    },
    [boxes],
  )
}

/** The one batch that issues: next number, frozen document, who it went to, proof of the crossing. */
function decide(ctx: Context, ready: Ready, announced?: Announced<Consignment>): Promise<Issued> {
  const { me, found, type, to } = ready
  const at = ctx.clock()
  const issuedOn = dayAt(at)
  const series = seriesOf(type, ready.issuer)
  const key = { issuerId: ready.issuer.id, termId: termIdOf(ready.issuer, ready.term), series }
  const number = sql<number>`(select ${document.number} from ${document} where ${document.id} = ${found.id})`
  const shown = sql<string>`(select ${document.notation} from ${document} where ${document.id} = ${found.id})`
  const freeze = ctx.tenant
    .update(document)
    .set({
      ...numbered(key, type.symbol, ready.issuer.suffix),
      state: 'issued',
      typeName: type.name,
      issuedOn,
      issuedAt: at,
      issuedBy: me.name,
      updatedAt: at,
      version: found.version + 1,
      recipientCount: to.length + ready.units,
    })
    .where(and(eq(document.id, found.id), eq(document.state, 'draft'), eq(document.version, found.version)))
  const recipients = ctx.tenant.run(
    sql`insert or ignore into ${documentRecipient} (documentId, kind, targetId, handle, name, position)
      select ${found.id}, 'committee', json_extract(value, '$.id'), json_extract(value, '$.handle'), json_extract(value, '$.name'), 10000 + key
      from json_each(${JSON.stringify(to)})`,
  )
  const statements: Statement[] = [
    stillNumbers(ctx, ready.term, ready.issuer, type, issuedOn),
    countOn(ctx, key),
    freeze,
    expectOne(ctx.tenant),
    recipients,
    indexIssued(ctx, found, type),
  ]
  const decided = sql`json_object('number', ${number}, 'notation', ${shown}, 'issuedOn', ${issuedOn})`
  if (announced !== undefined) statements.push(announced.row(effectOf(ctx, ready), decided))
  const answer =
    sql`json_object('id', ${found.id}, 'number', ${number}, 'notation', ${shown}, 'issuedOn', ${issuedOn}, 'recipients', ${to.length + ready.units})` as SQL<Issued>
  const act = {
    action: 'document.issue',
    subject: { kind: 'document', id: found.id, name: found.subject },
    after: decided,
  }
  return commit(ctx, me, act, statements, answer, () => firstIssuer(ctx, found.id))
}

const indexIssued = (
  ctx: Context,
  found: Ready['found'],
  type: { name: string; symbol: string },
): Statement =>
  indexDocument(ctx, found.id, `${found.subject} ${found.signerName ?? ''} ${type.name} ${type.symbol}`)

function effectOf(ctx: Context, ready: Ready): Partial<Consignment> {
  const { found, type } = ready
  const authority = found.authority === null || found.authority === '' ? '' : `${found.authority} `
  return {
    consignmentId: newId(),
    documentId: found.id,
    senderId: ctx.committee.id,
    senderHandle: ctx.committee.handle,
    senderName: ready.issuer.main ? ctx.committee.name : ready.issuer.name,
    typeName: type.name,
    subject: found.subject,
    urgency: found.urgency,
    dueOn: found.dueOn,
    signer: `${authority}${found.signerTitle ?? ''} ${found.signerName ?? ''}`.trim(),
    paperFollows: found.paperFollows,
    replyTo: found.replyTo,
    to: ready.to,
    files: ready.files,
  }
}

function refuseClosed(to: Consignment['to'], boxes: { id: string; open: boolean }[]): void {
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

async function firstIssuer(ctx: Context, id: string): Promise<Error> {
  const [found] = await ctx.tenant
    .select({ notation: document.notation, issuedBy: document.issuedBy })
    .from(document)
    .where(and(eq(document.id, id), isNotNull(document.number)))
  return found === undefined ? new Stale() : alreadyIssued(found)
}
