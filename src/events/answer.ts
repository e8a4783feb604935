import { and, eq, sql } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, showDay } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { roundActs } from './acts.ts'
import { answersFor } from './reach.ts'
import type { OpinionInput } from './schema.ts'
import { event, eventPerson, remark } from './tables.ts'

type Round = typeof event.$inferSelect
type Party = typeof eventPerson.$inferSelect

/**
 * Says what one who was asked thinks of a draft: for oneself, or for the unit one heads. Until the round is over it may
 * be said anew, as long as nothing of it was taken up.
 * @throws NotFound when the member was not asked; Conflict when the round is over or remarks were taken up; Invalid when
 *   somebody does not agree and says not why
 */
export async function giveOpinion(
  ctx: Context,
  id: string,
  input: OpinionInput,
): Promise<{ id: string; remarks: number }> {
  const { me, rows } = await look(ctx, { rows: mine(ctx.tenant, { id, person: ctx.person.id }) })
  const found =
    input.no === undefined
      ? (rows.find(({ party }) => party.answeredAt === null) ?? rows[0])
      : rows.find(({ party }) => party.no === input.no)
  if (found === undefined) throw new NotFound()
  const { round, party, taken } = found
  if (round.state === 'concluded') throw over(round)
  if (taken > 0) throw new Conflict(TAKEN)
  if (input.stand !== 'agree' && input.remarks.length === 0)
    throw new Invalid([{ field: 'remarks', message: 'Ghi ít nhất một ý kiến, hoặc chọn "Nhất trí".' }])
  const act = roundActs.answer(
    { id: round.documentId, name: round.title },
    { after: { of: party.name, stand: input.stand, remarks: input.remarks.length } },
  )
  const answer = { id, remarks: input.remarks.length }
  return commit(ctx, me, act, writing(ctx, me, party, input), answer, async () => {
    const [now] = await ctx.tenant.select().from(event).where(eq(event.id, id))
    return now?.state === 'concluded' ? over(now) : new Conflict(TAKEN)
  })
}

/** The opinion in the place of an earlier one; it undoes its batch when the round is over or remarks were taken up. */
const writing = (
  ctx: Context,
  me: { name: string },
  { eventId, no }: Party,
  { stand, remarks }: OpinionInput,
): Statement[] => [
  expectTrue(
    ctx.tenant,
    sql`exists (select 1 from event where id = ${eventId} and state = 'collecting')
      and not exists (select 1 from remark where eventId = ${eventId} and personNo = ${no} and uptake is not null)`,
  ),
  ctx.tenant
    .update(event)
    .set({ version: sql`${event.version} + 1` })
    .where(eq(event.id, eventId)),
  expectOne(ctx.tenant),
  ctx.tenant.delete(remark).where(and(eq(remark.eventId, eventId), eq(remark.personNo, no))),
  ctx.tenant
    .update(eventPerson)
    .set({ stand, byName: me.name, answeredAt: ctx.clock() })
    .where(and(eq(eventPerson.eventId, eventId), eq(eventPerson.no, no))),
  ...(remarks.length === 0
    ? []
    : [
        ctx.tenant
          .insert(remark)
          .values(remarks.map((one, i) => ({ ...one, eventId, personNo: no, no: i + 1 }))),
      ]),
]

const TAKEN =
  'Ý kiến đã gửi đang được tiếp thu, giải trình nên không thay được nữa. Đề nghị trao đổi với người soạn.'

const over = ({ concludedAt, concludedBy }: Round): Error =>
  new Conflict(
    `Đồng chí ${concludedBy ?? ''} đã kết thúc lấy ý kiến ngày ${showDay(dayAt(concludedAt ?? 0))}, không nhận thêm ý kiến. Nếu vẫn cần góp ý, đề nghị trao đổi trực tiếp.`,
  )

/** Those of a round for whom the member answers. */
const mine = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select({
      round: event,
      party: eventPerson,
      taken: sql<number>`(select count(*) from remark r where r.eventId = ${event.id}
        and r.personNo = ${eventPerson.no} and r.uptake is not null)`,
    })
    .from(event)
    .innerJoin(eventPerson, eq(eventPerson.eventId, event.id))
    .where(and(eq(event.id, id), answersFor({ person: { id: person } }))),
)
