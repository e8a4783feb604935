import { and, eq, isNull, sql } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { NotFound, Stale } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { newId } from '../../core/ids.ts'
import { openWork } from '../../core/house.ts'
import { member } from '../../core/tables.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { unitActs } from '../acts.ts'
import { person, unit } from '../tables.ts'
import { UNIT_KINDS } from './schema.ts'
import type { UnitAnswer, UnitEdit, UnitInput } from './schema.ts'
import { expectEmpty, expectHeirOpen, expectNoCycle, expectParentOpen, onRoll } from './unit-guards.ts'
import { refuseBadDays, refuseBadHeir, refuseBadPlace, refuseClosing } from './unit-refusals.ts'

export type Unit = typeof unit.$inferSelect

/**
 * A unit as the API tells it.
 * @param units those of the committee, for the name of its heir
 */
export const showUnit = (row: Unit, units: readonly Unit[]): UnitAnswer => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  kindName: UNIT_KINDS[row.kind],
  rank: row.rank,
  ...given({ parentId: row.parentId, opensOn: row.opensOn, closesOn: row.closesOn }),
  ...given({ heir: row.heirId === null ? null : { id: row.heirId, name: nameOf(units, row.heirId) ?? '' } }),
  closed: row.closedAt !== null,
  version: row.version,
})

/**
 * Opens a unit inside the committee, today unless it was on another day.
 * @throws Invalid when the parent is unknown or closed, or the name is taken beside it
 */
export async function createUnit(ctx: Context, input: UnitInput): Promise<UnitAnswer> {
  const { me, units } = await look(ctx, { units: ctx.tenant.select().from(unit) })
  const row: Unit = {
    ...input,
    id: newId(),
    parentId: input.parentId ?? null,
    opensOn: input.opensOn ?? dayAt(ctx.clock()),
    closesOn: null,
    heirId: null,
    closedAt: null,
    version: 1,
  }
  refuseBadPlace(units, row)
  const act = unitActs.create(row, { after: told(row, units) })
  const statements = [ctx.tenant.insert(unit).values(row), expectParentOpen(ctx, row)]
  return commit(ctx, me, act, statements, showUnit(row, units))
}

/**
 * Renames, moves, ranks, closes or reopens a unit. A closed unit stays for the papers that name it; the persons of the
 * roll who are left in it go over to its heir.
 * @param version the versions the edit may have been made on; without them, the newest
 * @throws Stale when it was edited since; Invalid when it would come under itself, its days are in the wrong order or
 *   its heir does not stand; Conflict when it is closed while people or open units are in it
 */
export async function editUnit(
  ctx: Context,
  id: string,
  version: Versions | undefined,
  edit: UnitEdit,
): Promise<UnitAnswer> {
  const today = dayAt(ctx.clock())
  const { me, units, people, roll, open } = await look(ctx, {
    units: ctx.tenant.select().from(unit),
    people: peopleIn(ctx, id),
    roll: rollOf(ctx, id, today),
    open: ctx.tenant.all<{ n: number }>(sql`select ${openWork(ctx.house, 'unit', id)} as n`),
  })
  const before = units.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (!isOn(version, before.version)) throw new Stale()
  const after = changed(ctx, before, edit)
  refuseBadDays(edit, after, today)
  refuseBadHeir(units, edit, after)
  if (after.closedAt === null) refuseBadPlace(units, after)
  else if (before.closedAt === null)
    refuseClosing(units, before, after.heirId === null ? [...people, ...roll] : people, open[0]?.n ?? 0)
  const act = unitActs[verbOf(before, after)](after, {
    before: told(before, units),
    after: told(after, units),
  })
  return commit(ctx, me, act, changes(ctx, before, after, today), showUnit(after, units), takenMeanwhile)
}

/**
 * Closes a unit: it takes no more people or papers and stays for the old ones.
 * @param heirId the unit that takes over
 */
export const closeUnit = (
  ctx: Context,
  id: string,
  version: Versions | undefined,
  heirId: string | undefined,
): Promise<UnitAnswer> => editUnit(ctx, id, version, { closed: true, heirId })

function changed(ctx: Context, before: Unit, edit: UnitEdit): Unit {
  const closed = edit.closed ?? before.closedAt !== null
  return {
    id: before.id,
    name: edit.name ?? before.name,
    kind: edit.kind ?? before.kind,
    parentId: edit.parentId === undefined ? before.parentId : edit.parentId,
    rank: edit.rank ?? before.rank,
    opensOn: edit.opensOn ?? before.opensOn,
    closesOn: closed ? (edit.closesOn ?? before.closesOn ?? dayAt(ctx.clock())) : null,
    heirId: closed ? (edit.heirId === undefined ? before.heirId : edit.heirId) : null,
    closedAt: closed ? (before.closedAt ?? ctx.clock()) : null,
    version: before.version + 1,
  }
}

/** The statements of an edit, each guarded against what may have happened since it was looked at. */
const changes = (ctx: Context, before: Unit, after: Unit, today: string): Statement[] => [
  ctx.tenant
    .update(unit)
    .set(after)
    .where(and(eq(unit.id, before.id), eq(unit.version, before.version))),
  expectOne(ctx.tenant),
  ...(after.closedAt === null
    ? [expectParentOpen(ctx, after), expectNoCycle(ctx, after)]
    : [
        ...(after.heirId === before.heirId || after.heirId === null
          ? []
          : [expectHeirOpen(ctx, after.heirId), handOver(ctx, before.id, after.heirId, today)]),
        expectEmpty(ctx, before.id, today),
        expectTrue(ctx.tenant, sql`${openWork(ctx.house, 'unit', before.id)} = 0`),
      ]),
]

const handOver = ({ tenant }: Context, id: string, heirId: string, today: string): Statement =>
  tenant
    .update(person)
    .set({ unitId: heirId, version: sql`${person.version} + 1` })
    .where(onRoll(id, today))

function verbOf(before: Unit, after: Unit): 'update' | 'close' | 'reopen' {
  if (before.closedAt === null && after.closedAt !== null) return 'close'
  return before.closedAt !== null && after.closedAt === null ? 'reopen' : 'update'
}

const peopleIn = ({ tenant }: Context, id: string) =>
  tenant
    .select({ name: member.name })
    .from(member)
    .where(and(eq(member.unitId, id), isNull(member.leftAt)))
    .limit(4)

const rollOf = ({ tenant }: Context, id: string, today: string) =>
  tenant.select({ name: person.name }).from(person).where(onRoll(id, today)).limit(4)

const nameOf = (units: readonly Unit[], id: string | null): string | null =>
  units.find((one) => one.id === id)?.name ?? null

/** A unit in words for the audit: names as they were then, not ids. */
const told = (row: Unit, units: readonly Unit[]) => ({
  name: row.name,
  kind: row.kind,
  parent: nameOf(units, row.parentId),
  rank: row.rank,
  opensOn: row.opensOn,
  closesOn: row.closesOn,
  heir: nameOf(units, row.heirId),
  closed: row.closedAt !== null,
})
