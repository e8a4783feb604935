import { and, eq, ne, sql } from 'drizzle-orm'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { paged } from '../core/paging.ts'
import { query } from '../core/query.ts'
import { wakeHere } from '../core/wake.ts'
import { move } from '../processes/migration.ts'
import type { Move } from '../processes/migration.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import type { Template } from '../processes/template.ts'
import { procedureVersion } from '../procedures/tables.ts'
import { caseActs } from './acts.ts'
import { boardAfter, boardOrder, boardPlace, onBoard } from './board.ts'
import type { After } from './board.ts'
import { around, envelopeOf, findReached, inForce, keptOf, templateOf } from './load.ts'
import type { Around } from './load.ts'
import { cases } from './permissions.ts'
import { reached, reaching } from './reach.ts'
import type { Reaching } from './reach.ts'
import { refusal, whoWasFirst } from './refusals.ts'
import type { MoveInput, MoveList, MovedAnswer, MovesQuery } from './schema.ts'
import { storingAll } from './calls.ts'
import type { Running } from './store.ts'
import { processCase, TAKEN } from './tables.ts'

type Target = { versionId: string; number: number; template: Template }

/** @throws Conflict where there is no version to move to */
function expectTarget(found: Awaited<ReturnType<typeof inForce>>[number] | undefined): Target {
  if (found === undefined) throw new NotFound()
  const { versionId, content, number, hash, closedOn } = found
  if (closedOn !== null || versionId === null || content === null || number === null)
    throw new Conflict('Quy trình không có lần ban hành nào đang hiệu lực để chuyển sang.')
  return { versionId, number, template: templateOf(hash, content) }
}

const moving = (
  kept: Running,
  people: Around,
  { versionId }: Target,
  by: { commandId: string; at: number; by: string },
  { seq, reason }: MoveInput,
): Move => ({ ...envelopeOf(kept, people, by), template: versionId, seq, reason })

type Row = Parameters<typeof keptOf>[0]

/** What would become of a case, decided as moving it decides. */
function preview(ctx: Context, by: string, one: Row, people: Around, target: Target) {
  const kept = keptOf(one, people.own)
  const command = { commandId: 'xem-truoc', at: ctx.clock(), by }
  const asked = moving(kept, people, target, command, { seq: kept.state.seq, reason: '-' })
  const decision = move(target.template, kept.state, asked)
  const open = kept.state.open.filter(({ kind }) => kind !== 'parallel' && kind !== 'each')
  return {
    id: kept.id,
    title: kept.title,
    seq: kept.state.seq,
    number: one.number,
    versionId: one.row.versionId,
    now: open.map(({ step }) => nodeOf(planOf(kept.template), step).step.name),
    ...('rejected' in decision ? { moves: false, why: decision.message } : { moves: true }),
  }
}

const runningOf = query<Reaching & Partial<After> & { procedure: string; limit: number }>()(
  (db, { procedure: id, person, day, limit, ...after }) =>
    db
      .select({
        row: processCase,
        ownerId: sql<string>`''`,
        procedureName: sql<string>`''`,
        number: procedureVersion.number,
        hash: procedureVersion.hash,
        content: procedureVersion.content,
      })
      .from(processCase)
      .innerJoin(procedureVersion, eq(procedureVersion.id, processCase.versionId))
      .where(
        and(
          eq(processCase.procedureId, id),
          eq(processCase.status, 'running'),
          ne(processCase.state, sql.raw(`'${TAKEN}'`)),
          onBoard(after),
          reached({ person: { id: person } }, day, cases.manage),
        ),
      )
      .orderBy(...boardOrder)
      .limit(limit),
)

/**
 * The running cases of a process that are on an older version than the one in force, each with what would become of it
 * there: it moves, or it stays and why. It is decided as moving itself decides.
 */
export async function listMoves(ctx: Context, asked: MovesQuery): Promise<MoveList> {
  const { me, rows, targets, ...people } = await look(ctx, {
    rows: runningOf(ctx.tenant, {
      ...reaching(ctx),
      procedure: asked.procedure,
      limit: asked.limit + 1,
      ...boardAfter(asked.cursor),
    }),
    targets: inForce(ctx, { procedure: asked.procedure }),
    ...around(ctx.tenant, { procedure: asked.procedure }),
  })
  const target = expectTarget(targets[0])
  const page = paged(
    rows,
    asked.limit,
    ({ row }) => boardPlace(row),
    (one) => preview(ctx, me.id, one, people, target),
  )
  const items = page.items.flatMap(({ versionId, ...one }) => (versionId === target.versionId ? [] : [one]))
  return { ...page, items, target: { id: target.versionId, number: target.number } }
}

/**
 * Moves a running case to the version in force, if it can go on there from where it is; its deadlines keep running.
 * @throws Conflict when it is there already, cannot move (with every reason), or somebody changed it since `seq`
 */
export async function moveCase(ctx: Context, id: string, input: MoveInput): Promise<MovedAnswer> {
  const { me, found, targets, ...people } = await look(ctx, {
    found: findReached(ctx, id),
    targets: inForce(ctx, { caseId: id }),
    ...around(ctx.tenant, { caseId: id }),
  })
  const one = found[0]
  if (one === undefined) throw new NotFound()
  const [kept, target] = [keptOf(one, people.own), expectTarget(targets[0])]
  if (one.row.versionId === target.versionId)
    throw new Conflict('Hồ sơ đang theo lần ban hành đang hiệu lực.')
  const commandId = `${me.id}/${ctx.once?.key ?? newId()}`
  const by = { commandId, at: ctx.clock(), by: me.id }
  const decision = move(target.template, kept.state, moving(kept, people, target, by, input))
  if ('rejected' in decision) throw await refusal(ctx, id, undefined, decision)
  const name = { commandId, name: me.name }
  const { statements, state, wakeAt } = await storingAll(ctx.tenant, kept, decision.events, name, {
    to: target,
  })
  if (wakeAt !== null) await wakeHere(ctx, wakeAt)
  const act = caseActs.move(
    { id, name: kept.title },
    {
      before: { version: `lần ${one.number}` },
      after: { version: `lần ${target.number}`, reason: input.reason },
    },
  )
  const answer = { id, status: state.status, seq: state.seq }
  return commit(ctx, me, act, statements, answer, () => whoWasFirst(ctx, id, undefined))
}
