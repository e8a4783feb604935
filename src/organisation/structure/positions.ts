import { and, eq, isNull, sql } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { member } from '../../core/tables.ts'
import { titleSortKey } from '../../core/text.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { positionActs } from '../acts.ts'
import { position } from '../tables.ts'
import type { PositionAnswer, PositionEdit, PositionInput } from './schema.ts'

type Position = typeof position.$inferSelect

/** A position as the API tells it. */
export const showPosition = ({ id, name, rank, closedAt, version }: Position): PositionAnswer => ({
  id,
  name,
  rank,
  closed: closedAt !== null,
  version,
})

/**
 * Adds a position. Its rank is where those who hold it stand in lists.
 * @throws Invalid when an open position has this name
 */
export async function createPosition(ctx: Context, input: PositionInput): Promise<PositionAnswer> {
  const { me, positions } = await look(ctx, {
    positions: ctx.tenant.select().from(position),
  })
  const row: Position = { id: newId(), name: input.name, rank: input.rank, closedAt: null, version: 1 }
  refuseTwin(positions, row)
  const act = positionActs.create(row, { after: told(row) })
  return commit(ctx, me, act, [ctx.tenant.insert(position).values(row)], showPosition(row))
}

/**
 * Renames, ranks, closes or reopens a position. Members who stand at its rank move with it; those who were
 * given a rank of their own keep it.
 * @param version the versions the edit may have been made on; without them, the newest
 * @throws Stale when it was edited since; Conflict when it is closed while somebody holds it
 */
export async function editPosition(
  ctx: Context,
  id: string,
  version: Versions | undefined,
  edit: PositionEdit,
): Promise<PositionAnswer> {
  const { me, positions, holders } = await look(ctx, {
    positions: ctx.tenant.select().from(position),
    holders: ctx.tenant
      .select({ name: member.name })
      .from(member)
      .where(and(eq(member.positionId, id), isNull(member.leftAt)))
      .limit(3),
  })
  const before = positions.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (!isOn(version, before.version)) throw new Stale()
  const closed = edit.closed ?? before.closedAt !== null
  const after: Position = {
    id,
    name: edit.name ?? before.name,
    rank: edit.rank ?? before.rank,
    closedAt: closed ? (before.closedAt ?? ctx.clock()) : null,
    version: before.version + 1,
  }
  const closing = closed && before.closedAt === null
  if (!closed) refuseTwin(positions, after)
  if (closing && holders.length > 0) {
    const names = holders.map((one) => one.name).join(', ')
    throw new Conflict(
      `${before.name} đang do ${names} đảm nhiệm. Đề nghị đổi chức vụ của các đồng chí trước.`,
    )
  }
  const act = positionActs[closing ? 'close' : 'update'](after, { before: told(before), after: told(after) })
  const statements = [
    ctx.tenant
      .update(position)
      .set(after)
      .where(and(eq(position.id, id), eq(position.version, before.version))),
    expectOne(ctx.tenant),
    ctx.tenant
      .update(member)
      .set({ rank: after.rank, version: sql`${member.version} + 1` })
      .where(and(eq(member.positionId, id), eq(member.rank, before.rank))),
    ...(closing ? [expectUnheld(ctx, id)] : []),
  ]
  return commit(ctx, me, act, statements, showPosition(after), takenMeanwhile)
}

/** Closes a position: nobody can be given it any more, and it stays for old papers. */
export const closePosition = (
  ctx: Context,
  id: string,
  version: Versions | undefined,
): Promise<PositionAnswer> => editPosition(ctx, id, version, { closed: true })

const expectUnheld = (ctx: Context, id: string) =>
  expectTrue(
    ctx.tenant,
    sql`not exists (select 1 from ${member} where ${member.positionId} = ${id} and ${member.leftAt} is null)`,
  )

function refuseTwin(positions: Position[], row: Position): void {
  const twin = positions.find(
    (one) => one.id !== row.id && one.closedAt === null && titleSortKey(one.name) === titleSortKey(row.name),
  )
  if (twin !== undefined) {
    throw new Invalid([{ field: 'name', message: `Đã có chức vụ ${twin.name}. Đề nghị đặt tên khác.` }])
  }
}

const told = ({ name, rank, closedAt }: Position) => ({ name, rank, closed: closedAt !== null })
