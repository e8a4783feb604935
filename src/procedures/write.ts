import { and, desc, eq, ne } from 'drizzle-orm'
import { commit, expectOne, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, Invalid, NotFound, Stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { isOn } from '../core/version.ts'
import type { Versions } from '../core/version.ts'
import { unit } from '../organisation/tables.ts'
import { library } from '../processes/library/library.ts'
import type { Template } from '../processes/template.ts'
import { procedureActs } from './acts.ts'
import { judge, surroundings, told } from './judge.ts'
import { emptyTemplate, firstHolders } from './rules.ts'
import type { CreateInput, DraftInput, SavedAnswer } from './schema.ts'
import { procedure, procedureHolder, procedureVersion } from './tables.ts'

/** The processes a committee may begin with. */
export const listLibrary = async (ctx: Context) => {
  await look(ctx, {})
  return {
    items: library.map(({ code, name, main }) => ({ code, name, steps: main.steps.length })),
  }
}

/**
 * Begins a process with its first draft: one of the library under the committee's own code, or an empty table of steps.
 * @throws Invalid for a code that is taken (codes are never used again), a unit or a library code that is not there
 */
export async function createProcedure(
  ctx: Context,
  input: CreateInput,
): Promise<{ id: string; draftId: string }> {
  const unitId = input.unitId ?? ''
  const { me, taken, units } = await look(ctx, {
    taken: ctx.tenant
      .select({ name: procedure.name })
      .from(procedure)
      .where(and(eq(procedure.unitId, unitId), eq(procedure.code, input.code))),
    units: ctx.tenant.select().from(unit).where(eq(unit.id, unitId)),
  })
  const content = contentOf(input)
  if (content === undefined) throw wrong('from', 'Thư viện không có quy trình này.')
  if (taken[0] !== undefined)
    throw wrong(
      'code',
      `Mã số này đã dùng cho “${taken[0].name}”. Mã số không dùng lại; đề nghị đặt mã khác.`,
    )
  if (input.unitId !== undefined && (units[0] === undefined || units[0].closedAt !== null))
    throw wrong('unitId', 'Đơn vị này không có hoặc đã ngừng hoạt động.')
  const [id, now] = [newId(), ctx.clock()]
  const draft = draftRow(id, 1, content, me, now)
  const holders = firstHolders(content).map((one) => ({ procedureId: id, ...one }))
  const statements: Statement[] = [
    ctx.tenant
      .insert(procedure)
      .values({ id, code: input.code, name: input.name, unitId, ownerId: me.id, createdAt: now }),
    ctx.tenant.insert(procedureVersion).values(draft),
    ...(holders.length === 0 ? [] : [ctx.tenant.insert(procedureHolder).values(holders)]),
  ]
  const act = procedureActs.create(
    { id, name: `${input.code} ${input.name}` },
    { after: { code: input.code, unit: units[0]?.name ?? null } },
  )
  return commit(ctx, me, act, statements, { id, draftId: draft.id })
}

const wrong = (field: string, message: string) => new Invalid([{ field, message }])

function contentOf({ from, code, name }: CreateInput): Template | undefined {
  if (from === undefined) return emptyTemplate(code, name)
  const found = library.find((one) => one.code === from)
  return found === undefined ? undefined : { ...found, code, name }
}

const draftRow = (
  procedureId: string,
  number: number,
  content: unknown,
  me: { id: string; name: string },
  now: number,
) => ({
  id: newId(),
  procedureId,
  number,
  state: 'draft' as const,
  content: JSON.stringify(content),
  note: number === 1 ? 'Ban hành lần đầu' : '',
  editors: [me.id],
  authorName: me.name,
  updatedAt: now,
})

/**
 * Begins the next version with what the last one holds.
 * @throws Conflict when one is being written already, or the process was withdrawn
 */
export async function draftProcedure(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant
      .select({ procedure, version: procedureVersion })
      .from(procedure)
      .innerJoin(procedureVersion, eq(procedureVersion.procedureId, procedure.id))
      .where(eq(procedure.id, id))
      .orderBy(desc(procedureVersion.number))
      .limit(1),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const { code, name, closedOn } = found.procedure
  if (closedOn !== null) throw new Conflict('Quy trình đã bãi bỏ. Đề nghị lập quy trình mới với mã số khác.')
  if (found.version.state !== 'approved')
    throw new Conflict(`${found.version.authorName} đang soạn lần ban hành ${found.version.number}.`)
  const { baseVersionId, baseNumber, baseHash, baseFrom, base, ops } = found.version
  const next = draftRow(id, found.version.number + 1, JSON.parse(found.version.content), me, ctx.clock())
  const row = { ...next, baseVersionId, baseNumber, baseHash, baseFrom, base, ops }
  const act = procedureActs.draft({ id, name: `${code} ${name}` }, { after: { number: row.number } })
  return commit(ctx, me, act, [ctx.tenant.insert(procedureVersion).values(row)], { id: row.id })
}

/**
 * Saves a draft as far as it was typed: also what cannot be published yet, with all that is wrong told.
 * @param id of the version
 * @throws Stale when somebody else saved since; Conflict when it is no draft any more
 */
export async function saveVersion(
  ctx: Context,
  id: string,
  versions: Versions,
  { content, note }: DraftInput,
): Promise<SavedAnswer> {
  const { me, rows, ...around } = await look(ctx, {
    rows: ctx.tenant
      .select({ procedure, version: procedureVersion })
      .from(procedureVersion)
      .innerJoin(procedure, eq(procedure.id, procedureVersion.procedureId))
      .where(eq(procedureVersion.id, id)),
    ...surroundings(ctx, id),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const before = found.version
  if (before.state !== 'draft')
    throw new Conflict('Lần ban hành này không còn là dự thảo nên không sửa được.')
  if (before.base !== null)
    throw new Conflict('Bản điều chỉnh chỉ sửa được bằng các điều chỉnh trên quy trình gốc.')
  if (!isOn(versions, before.version)) throw new Stale()
  const [version, editors] = [before.version + 1, [...new Set([...before.editors, me.id])]]
  const kept: Record<string, unknown> = { ...content, code: found.procedure.code }
  const statements = [
    ctx.tenant
      .update(procedureVersion)
      .set({ content: JSON.stringify(kept), note, editors, version, updatedAt: ctx.clock() })
      .where(and(eq(procedureVersion.id, id), eq(procedureVersion.version, before.version))),
    expectOne(ctx.tenant),
    ...renamed(ctx, found.procedure, kept),
  ]
  const act = procedureActs.save(
    { id: found.procedure.id, name: `${found.procedure.code} ${found.procedure.name}` },
    { before: { number: before.number, note: before.note }, after: { number: before.number, note } },
  )
  const { problems } = judge(ctx, kept, around)
  const answer: SavedAnswer = { id, standing: 'draft', version, problems: told(problems) }
  return commit(ctx, me, act, statements, answer, takenMeanwhile)
}

/** Until something is in force a process is called as its draft says. */
function renamed(
  ctx: Context,
  { id, name }: { id: string; name: string },
  content: Record<string, unknown>,
): Statement[] {
  const wanted = content['name']
  if (typeof wanted !== 'string' || wanted.trim() === '' || wanted === name) return []
  return [
    ctx.tenant
      .update(procedure)
      .set({ name: wanted.slice(0, 400) })
      .where(and(eq(procedure.id, id), ne(procedure.name, wanted))),
  ]
}
