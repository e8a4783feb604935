import { and, eq, isNull, sql } from 'drizzle-orm'
import { can } from '../../core/access.ts'
import type { Role } from '../../core/access.ts'
import { commit, expectOne, expectTrue, look } from '../../core/batch.ts'
import type { Me, Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { query } from '../../core/query.ts'
import { member, memberRole } from '../../core/tables.ts'
import { documentActs } from '../acts.ts'
import { unfindable } from '../found.ts'
import { coIssuersOf, wakeForCoIssuers } from '../joint/agreement.ts'
import { draftFindable } from '../outgoing/parts.ts'
import { handsDraft } from '../outgoing/reachable.ts'
import { drafts } from '../permissions.ts'
import { document } from '../tables.ts'
import type { HandAnswer, HandInput } from './schema.ts'
import { MOVES, STAGES } from './stages.ts'
import type { Move } from './stages.ts'
import { documentMove } from './tables.ts'
import { keepVersion } from './versions.ts'

type Row = typeof document.$inferSelect
type To = { id: string; name: string } | null

/**
 * Hands a draft on along the table of moves: to a person, on that person's desk, with a deadline where one is set. It
 * leaves a line of who, to whom, when and why, and the version as it was handed on.
 * @throws NotFound when it is out of reach; Conflict when it is with somebody else, or no such way leads on from where
 *   it stands; Invalid for a person who left or works on no drafts, a day gone by, a missing word why; Stale when it was
 *   edited since
 */
export async function handOver(ctx: Context, id: string, input: HandInput): Promise<HandAnswer> {
  const { me, rows, people, others } = await look(ctx, {
    rows: reachable(ctx.tenant, { id, person: ctx.person.id }),
    people: receiver(ctx.tenant, { id, toId: input.toId ?? '' }),
    others: coIssuersOf(ctx.tenant, { id }),
  })
  const found = rows[0]
  if (found === undefined || found.state === 'discarded') throw new NotFound()
  const move = allowed(me, found, input)
  if (found.version !== input.version) throw new Stale()
  const to = whom(ctx, found, move, input, people)
  const stage = move.to ?? found.stage
  await wakeForCoIssuers(ctx, others.length > 0)
  const at = ctx.clock()
  const version = found.version + 1
  const row = {
    documentId: id,
    at,
    byId: me.id,
    byName: me.name,
    act: move.act,
    from: found.stage,
    to: stage,
    toId: to?.id ?? null,
    toName: to?.name ?? null,
    dueOn: input.dueOn ?? null,
    note: input.note ?? null,
  }
  const statements = [
    ...(to === null ? [] : [stillHere(ctx, to.id)]),
    ctx.tenant
      .update(document)
      .set({
        stage,
        holderId: to?.id ?? null,
        holderName: to?.name ?? null,
        holdDueOn: input.dueOn ?? null,
        handedAt: at,
        updatedAt: at,
        version,
      })
      .where(and(eq(document.id, id), eq(document.state, 'draft'), eq(document.version, found.version))),
    expectOne(ctx.tenant),
    ctx.tenant.insert(documentMove).values({ ...row, no: nextNo(id) }),
    ...keepVersion(ctx, id, me),
    unfindable(ctx.tenant, found),
    draftFindable(ctx, id, found),
  ]
  const act = documentActs.hand(
    { id, name: found.subject || 'Dự thảo' },
    {
      before: { step: STAGES[found.stage], to: found.holderName },
      after: { step: STAGES[stage], to: to?.name ?? 'Văn thư', dueOn: row.dueOn, note: row.note },
    },
  )
  const answer = { id, version, stage, stageName: STAGES[stage], ...given({ holder: to }) }
  return commit(ctx, me, act, statements, answer, () => Promise.resolve(new Stale()))
}

const reachable = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select()
    .from(document)
    .where(and(eq(document.id, id), handsDraft({ person: { id: person } }))),
)

