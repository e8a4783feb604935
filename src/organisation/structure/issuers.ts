import { and, eq, ne, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../../core/batch.ts'
import type { Me, Statement } from '../../core/batch.ts'
import { cross } from '../../core/crossing.ts'
import type { Act } from '../../core/act.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { publishing } from '../../directory/issuers.ts'
import { issuerActs } from '../acts.ts'
import { issuer } from '../tables.ts'
import { ISSUER_KINDS } from './schema.ts'
import type { IssuerAnswer, IssuerEdit, IssuerInput } from './schema.ts'

type Issuer = typeof issuer.$inferSelect

/** An issuer as the API tells it. */
export const showIssuer = (row: Issuer): IssuerAnswer => ({
  id: row.id,
  name: row.name,
  suffix: row.suffix,
  kind: row.kind,
  kindName: ISSUER_KINDS[row.kind as keyof typeof ISSUER_KINDS] ?? row.kind,
  main: row.main,
  oneRun: row.oneRun,
  closed: row.closedAt !== null,
  version: row.version,
})

/**
 * Adds a body that issues papers under a suffix of its own. A congress counts all types in one run unless told
 * otherwise.
 * @throws Invalid when the suffix is taken, whatever its capitals, even by a closed issuer: old papers bear it. Only
 *   congresses follow one another under one suffix
 */
export async function createIssuer(ctx: Context, input: IssuerInput): Promise<IssuerAnswer> {
  const { me, issuers } = await look(ctx, { issuers: ctx.tenant.select().from(issuer) })
  const row: Issuer = {
    ...input,
    id: newId(),
    oneRun: input.oneRun ?? input.kind === 'congress',
    closedAt: null,
    version: 1,
  }
  refuseTakenSuffix(issuers, row)
  const act = issuerActs.create(row, { after: told(row) })
  const statements = [
    ...(row.main ? [stepBack(ctx, row.id)] : []),
    ctx.tenant.insert(issuer).values(row),
    expectOneMain(ctx),
  ]
  return keep(ctx, me, act, statements, row)
}

/** Writes an issuer here, and tells the directory of it: others learn whether it was confirmed with the committee. */
const keep = (ctx: Context, me: Me, act: Act, statements: Statement[], row: Issuer): Promise<IssuerAnswer> =>
  cross(ctx, publishing, (announced) => {
    const { id: issuerId, name, suffix, closedAt } = row
    const told = { committeeId: ctx.committee.id, issuerId, name, suffix, closed: closedAt !== null }
    return commit(ctx, me, act, [...statements, announced.row(told)], showIssuer(row), takenMeanwhile)
  })

/**
 * Edits an issuer. Its suffix and its way of counting stand fast once a number was given under it: those papers
 * say so, and a new suffix is a new issuer with a count of its own.
 * @param version the versions the edit may have been made on; without them, the newest
 * @throws Stale when it was edited since; Invalid when the change would belie papers; Conflict when the main
 *   issuer is closed
 */
export async function editIssuer(
  ctx: Context,
  id: string,
  version: Versions | undefined,
  edit: IssuerEdit,
): Promise<IssuerAnswer> {
  const { me, issuers, given } = await look(ctx, {
    issuers: ctx.tenant.select().from(issuer),
    given: ctx.tenant.all<{ papers: number }>(sql`select (${numberedFor(ctx, id)}) as papers`),
  })
  const before = issuers.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (!isOn(version, before.version)) throw new Stale()
  const closed = edit.closed ?? before.closedAt !== null
  const after: Issuer = {
    id,
    name: edit.name ?? before.name,
    suffix: edit.suffix ?? before.suffix,
    kind: edit.kind ?? before.kind,
    main: edit.main ?? before.main,
    oneRun: edit.oneRun ?? before.oneRun,
    closedAt: closed ? (before.closedAt ?? ctx.clock()) : null,
    version: before.version + 1,
  }
  refuseTakenSuffix(issuers, after)
  if (given[0]?.papers === 1) refuseBelying(before, after)
  if (after.main && after.closedAt !== null) {
    throw new Conflict(
      `${before.name} là cơ quan ban hành chính. Đề nghị chọn cơ quan khác làm chính trước khi ngừng.`,
    )
  }
  const verb = closed && before.closedAt === null ? 'close' : 'update'
  const act = issuerActs[verb](after, { before: told(before), after: told(after) })
  const rebound =
    after.suffix !== before.suffix || after.oneRun !== before.oneRun || countsElsewhere(before, after)
  const statements = [
    ...(after.main && !before.main ? [stepBack(ctx, id)] : []),
    ctx.tenant
      .update(issuer)
      .set(after)
      .where(and(eq(issuer.id, id), eq(issuer.version, before.version))),
    expectOne(ctx.tenant),
    expectOneMain(ctx),
    ...(rebound ? [expectUnused(ctx, id)] : []),
  ]
  return keep(ctx, me, act, statements, after)
}

/** Closes an issuer: nothing more is issued under its suffix, which stays taken. */
export const closeIssuer = (ctx: Context, id: string, version: Versions | undefined): Promise<IssuerAnswer> =>
  editIssuer(ctx, id, version, { closed: true })

const stepBack = (ctx: Context, id: string): Statement =>
  ctx.tenant
    .update(issuer)
    .set({ main: false, version: sql`${issuer.version} + 1` })
    .where(and(eq(issuer.main, true), ne(issuer.id, id)))

const expectOneMain = (ctx: Context): Statement =>
  expectTrue(
    ctx.tenant,
    sql`(select count(*) from ${issuer} where ${issuer.main} = 1 and ${issuer.closedAt} is null) = 1`,
  )

/** Whether papers bear the suffix of an issuer, as the domains that number them know. */
const numberedFor = ({ house }: Context, id: string): SQL =>
  or(...house.holds.flatMap((held) => held.issuer?.(id) ?? [])) ?? sql`false`

const expectUnused = (ctx: Context, id: string): Statement =>
  expectTrue(ctx.tenant, sql`not (${numberedFor(ctx, id)})`)

function refuseTakenSuffix(issuers: Issuer[], row: Issuer): void {
  const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
  const follows = (one: Issuer): boolean =>
    one.kind === 'congress' && row.kind === 'congress' && (one.closedAt !== null || row.closedAt !== null)
  const taken = issuers.find((one) => one.id !== row.id && same(one.suffix, row.suffix) && !follows(one))
  if (taken === undefined) return
  const closed = taken.closedAt === null ? '' : ' (đã ngừng, văn bản cũ còn mang ký hiệu này)'
  throw new Invalid([
    {
      field: 'suffix',
      message: `Ký hiệu ${taken.suffix} đã dùng cho ${taken.name}${closed}. Mỗi cơ quan ban hành một ký hiệu.`,
    },
  ])
}

/** A congress counts by itself, every other issuer by the term of the committee. */
const countsElsewhere = (before: Issuer, after: Issuer): boolean =>
  (before.kind === 'congress') !== (after.kind === 'congress')

function refuseBelying(before: Issuer, after: Issuer): void {
  const problems = []
  if (before.suffix !== after.suffix) {
    problems.push({
      field: 'suffix',
      message: `Đã có văn bản lấy số theo ký hiệu ${before.suffix}. Muốn dùng ký hiệu khác, lập cơ quan ban hành mới.`,
    })
  }
  if (before.oneRun !== after.oneRun) {
    problems.push({
      field: 'oneRun',
      message: `Đã có văn bản lấy số theo ký hiệu ${before.suffix}, không đổi được cách đánh số.`,
    })
  }
  if (countsElsewhere(before, after)) {
    problems.push({
      field: 'kind',
      message: `Đã có văn bản lấy số theo ký hiệu ${before.suffix}; đại hội đánh số riêng nên không đổi loại được.`,
    })
  }
  if (problems.length > 0) throw new Invalid(problems)
}

const told = ({ name, suffix, kind, main, oneRun, closedAt }: Issuer) => ({
  name,
  suffix,
  kind,
  main,
  oneRun,
  closed: closedAt !== null,
})
