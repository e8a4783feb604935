import { and, eq, isNull, sql } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { member } from '../core/tables.ts'
import { titleSortKey } from '../core/text.ts'
import { wouldCycle } from './rules.ts'
import type { UnitAnswer, UnitEdit, UnitInput } from './schema.ts'
import { unit } from './tables.ts'

export type Unit = typeof unit.$inferSelect

/** A unit as the API tells it. */
export const showUnit = ({ id, parentId, name, rank, closedAt, version }: Unit): UnitAnswer => ({
  id,
  ...(parentId === null ? {} : { parentId }),
  name,
  rank,
  closed: closedAt !== null,
  version,
})

/**
 * Opens a unit inside the committee.
 * @throws Invalid when the parent is unknown or closed, or the name is taken beside it
 */
export async function createUnit(ctx: Context, input: UnitInput): Promise<UnitAnswer> {
  const { me, units } = await look(ctx, 'organisation.manage', { units: ctx.tenant.select().from(unit) })
  const row: Unit = {
    id: newId(),
    parentId: input.parentId ?? null,
    name: input.name,
    rank: input.rank,
    closedAt: null,
    version: 1,
  }
  refuseBadPlace(units, row)
  const act = {
    action: 'unit.create',
    subject: { kind: 'unit', id: row.id, name: row.name },
    after: told(row, units),
  }
  const statements = [ctx.tenant.insert(unit).values(row), expectParentOpen(ctx, row)]
  return commit(ctx, me, act, statements, showUnit(row), takenMeanwhile)
}

/**
 * Renames, moves, ranks, closes or reopens a unit. A closed unit stays for the papers that name it.
 * @param version the version the edit was made on; without it, the newest
 * @throws Stale when it was edited since; Invalid when it would come under itself; Conflict when it is closed
 *   while people or open units are in it
 */
export async function editUnit(
  ctx: Context,
  id: string,
  version: number | undefined,
  edit: UnitEdit,
): Promise<UnitAnswer> {
  const { me, units, people } = await look(ctx, 'organisation.manage', {
    units: ctx.tenant.select().from(unit),
    people: peopleIn(ctx, id),
  })
  const before = units.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (version !== undefined && before.version !== version) throw new Stale()
  const after = changed(ctx, before, edit)
  if (after.closedAt === null) refuseBadPlace(units, after)
  else if (before.closedAt === null) refuseClosing(units, before, people)
  const act = {
    action: actionOf(before, after),
    subject: { kind: 'unit', id, name: after.name },
    before: told(before, units),
    after: told(after, units),
  }
  const { name, parentId, rank, closedAt } = after
  const update = ctx.tenant
    .update(unit)
    .set({ name, parentId, rank, closedAt, version: before.version + 1 })
    .where(and(eq(unit.id, id), eq(unit.version, before.version)))
  const guards =
    after.closedAt === null
      ? [expectParentOpen(ctx, after), expectNoCycle(ctx, after)]
      : [expectEmpty(ctx, id)]
  return commit(ctx, me, act, [update, expectOne(ctx.tenant), ...guards], showUnit(after), takenMeanwhile)
}

/** Closes a unit: it takes no more people or papers and stays for the old ones. */
export const closeUnit = (ctx: Context, id: string, version?: number): Promise<UnitAnswer> =>
  editUnit(ctx, id, version, { closed: true })

function changed(ctx: Context, before: Unit, edit: UnitEdit): Unit {
  const closed = edit.closed ?? before.closedAt !== null
  return {
    id: before.id,
    name: edit.name ?? before.name,
    parentId: edit.parentId === undefined ? before.parentId : edit.parentId,
    rank: edit.rank ?? before.rank,
    closedAt: closed ? (before.closedAt ?? ctx.clock()) : null,
    version: before.version + 1,
  }
}

function actionOf(before: Unit, after: Unit): string {
  if (before.closedAt === null && after.closedAt !== null) return 'unit.close'
  if (before.closedAt !== null && after.closedAt === null) return 'unit.reopen'
  return 'unit.update'
}

function refuseBadPlace(units: Unit[], row: Unit): void {
  const parent = units.find((one) => one.id === row.parentId)
  if (row.parentId !== null && parent === undefined) {
    throw new Invalid([{ field: 'parentId', message: 'Đơn vị cấp trên này không có.' }])
  }
  if (parent !== undefined && parent.closedAt !== null) {
    throw new Invalid([
      { field: 'parentId', message: `${parent.name} đã ngừng hoạt động; chọn đơn vị cấp trên khác.` },
    ])
  }
  if (wouldCycle(units, row.id, row.parentId)) {
    throw new Invalid([
      {
        field: 'parentId',
        message: `${parent?.name ?? ''} nằm trong ${row.name}, không thể là cấp trên của ${row.name}.`,
      },
    ])
  }
  const twin = units.find(
    (one) =>
      one.id !== row.id &&
      one.closedAt === null &&
      one.parentId === row.parentId &&
      titleSortKey(one.name) === titleSortKey(row.name),
  )
  if (twin !== undefined) {
    throw new Invalid([
      { field: 'name', message: `Đã có ${twin.name} trong cùng đơn vị cấp trên. Đề nghị đặt tên khác.` },
    ])
  }
}

function refuseClosing(units: Unit[], row: Unit, people: { name: string }[]): void {
  const below = units.filter((one) => one.parentId === row.id && one.closedAt === null)
  if (below.length > 0) {
    throw new Conflict(
      `${row.name} còn đơn vị bên trong: ${below.map((one) => one.name).join(', ')}. Đề nghị chuyển hoặc ngừng các đơn vị này trước.`,
    )
  }
  if (people.length > 0) {
    const names = people.slice(0, 3).map((one) => one.name)
    const more = people.length > names.length ? ' và người khác' : ''
    throw new Conflict(
      `Trong ${row.name} còn ${names.join(', ')}${more}. Đề nghị chuyển các đồng chí sang đơn vị khác trước.`,
    )
  }
}

const peopleIn = (ctx: Context, id: string) =>
  ctx.tenant
    .select({ name: member.name })
    .from(member)
    .where(and(eq(member.unitId, id), isNull(member.leftAt)))
    .limit(4)

const expectParentOpen = (ctx: Context, row: Unit): Statement =>
  expectTrue(
    ctx.tenant,
    sql`${row.parentId} is null or exists (select 1 from ${unit} where ${unit.id} = ${row.parentId} and ${unit.closedAt} is null)`,
  )

/** Two moves at once may each be right and together put two units under each other. */
const expectNoCycle = (ctx: Context, row: Unit): Statement =>
  expectTrue(
    ctx.tenant,
    sql`not exists (
      with recursive above(id) as (
        select parentId from unit where id = ${row.id}
        union select unit.parentId from unit join above on unit.id = above.id
      ) select 1 from above where id = ${row.id})`,
  )

const expectEmpty = (ctx: Context, id: string): Statement =>
  expectTrue(
    ctx.tenant,
    sql`not exists (select 1 from ${unit} where ${unit.parentId} = ${id} and ${unit.closedAt} is null)
      and not exists (select 1 from ${member} where ${member.unitId} = ${id} and ${member.leftAt} is null)`,
  )

/** A unit in words for the audit: names as they were then, not ids. */
const told = (row: Unit, units: Unit[]) => ({
  name: row.name,
  parent: units.find((one) => one.id === row.parentId)?.name ?? null,
  rank: row.rank,
  closed: row.closedAt !== null,
})
