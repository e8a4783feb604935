import { and, eq } from 'drizzle-orm'
import { commit, expectOne, look, takenMeanwhile } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../../core/errors.ts'
import { sha256 } from '../../core/hash.ts'
import { newId } from '../../core/ids.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { unit } from '../../organisation/tables.ts'
import { adapt } from '../../processes/overlay.ts'
import type { Op } from '../../processes/overlay.ts'
import type { Template } from '../../processes/template.ts'
import { procedureActs } from '../acts.ts'
import { judge, surroundings, told } from '../judge.ts'
import { canonical, firstHolders } from '../rules.ts'
import type { AdaptInput, OverlayInput, SavedAnswer } from '../schema.ts'
import { procedure, procedureHolder, procedureVersion } from '../tables.ts'
import { handedOne, newestOf, ownBaseOf, ownOne } from './asked.ts'

/** What an adapted version keeps of its base, and what the operations come to on it. */
export function standingOn(
  base: { versionId: string; number: number; hash: string; effectiveFrom: string; content: string },
  ops: Op[],
  code: string,
  name?: string,
) {
  const { template, conflicts } = adapt(JSON.parse(base.content) as Template, ops)
  const content = { ...template, code, ...(name === undefined ? {} : { name }) }
  const columns = {
    content: JSON.stringify(content),
    baseVersionId: base.versionId,
    baseNumber: base.number,
    baseHash: base.hash,
    baseFrom: base.effectiveFrom,
    base: base.content,
    ops,
  }
  return { columns, content, conflicts }
}

/**
 * Begins a process of this committee, or of one of its units, that adapts a base: of the committee itself, or handed
 * down by another.
 * @param id of the base process
 * @throws NotFound for a base that is not for this place; Conflict when it is withdrawn or does not match its hash;
 *   Invalid for a code that is taken or a unit that is not there
 */
export async function adaptBase(
  ctx: Context,
  id: string,
  input: AdaptInput,
): Promise<{ id: string; draftId: string }> {
  const unitId = input.unitId ?? ''
  const [{ me, taken, units, own }, handed] = await Promise.all([
    look(ctx, {
      taken: ctx.tenant
        .select({ name: procedure.name })
        .from(procedure)
        .where(and(eq(procedure.unitId, unitId), eq(procedure.code, input.code))),
      units: ctx.tenant.select().from(unit).where(eq(unit.id, unitId)),
      own: ownOne(ctx.tenant, { procedureId: id }),
    }),
    handedOne(ctx, id),
  ])
  const base = own[0] ?? handed[0]
  if (base === undefined) throw new NotFound()
  refuseBase(base)
  if (taken[0] !== undefined)
    throw wrong(
      'code',
      `Mã số này đã dùng cho “${taken[0].name}”. Mã số không dùng lại; đề nghị đặt mã khác.`,
    )
  if (input.unitId !== undefined && (units[0] === undefined || units[0].closedAt !== null))
    throw wrong('unitId', 'Đơn vị này không có hoặc đã ngừng hoạt động.')
  const now = ctx.clock()
  const made = { id: newId(), draftId: newId() }
  const { columns, content } = standingOn(base, [], input.code, base.name)
  const holders = firstHolders(content).map((one) => ({ procedureId: made.id, ...one }))
  const row = { id: made.id, code: input.code, name: base.name, unitId, ownerId: me.id, createdAt: now }
  const first = { id: made.draftId, procedureId: made.id, number: 1, state: 'draft' as const }
  const written = { note: 'Ban hành lần đầu', editors: [me.id], authorName: me.name, updatedAt: now }
  const statements: Statement[] = [
    ctx.tenant.insert(procedure).values({ ...row, baseId: id, baseIssuer: base.issuer ?? '' }),
    ctx.tenant.insert(procedureVersion).values({ ...first, ...columns, ...written }),
    ...(holders.length === 0 ? [] : [ctx.tenant.insert(procedureHolder).values(holders)]),
  ]
  const act = procedureActs.adapt(
    { id: made.id, name: `${input.code} ${base.name}` },
    {
      after: {
        code: input.code,
        unit: units[0]?.name ?? null,
        base: `${base.code} ${base.name} lần ${base.number}`,
        hash: base.hash,
      },
    },
  )
  return commit(ctx, me, act, statements, made)
}

const wrong = (field: string, message: string) => new Invalid([{ field, message }])

/** @throws Conflict for a base that is withdrawn, or that is not what its issuer approved */
function refuseBase({ closedOn, content, hash }: { closedOn: string | null; content: string; hash: string }) {
  if (closedOn !== null)
    throw new Conflict('Quy trình gốc đã bãi bỏ. Đề nghị hỏi nơi ban hành về quy trình thay thế.')
  if (sha256(canonical(JSON.parse(content))) !== hash)
    throw new Conflict('Nội dung nhận được không khớp mã băm của nơi ban hành. Đề nghị báo nơi ban hành.')
}

