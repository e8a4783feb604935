import { and, eq, sql } from 'drizzle-orm'
import { asksMadeFor } from '../asks/opinions.ts'
import { commit, expectTrue, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { document } from '../documents/tables.ts'
import { roundActs } from './acts.ts'
import { saidOutside } from './outside.ts'
import { managesRound } from './reach.ts'
import type { UptakeInput } from './schema.ts'
import { event, eventPerson, remark } from './tables.ts'

type Round = typeof event.$inferSelect

/**
 * Says of remarks what became of them: taken up, explained, noted; and in which version of the draft. It may be said
 * anew until the draft is issued.
 * @throws NotFound when the round or a remark is not there; Invalid when one is explained without a word; Conflict when
 *   an opinion was given anew meanwhile
 */
export async function takeUp(
  ctx: Context,
  id: string,
  { items }: UptakeInput,
): Promise<{ id: string; taken: number }> {
  const [{ me, rounds, parties, kept }, outside] = await Promise.all([
    look(ctx, statementsOf(ctx, id)),
    asksMadeFor(ctx, id),
  ])
  const found = rounds[0]
  if (found === undefined) throw new NotFound()
  if (found.state !== 'draft')
    throw new Conflict('Văn bản đã phát hành: bảng tổng hợp ý kiến được giữ nguyên.')
  const all = parties.flatMap((party) => {
    const own = kept.filter((one) => one.personNo === party.no)
    return party.kind === 'committee' ? (saidOutside(party, outside, own)?.remarks ?? own) : own
  })
  const problems: FieldProblem[] = []
  const taken = items.map(({ person, filing, no, uptake, reply }, i) => {
    const one = all.find((row) => row.personNo === person && row.filing === filing && row.no === no)
    if (one === undefined) throw new NotFound()
    if (uptake === 'explained' && reply === '')
      problems.push({
        field: `items.${i}.reply`,
        message: 'Ghi nội dung giải trình để nơi góp ý biết lý do.',
      })
    return { ...one, uptake, reply, takenIn: found.versions, takenAt: ctx.clock(), takenBy: me.name }
  })
  if (problems.length > 0) throw new Invalid(problems)
  const act = roundActs.takeUp(
    { id: found.round.documentId, name: found.round.title },
    { after: { remarks: taken.length } },
  )
  return commit(ctx, me, act, writing(ctx, found.round, taken), { id, taken: taken.length })
}

const statementsOf = (ctx: Context, id: string) => ({
  rounds: ctx.tenant
    .select({
      round: event,
      state: document.state,
      versions: sql<number>`(select max(v.no) from document_version v where v.documentId = ${document.id})`,
    })
    .from(event)
    .innerJoin(document, eq(document.id, event.documentId))
    .where(and(eq(event.id, id), managesRound(ctx))),
  parties: ctx.tenant.select().from(eventPerson).where(eq(eventPerson.eventId, id)),
  kept: ctx.tenant.select().from(remark).where(eq(remark.eventId, id)),
})

/** The remarks as they are now; they undo their batch when an opinion was given anew since they were read. */
const writing = (
  ctx: Context,
  { id, version }: Round,
  taken: (typeof remark.$inferInsert)[],
): Statement[] => [
  expectTrue(ctx.tenant, sql`exists (select 1 from event where id = ${id} and version = ${version})`),
  ctx.tenant
    .insert(remark)
    .values(taken)
    .onConflictDoUpdate({
      target: [remark.eventId, remark.personNo, remark.filing, remark.no],
      set: {
        uptake: sql`excluded.uptake`,
        reply: sql`excluded.reply`,
        takenIn: sql`excluded.takenIn`,
        takenAt: sql`excluded.takenAt`,
        takenBy: sql`excluded.takenBy`,
      },
    }),
]
