import { and, eq, isNull, sql } from 'drizzle-orm'
import { within } from '../../core/within.ts'
import { commit, expectOne, expectTrue, look } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt, showDay } from '../../core/dates.ts'
import { Invalid, NotFound, Stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { member } from '../../core/tables.ts'
import { nameSortKey } from '../../core/text.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { personActs } from '../acts.ts'
import { person, unit } from '../tables.ts'
import type { PersonAnswer, PersonEdit, PersonInput } from './schema.ts'
import { selectPersons, showPerson } from './show.ts'
import type { PersonRow } from './show.ts'

/**
 * Puts somebody on the roll of a unit, from today unless from another day. Two persons may have one name.
 * @throws Invalid when the unit is closed or out of reach, or the account is somebody else's
 */
export async function addPerson(ctx: Context, input: PersonInput): Promise<PersonAnswer> {
  const { me, ...found } = await look(ctx, named(ctx, input))
  refuse(input, found)
  const row: PersonRow = {
    person: {
      id: newId(),
      name: input.name,
      sortKey: nameSortKey(input.name),
      unitId: input.unitId,
      opensOn: input.opensOn ?? dayAt(ctx.clock()),
      closesOn: null,
      memberId: input.memberId ?? null,
      version: 1,
    },
    unitName: found.units[0]?.name ?? '',
    memberName: found.accounts[0]?.name ?? null,
  }
  return commit(
    ctx,
    me,
    personActs.create(row.person, { after: told(row) }),
    [ctx.tenant.insert(person).values(row.person), ...expectStanding(ctx, input)],
    showPerson(row),
  )
}

/**
 * Renames somebody on the roll, moves them to another unit, ties them to an account or mends their days.
 * @param version the versions the edit may have been made on; without them, the newest
 * @throws NotFound when the person is out of reach; Stale when edited since; Invalid as {@link addPerson}, or when the
 *   days are in the wrong order
 */
export async function editPerson(
  ctx: Context,
  id: string,
  version: Versions | undefined,
  edit: PersonEdit,
): Promise<PersonAnswer> {
  const { me, rows, ...found } = await look(ctx, {
    rows: selectPersons(ctx).where(and(eq(person.id, id), within(ctx, { unit: person.unitId }))),
    ...named(ctx, edit),
  })
  const before = rows[0]
  if (before === undefined) throw new NotFound()
  if (!isOn(version, before.person.version)) throw new Stale()
  refuse(edit, found, id)
  const after = changed(before, edit, found)
  const unitId = edit.unitId ?? (comesBack(ctx, edit) ? before.person.unitId : undefined)
  if (edit.unitId === undefined && unitId !== undefined && before.unitClosedAt !== null)
    throw closedUnit(before.unitName)
  refuseBadDays(after.person)
  const verb = before.person.closesOn === null && after.person.closesOn !== null ? 'close' : 'update'
  return commit(
    ctx,
    me,
    personActs[verb](after.person, { before: told(before), after: told(after) }),
    [
      ctx.tenant
        .update(person)
        .set(after.person)
        .where(and(eq(person.id, id), eq(person.version, before.person.version))),
      expectOne(ctx.tenant),
      ...expectStanding(ctx, { ...edit, unitId }),
    ],
    showPerson(after),
  )
}

/**
 * Somebody leaves the roll and stays in it for the past.
 * @param on the first day on which they no longer stand (`YYYY-MM-DD`); today unless given
 */
export const closePerson = (
  ctx: Context,
  id: string,
  version: Versions | undefined,
  on: string | undefined,
): Promise<PersonAnswer> => editPerson(ctx, id, version, { closesOn: on ?? dayAt(ctx.clock()) })

type Wanted = { unitId?: string | undefined; memberId?: string | null | undefined }
type Found = {
  units: { name: string; closedAt: number | null }[]
  accounts: { name: string; leftAt: number | null; heldBy: string | null; holder: string | null }[]
}

/** Queries for what an input names: a unit within reach, an account and whose it is. */
const named = (ctx: Context, { unitId, memberId }: Wanted) => ({
  units: ctx.tenant
    .select({ name: unit.name, closedAt: unit.closedAt })
    .from(unit)
    .where(and(eq(unit.id, unitId ?? ''), within(ctx, { unit: unit.id }))),
  accounts: ctx.tenant
    .select({ name: member.name, leftAt: member.leftAt, heldBy: person.id, holder: person.name })
    .from(member)
    .leftJoin(person, eq(person.memberId, member.id))
    .where(eq(member.id, memberId ?? '')),
})

function refuse({ unitId, memberId }: Wanted, { units, accounts }: Found, self?: string): void {
  const problems = []
  const account = accounts[0]
  if (unitId !== undefined && (units[0] === undefined || units[0].closedAt !== null))
    problems.push({ field: 'unitId', message: 'Đơn vị này không có hoặc đã ngừng hoạt động.' })
  if (typeof memberId === 'string' && (account === undefined || account.leftAt !== null))
    problems.push({ field: 'memberId', message: 'Không có cán bộ này hoặc đã thôi công tác ở cơ quan.' })
  else if (account !== undefined && account.heldBy !== null && account.heldBy !== self) {
    problems.push({
      field: 'memberId',
      message: `Tài khoản này đã gắn với đồng chí ${account.holder ?? ''} trong danh sách.`,
    })
  }
  if (problems.length > 0) throw new Invalid(problems)
}

/** Whether an edit lets somebody stand today or later who may have left: their unit must stand too. */
const comesBack = ({ clock }: Context, { closesOn }: PersonEdit): boolean =>
  closesOn === null || (closesOn !== undefined && closesOn > dayAt(clock()))

const closedUnit = (name: string) =>
  new Invalid([{ field: 'unitId', message: `${name} đã ngừng hoạt động; chọn đơn vị khác.` }])

function refuseBadDays({ opensOn, closesOn }: PersonRow['person']): void {
  if (closesOn === null || opensOn <= closesOn) return
  const message = `Ngày thôi phải từ ngày bắt đầu ${showDay(opensOn)} trở đi.`
  throw new Invalid([{ field: 'closesOn', message }])
}

function changed(before: PersonRow, edit: PersonEdit, { units, accounts }: Found): PersonRow {
  const { person: row, unitName, memberName } = before
  const name = edit.name ?? row.name
  return {
    person: {
      id: row.id,
      name,
      sortKey: nameSortKey(name),
      unitId: edit.unitId ?? row.unitId,
      opensOn: edit.opensOn ?? row.opensOn,
      closesOn: edit.closesOn === undefined ? row.closesOn : edit.closesOn,
      memberId: edit.memberId === undefined ? row.memberId : edit.memberId,
      version: row.version + 1,
    },
    unitName: units[0]?.name ?? unitName,
    memberName: edit.memberId === undefined ? memberName : (accounts[0]?.name ?? null),
  }
}

/** What an input names must stand when it is written; that an account is one person's is an index. */
const expectStanding = ({ tenant }: Context, { unitId, memberId }: Wanted): Statement[] => [
  ...(unitId === undefined
    ? []
    : [
        expectTrue(
          tenant,
          sql`exists (select 1 from ${unit} where ${unit.id} = ${unitId} and ${isNull(unit.closedAt)})`,
        ),
      ]),
  ...(typeof memberId === 'string'
    ? [
        expectTrue(
          tenant,
          sql`exists (select 1 from ${member} where ${member.id} = ${memberId} and ${isNull(member.leftAt)})`,
        ),
      ]
    : []),
]

/** A person of the roll in words for the audit. */
const told = ({ person: { name, opensOn, closesOn }, unitName, memberName }: PersonRow) => ({
  name,
  unit: unitName,
  opensOn,
  closesOn,
  member: memberName,
})
