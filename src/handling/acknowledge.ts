import { and, eq, getTableColumns, inArray, isNull, sql } from 'drizzle-orm'
import { expectTrue, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { commitWith } from '../core/follow.ts'
import { moveIncoming } from '../documents/incoming/move.ts'
import { INCOMING_STATES } from '../documents/incoming/states.ts'
import { handlingActs } from './acts.ts'
import { called, paperOf } from './load.ts'
import type { Paper } from './load.ts'
import type { Stepped } from './steps.ts'
import { isFor, keptBy } from './keeping.ts'
import { reader } from './tables.ts'
import { telling } from './telling.ts'

type Reader = typeof reader.$inferSelect & { kept: number }

/**
 * Takes note of a document that is for one's information, or that of one's unit, or, of who keeps what
 * lies on nobody's desk, that of somebody who left or of a unit without a head. A document that nobody leads is done
 * when the last has taken note, and its sender is told.
 * @throws NotFound when one was not named; Conflict when it was noted before
 */
export async function acknowledgePaper(ctx: Context, id: string): Promise<Stepped> {
  const { me, papers, readers } = await look(ctx, {
    papers: paperOf(ctx, id),
    readers: ctx.tenant
      .select({ ...getTableColumns(reader), kept: keptBy(ctx) })
      .from(reader)
      .where(eq(reader.incomingId, id)),
  })
  const paper = papers[0]
  const mine = readers.filter((one) => isFor(one, me))
  if (paper === undefined || mine.length === 0) throw new NotFound()
  const open = mine.filter((one) => one.ackAt === null)
  if (open.length === 0) throw new Conflict(`Đồng chí ${mine[0]?.ackBy} đã ghi là đã biết văn bản này.`)
  const state = afterwards(paper, readers, open)
  const act = handlingActs.acknowledge(called(paper), {
    after: { inform: open.map((one) => one.name).join('; ') },
  })
  const ids = open.map((one) => one.subjectId)
  const statements = [
    ctx.tenant
      .update(reader)
      .set({ ackAt: ctx.clock(), ackBy: me.name })
      .where(and(eq(reader.incomingId, id), inArray(reader.subjectId, ids), isNull(reader.ackAt))),
    expectTrue(ctx.tenant, sql`changes() = ${open.length}`),
    // Two who are the last at once must not each take the other for the last: the document's version lets one wait.
    ...(paper.leadTaskId === null ? moveIncoming(ctx, paper, state) : []),
  ]
  const answer = { id, state, stateName: INCOMING_STATES[state] }
  const crossing = state === paper.state ? undefined : telling(ctx, paper, state)
  return commitWith(ctx, me, act, statements, answer, { statements: [], crossing })
}

const afterwards = (paper: Paper, readers: Reader[], noted: Reader[]) =>
  paper.state === 'assigned' &&
  paper.leadTaskId === null &&
  readers.every((one) => one.ackAt !== null || noted.includes(one))
    ? 'done'
    : paper.state