/** The person named and the author of the draft, as far as they are still here, with their roles. */
const receiver = query<{ id: string; toId: string }>()((db, { id, toId }) =>
  db
    .select({
      id: member.id,
      name: member.name,
      roles: sql<string>`(select json_group_array(${memberRole.role}) from ${memberRole} where ${memberRole.memberId} = ${member.id})`,
    })
    .from(member)
    .where(
      and(
        isNull(member.leftAt),
        sql`${member.id} in (${toId}, (select authorId from document where id = ${id}))`,
      ),
    ),
)

/** The move asked for, if the table has it from here for this person and the draft is theirs to move. */
function allowed(me: Me, found: Row, { act }: HandInput): Move {
  if (found.state !== 'draft')
    throw new Conflict(`Văn bản ${found.notation ?? ''} đã phát hành, không còn là dự thảo.`)
  if (!holds(me, found))
    throw new Conflict(
      `Dự thảo đang ở bàn của đồng chí ${found.holderName ?? ''}, bước "${STAGES[found.stage]}".`,
    )
  const move = MOVES.find((one) => one.act === act && one.from.includes(found.stage))
  if (move === undefined)
    throw new Conflict(`Dự thảo ở bước "${STAGES[found.stage]}" không chuyển như vậy được.`)
  if (!move.may.some((role) => me.roles.includes(role)))
    throw new Conflict(`Vai trò của đồng chí không làm bước "${move.name}".`)
  return move
}

/** Whose turn it is: the holder; anybody in reach where nobody holds it; the clerk and the office chief always. */
export const holds = (me: Pick<Me, 'id' | 'roles'>, { holderId }: { holderId: string | null }): boolean =>
  holderId === null || holderId === me.id || ALWAYS.some((role) => me.roles.includes(role))
export const ALWAYS: readonly Role[] = ['clerk', 'office_chief']

type Receiver = { id: string; name: string; roles: string }

function whom(ctx: Context, found: Row, move: Move, input: HandInput, people: Receiver[]): To {
  const problems: FieldProblem[] = []
  if (move.note === true && (input.note ?? '') === '')
    problems.push({ field: 'note', message: 'Ghi rõ nội dung cần sửa để người soạn biết.' })
  if (input.dueOn !== undefined && input.dueOn < dayAt(ctx.clock()))
    problems.push({ field: 'dueOn', message: 'Thời hạn đã qua. Đề nghị chọn ngày khác.' })
  const named = input.toId ?? (move.goes === 'author' ? found.authorId : undefined)
  const to = people.find(({ id }) => id === named)
  if (named === undefined && move.goes === 'named')
    problems.push({ field: 'toId', message: 'Chọn người nhận dự thảo.' })
  else if (named !== undefined && to === undefined)
    problems.push({
      field: 'toId',
      message: 'Người nhận không có hoặc đã thôi công tác ở cơ quan. Đề nghị chọn người khác.',
    })
  else if (to !== undefined && !can(JSON.parse(to.roles) as Role[], drafts.hand))
    problems.push({
      field: 'toId',
      message: `Đồng chí ${to.name} chưa có vai trò xử lý dự thảo. Đề nghị chọn người khác hoặc giao vai trò.`,
    })
  else if (to !== undefined && to.id === found.holderId && (move.to ?? found.stage) === found.stage)
    problems.push({ field: 'toId', message: `Dự thảo đang ở bàn của đồng chí ${to.name}.` })
  if (problems.length > 0) throw new Invalid(problems)
  return to === undefined ? null : { id: to.id, name: to.name }
}

/** Guard: who is to get the draft has not left meanwhile. */
const stillHere = (ctx: Context, id: string): Statement =>
  expectTrue(
    ctx.tenant,
    sql`exists (select 1 from ${member} where ${member.id} = ${id} and ${member.leftAt} is null)`,
  )

const nextNo = (id: string) =>
  sql<number>`(select coalesce(max(m.no), 0) + 1 from document_move m where m.documentId = ${id})`
