import { and, eq, sql } from 'drizzle-orm'
import { revoke } from '../asks/crossings.ts'
import { asksMadeFor } from '../asks/opinions.ts'
import type { MadeFor } from '../asks/opinions.ts'
import { ended } from '../asks/steps.ts'
import { asked } from '../asks/tables.ts'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { wakeHere } from '../core/wake.ts'
import { agreed } from '../documents/joint/agreement.ts'
import { document } from '../documents/tables.ts'
import { roundActs } from './acts.ts'
import { saidOutside } from './outside.ts'
import { managesRound } from './reach.ts'
import { event, eventPerson, remark } from './tables.ts'

type Concluded = { id: string; answered: number; silent: number }
type Round = typeof event.$inferSelect
type Party = typeof eventPerson.$inferSelect
type Remark = typeof remark.$inferSelect

const OVER = 'Đợt lấy ý kiến này đã kết thúc.'

/**
 * Ends a round: nothing more is taken in, what committees outside filed is kept here as it is, what they did not is
 * taken back from their desks.
 * @throws NotFound when it is out of reach; Conflict when it is over, or an ask has not reached its place yet
 */
export async function concludeRound(ctx: Context, id: string): Promise<Concluded> {
  const { me, rounds, parties, kept, mine } = await look(ctx, {
    rounds: ctx.tenant
      .select({ round: event })
      .from(event)
      .innerJoin(document, eq(document.id, event.documentId))
      .where(and(eq(event.id, id), managesRound(ctx))),
    parties: ctx.tenant.select().from(eventPerson).where(eq(eventPerson.eventId, id)),
    kept: ctx.tenant.select().from(remark).where(eq(remark.eventId, id)),
    mine: ctx.tenant
      .select()
      .from(asked)
      .where(sql`${asked.sendingId} = (select sendingId from event where id = ${id})`),
  })
  const round = rounds[0]?.round
  if (round === undefined) throw new NotFound()
  if (round.state === 'concluded') throw new Conflict(OVER)
  if (round.sendingId === null) {
    const made = concluding(ctx, me, round, parties, kept, [])
    return commit(ctx, me, made.act, made.statements, made.answer, lost)
  }
  // Who agreed to what the draft is no more is told so at once.
  await wakeHere(ctx, ctx.clock())
  return cross(
    ctx,
    revoke,
    (announced, { there }) => {
      if (there.length < mine.length)
        throw new Conflict('Đề nghị góp ý vừa gửi chưa tới nơi nhận. Đề nghị thử kết thúc lại sau ít phút.')
      const end = ended(ctx, me, mine, there, 'Đã kết thúc lấy ý kiến')
      const made = concluding(ctx, me, round, parties, kept, there)
      const statements = [
        ...(end?.rows ?? []),
        ...made.statements,
        ...(end === undefined ? [] : [announced.row(end.effect)]),
      ]
      return commit(ctx, me, made.act, statements, made.answer, lost)
    },
    { there: asksMadeFor(ctx, id) },
  )
}

const lost = (): Promise<Error> =>
  Promise.resolve(
    new Conflict('Đợt lấy ý kiến vừa thay đổi: có ý kiến mới, hoặc đã kết thúc. Đề nghị tải lại.'),
  )

function concluding(ctx: Context, me: Me, round: Round, parties: Party[], kept: Remark[], there: MadeFor[]) {
  const at = ctx.clock()
  const said = parties
    .filter(({ kind }) => kind === 'committee')
    .flatMap((party) => {
      const own = kept.filter((one) => one.personNo === party.no)
      const found = saidOutside(party, there, own)
      return found === undefined ? [] : [{ party, ...found }]
    })
  const fresh = said.flatMap((one) => one.fresh)
  const answered = parties.filter((one) => one.answeredAt !== null).length + said.length
  const answer = { id: round.id, answered, silent: parties.length - answered }
  const statements: Statement[] = [
    ctx.tenant
      .update(event)
      .set({ state: 'concluded', concludedAt: at, concludedBy: me.name, version: round.version + 1 })
      .where(and(eq(event.id, round.id), eq(event.state, 'collecting'), eq(event.version, round.version))),
    expectOne(ctx.tenant),
    ...said.map(({ party, stand, at: filedAt }) =>
      ctx.tenant
        .update(eventPerson)
        .set({
          stand,
          answeredAt: filedAt,
          byName: there.find(({ ask }) => ask.id === party.askId)?.ask.byName ?? null,
        })
        .where(and(eq(eventPerson.eventId, round.id), eq(eventPerson.no, party.no))),
    ),
    ...agreed(
      ctx,
      round.documentId,
      round.versionNo,
      said.map(({ party, stand, at: filedAt }) => ({
        committeeId: party.subjectId,
        at: filedAt,
        byName: there.find(({ ask }) => ask.id === party.askId)?.ask.byName ?? null,
        agrees: stand === 'agree',
      })),
    ),
    ...(fresh.length === 0 ? [] : [ctx.tenant.insert(remark).values(fresh).onConflictDoNothing()]),
  ]
  const act = roundActs.conclude(
    { id: round.documentId, name: round.title },
    { after: { answered, silent: answer.silent } },
  )
  return { act, statements, answer }
}