const findAdapted = (ctx: Context, id: string) =>
  ctx.tenant
    .select({ procedure, version: procedureVersion })
    .from(procedureVersion)
    .innerJoin(procedure, eq(procedure.id, procedureVersion.procedureId))
    .where(eq(procedureVersion.id, id))

/** The draft of an adapted process. @throws NotFound; Conflict for what is no draft, or adapts nothing */
function expectAdapted(rows: Awaited<ReturnType<typeof findAdapted>>) {
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const { version } = found
  const { base, baseVersionId, baseNumber, baseHash, baseFrom } = version
  if (base === null || baseVersionId === null)
    throw new Conflict('Quy trình này không điều chỉnh từ quy trình gốc nào.')
  if (version.state !== 'draft')
    throw new Conflict('Lần ban hành này không còn là dự thảo nên không sửa được.')
  return {
    ...found,
    base: {
      versionId: baseVersionId,
      number: baseNumber ?? 0,
      hash: baseHash ?? '',
      effectiveFrom: baseFrom ?? '',
      content: base,
    },
  }
}

/**
 * Saves the operations of an adapted draft, also those the base does not allow, with all that is wrong told.
 * @param id of the version
 * @throws Stale when somebody else saved since; Conflict when it is no draft, or adapts nothing
 */
export async function saveOverlay(
  ctx: Context,
  id: string,
  versions: Versions,
  { ops, note }: OverlayInput,
): Promise<SavedAnswer> {
  const { me, rows, ...around } = await look(ctx, {
    rows: findAdapted(ctx, id),
    ...surroundings(ctx, id),
  })
  const { procedure: of, version: before, base } = expectAdapted(rows)
  if (!isOn(versions, before.version)) throw new Stale()
  const { columns, content, conflicts } = standingOn(base, ops, of.code)
  const version = before.version + 1
  const set = { ...columns, note, version, editors: [...new Set([...before.editors, me.id])] }
  const act = procedureActs.overlay(
    { id: of.id, name: `${of.code} ${of.name}` },
    {
      before: { number: before.number, note: before.note, ops: before.ops?.length ?? 0 },
      after: { number: before.number, note, ops: ops.length },
    },
  )
  const answer: SavedAnswer = {
    id,
    standing: 'draft',
    version,
    problems: told(judge(ctx, content, around).problems),
    conflicts,
  }
  return commit(ctx, me, act, changed(ctx, before, set), answer, takenMeanwhile)
}

const changed = (
  ctx: Context,
  { id, version }: { id: string; version: number },
  set: Partial<typeof procedureVersion.$inferInsert>,
): Statement[] => [
  ctx.tenant
    .update(procedureVersion)
    .set({ ...set, updatedAt: ctx.clock() })
    .where(and(eq(procedureVersion.id, id), eq(procedureVersion.version, version))),
  expectOne(ctx.tenant),
]

/**
 * Puts an adapted draft on the newest version of its base. Every operation stays; those that have no place there any
 * more are told, and keep the draft from being laid before anybody until they are mended.
 * @throws Conflict when it stands on the newest, or that is withdrawn
 */
export async function rebaseVersion(ctx: Context, id: string, versions: Versions): Promise<SavedAnswer> {
  const { me, rows, own, ...around } = await look(ctx, {
    rows: findAdapted(ctx, id),
    own: ownBaseOf(ctx.tenant, { versionId: id }),
    ...surroundings(ctx, id),
  })
  const { procedure: of, version: before, base } = expectAdapted(rows)
  if (!isOn(versions, before.version)) throw new Stale()
  const newest = await newestOf(ctx, of, own)
  if (newest === undefined || newest.versionId === base.versionId)
    throw new Conflict('Bản điều chỉnh đang đứng trên lần ban hành mới nhất của quy trình gốc.')
  if (newest.closedOn !== null) throw new Conflict('Quy trình gốc đã bãi bỏ.')
  const { columns, content, conflicts } = standingOn(newest, before.ops ?? [], of.code)
  const version = before.version + 1
  const set = { ...columns, version, editors: [...new Set([...before.editors, me.id])] }
  const act = procedureActs.rebase(
    { id: of.id, name: `${of.code} ${of.name}` },
    {
      before: { base: `lần ${base.number}` },
      after: { number: before.number, base: `lần ${newest.number}`, hash: newest.hash },
    },
  )
  const problems = told(judge(ctx, content, around).problems)
  const answer: SavedAnswer = { id, standing: 'draft', version, problems, conflicts }
  return commit(ctx, me, act, changed(ctx, before, set), answer, takenMeanwhile)
}
