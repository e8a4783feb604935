import { and, asc, desc, eq, gt, inArray, isNotNull, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { can } from '../core/access.ts'
import { look } from '../core/batch.ts'
import { given } from '../core/given.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { member } from '../core/tables.ts'
import { committee } from '../directory/tables.ts'
import { document, documentType, numberSeries } from '../documents/tables.ts'
import { unit } from '../organisation/tables.ts'
import { summarise } from './board.ts'
import { refusalName } from './codes.ts'
import type { deskAnswer } from './schema.ts'
import { consignment, delivery } from './tables.ts'

type Desk = z.infer<typeof deskAnswer>
const TWO_WEEKS = 14 * 86_400_000

/**
 * What waits for this person, in the order to do it: arrivals (urgent, then asked for, then oldest), refusals of
 * what was sent, own drafts, links to accept; then what is awaited from others. Each part only for who may act on
 * it: to those who read arrivals but do not accept them, arrivals are something awaited from the clerk.
 */
export async function getDesk(ctx: Context): Promise<Desk> {
  const [{ me, drafts, own, recent, ...founded }, [oldest, pressing, refusals, sent, counts], links] =
    await Promise.all([
      look(ctx, 'desk.read', {
        drafts: draftsOf(ctx),
        own: draftsOf(
          ctx,
          sql`${document.authorId} = (select ${member.id} from ${member} where ${member.userId} = ${ctx.person.id})`,
        ),
        recent: ctx.tenant
          .select()
          .from(document)
          .where(eq(document.state, 'issued'))
          .orderBy(desc(document.issuedAt))
          .limit(5),
        people: ctx.tenant.select({ id: member.id, since: member.createdAt }).from(member).limit(2),
        units: ctx.tenant.select({ id: unit.id }).from(unit).limit(1),
        numbers: ctx.tenant.select({ series: numberSeries.series }).from(numberSeries).limit(1),
      }),
      exchangeSide(ctx),
      ctx.control
        .select({ handle: committee.handle, name: committee.name, at: committee.superiorAskedAt })
        .from(committee)
        .where(and(eq(committee.superiorId, ctx.committee.id), eq(committee.superiorState, 'pending')))
        .limit(20),
    ])
  const waiting: Desk['waiting'] = []
  const arrived = inOrder([...pressing, ...oldest]).map(arrivalItem)
  const accepts = can(me.roles, 'deliveries.decide')
  const issues = can(me.roles, 'documents.issue')
  if (accepts) waiting.push(...arrived)
  if (issues) waiting.push(...refusals.map(refusedItem))
  if (can(me.roles, 'documents.draft')) waiting.push(...(issues ? drafts : own).map(draftItem))
  if (can(me.roles, 'organisation.manage')) waiting.push(...links.map(linkItem), ...setupItems(founded))
  const reads = can(me.roles, 'documents.read')
  return {
    waiting,
    arriving: can(me.roles, 'deliveries.read') && !accepts ? arrived : [],
    awaiting: reads ? sent.map((one) => awaited(one, counts)).filter((one) => one.waiting > 0) : [],
    recent: reads
      ? recent.map(({ id, notation, typeName, subject, issuedOn }) => ({
          id,
          notation: notation ?? '',
          typeName: typeName ?? '',
          subject,
          issuedOn: issuedOn ?? '',
        }))
      : [],
  }
}

/** Drafts last touched first. One waits for its author, and for the clerk who issues. */
const draftsOf = (ctx: Context, whose?: SQL) =>
  ctx.tenant
    .select({ draft: document, typeName: documentType.name })
    .from(document)
    .leftJoin(documentType, eq(documentType.id, document.typeId))
    .where(and(eq(document.state, 'draft'), whose))
    .orderBy(desc(document.updatedAt))
    .limit(20)

function exchangeSide(ctx: Context) {
  const sentLately = and(
    eq(consignment.senderId, ctx.committee.id),
    gt(consignment.at, ctx.clock() - TWO_WEEKS),
  )
  const recentlySent = ctx.exchange
    .select({ id: consignment.id })
    .from(consignment)
    .where(sentLately)
    .orderBy(desc(consignment.at))
    .limit(50)
  return ctx.exchange.batch([
    waitingHere(ctx),
    waitingHere(ctx, or(gt(consignment.urgency, 0), isNotNull(delivery.remindedAt))),
    // Of all that was sent lately, not only of the last papers: a refusal wants an answer.
    ctx.exchange
      .select({ sent: consignment, delivery })
      .from(consignment)
      .innerJoin(delivery, and(eq(delivery.consignmentId, consignment.id), eq(delivery.status, '02')))
      .where(sentLately)
      .orderBy(desc(consignment.at))
      .limit(20),
    ctx.exchange.select().from(consignment).where(sentLately).orderBy(desc(consignment.at)).limit(50),
    ctx.exchange
      .select({ id: delivery.consignmentId, status: delivery.status, n: sql<number>`count(*)` })
      .from(delivery)
      .where(inArray(delivery.consignmentId, recentlySent))
      .groupBy(delivery.consignmentId, delivery.status),
  ])
}

/** The oldest deliveries that wait to be taken, of all or of some. */
const waitingHere = (ctx: Context, some?: SQL) =>
  ctx.exchange
    .select({ sent: consignment, delivery })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .where(and(eq(delivery.recipientId, ctx.committee.id), eq(delivery.status, '01'), some))
    .orderBy(asc(delivery.arrivedAt))
    .limit(50)

/** Each delivery once: the most urgent first, then those asked for, then the oldest; as many as a desk holds. */
function inOrder(found: Sent[]): Sent[] {
  const once = [...new Map(found.map((one) => [one.sent.id, one])).values()]
  return once
    .sort(
      (a, b) =>
        b.sent.urgency - a.sent.urgency ||
        Number(b.delivery.remindedAt !== null) - Number(a.delivery.remindedAt !== null) ||
        a.delivery.arrivedAt - b.delivery.arrivedAt,
    )
    .slice(0, 50)
}

type Sent = { sent: typeof consignment.$inferSelect; delivery: typeof delivery.$inferSelect }
type Waiting = Desk['waiting'][number]

/** A paper as it is called: the name of its type, then what it is about. */
const named = (typeName: string | null, subject: string): string => `${typeName ?? ''} ${subject}`.trim()

const arrivalItem = ({ sent, delivery: one }: Sent): Waiting => ({
  kind: 'arrival',
  id: sent.id,
  title: named(sent.typeName, sent.subject),
  sub: sent.senderName,
  at: iso(one.arrivedAt),
  urgency: sent.urgency,
  notation: sent.notation,
  ...(one.remindedAt === null ? {} : { remindedAt: iso(one.remindedAt) }),
})

const refusedItem = ({ sent, delivery: one }: Sent): Waiting => ({
  kind: 'refused',
  id: sent.documentId,
  title: named(sent.typeName, sent.subject),
  sub: `${one.recipientName} từ chối: ${one.reasonText ?? refusalName(one.reason ?? '')}`,
  at: iso(one.at),
  urgency: 0,
  notation: sent.notation,
})

const draftItem = ({
  draft,
  typeName,
}: {
  draft: typeof document.$inferSelect
  typeName: string | null
}): Waiting => ({
  kind: 'draft',
  id: draft.id,
  title: draft.subject === '' ? '' : named(typeName, draft.subject),
  sub: draft.authorName,
  at: iso(draft.updatedAt),
  urgency: draft.urgency,
  ...given({ notation: draft.notation }),
})

type Founded = { people: { since: number }[]; units: unknown[]; numbers: unknown[] }

/** What a committee that has just signed up does first: its people, its units, the numbers of its paper books. */
function setupItems({ people, units, numbers }: Founded): Waiting[] {
  const steps = [
    ...(people.length < 2 ? ['people'] : []),
    ...(units.length === 0 ? ['units'] : []),
    ...(numbers.length === 0 ? ['numbers'] : []),
  ]
  const at = iso(people[0]?.since ?? 0)
  return steps.map((id) => ({ kind: 'setup', id, title: '', sub: '', at, urgency: 0 }))
}

const linkItem = (one: { handle: string; name: string; at: number | null }): Waiting => ({
  kind: 'link',
  id: one.handle,
  title: `${one.name} đề nghị ghi nhận là cấp dưới trực thuộc`,
  sub: 'Chờ xác nhận',
  at: iso(one.at ?? 0),
  urgency: 0,
})

const awaited = (
  sent: typeof consignment.$inferSelect,
  counts: { id: string; status: string; n: number }[],
) => ({
  documentId: sent.documentId,
  notation: sent.notation,
  typeName: sent.typeName,
  subject: sent.subject,
  issuedAt: iso(sent.at),
  ...summarise(counts.filter((count) => count.id === sent.id)),
})
