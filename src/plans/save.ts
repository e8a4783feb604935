import { and, eq } from 'drizzle-orm'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict, NotFound, Stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { isOn } from '../core/version.ts'
import type { Versions } from '../core/version.ts'
import { planActs } from './acts.ts'
import { lineWords } from './alike.ts'
import { reaches } from './reach.ts'
import { resolvePlan } from './resolve.ts'
import type { PlanInput } from './schema.ts'
import { plan, planBasis, planLine, planOwner } from './tables.ts'

type Resolved = Awaited<ReturnType<typeof resolvePlan>>
type Saved = { id: string; version: number }

/**
 * Begins a plan, as a draft.
 * @throws Invalid naming what is not there
 */
export async function createPlan(ctx: Context, input: PlanInput): Promise<Saved> {
  const wanted = await resolvePlan(ctx, input)
  const { me } = wanted
  const id = newId()
  const at = ctx.clock()
  const author = { authorId: me.id, authorName: me.name, unitId: me.unitId }
  const row = {
    id,
    ...author,
    ...factsOf(input, wanted),
    state: 'draft' as const,
    createdAt: at,
    movedAt: at,
  }
  const act = planActs.create({ id, name: input.name }, { after: told(input, wanted) })
  const statements = [ctx.tenant.insert(plan).values(row), ...partsOf(ctx, id, wanted)]
  return commit(ctx, me, act, statements, { id, version: 1 })
}

/**
 * Saves a draft, whole.
 * @throws NotFound when it is not there or out of reach; Conflict when it is issued; Stale when it was edited since
 */
export async function savePlan(
  ctx: Context,
  id: string,
  versions: Versions,
  input: PlanInput,
): Promise<Saved> {
  const wanted = await resolvePlan(ctx, input, id)
  const { me, found } = wanted
  const { version } = standing(found, versions)
  const write = ctx.tenant
    .update(plan)
    .set({ ...factsOf(input, wanted), movedAt: ctx.clock(), version: version + 1 })
    .where(same(id, version))
  const act = planActs.save({ id, name: input.name }, { after: told(input, wanted) })
  const statements = [
    write,
    expectOne(ctx.tenant),
    ...withoutParts(ctx, id, ['basis', 'lines']),
    ...partsOf(ctx, id, wanted),
  ]
  return commit(ctx, me, act, statements, { id, version: version + 1 })
}

/** Throws a draft away. What is in force is ended, never deleted. */
export async function removePlan(
  ctx: Context,
  id: string,
  versions: Versions | undefined,
): Promise<{ id: string }> {
  const { me, found } = await look(ctx, {
    found: ctx.tenant
      .select()
      .from(plan)
      .where(and(eq(plan.id, id), reaches(ctx, 'write'))),
  })
  const { version, name } = standing(found[0], versions)
  const statements = [
    ctx.tenant.delete(plan).where(same(id, version)),
    expectOne(ctx.tenant),
    ...withoutParts(ctx, id, ['basis', 'lines']),
  ]
  return commit(ctx, me, planActs.remove({ id, name }), statements, { id })
}

const same = (id: string, version: number) =>
  and(eq(plan.id, id), eq(plan.version, version), eq(plan.state, 'draft'))

/** The draft, if it is one and stands as it was seen. */
export function standing(found: Resolved['found'], versions: Versions | undefined) {
  if (found === undefined) throw new NotFound()
  if (found.state !== 'draft')
    throw new Conflict('Kế hoạch đã ban hành nên không sửa được nữa. Việc mới thì giao thêm nhiệm vụ.')
  if (!isOn(versions, found.version)) throw new Stale()
  return found
}

const factsOf = (input: PlanInput, { kind, documentName }: Resolved) => ({
  kindId: kind.id,
  kindName: kind.name,
  name: input.name,
  goal: input.goal,
  period: input.period,
  documentId: input.documentId ?? null,
  documentName,
})

const withoutParts = (ctx: Context, id: string, which: ('basis' | 'lines')[]): Statement[] => [
  ...(which.includes('basis') ? [ctx.tenant.delete(planBasis).where(eq(planBasis.planId, id))] : []),
  ...(which.includes('lines')
    ? [
        ctx.tenant.delete(planLine).where(eq(planLine.planId, id)),
        ctx.tenant.delete(planOwner).where(eq(planOwner.planId, id)),
      ]
    : []),
]

function partsOf(ctx: Context, planId: string, { basis, lines }: Resolved): Statement[] {
  const numbered = lines.map((line) => ({ ...line, id: line.id ?? newId() }))
  const rows = numbered.map((line, position) => ({
    ...line,
    planId,
    position,
    words: lineWords(line.title),
  }))
  const owners = numbered.flatMap(({ id, lead }) =>
    lead === undefined ? [] : [{ planId, lineId: id, kind: lead.kind, subjectId: lead.id, name: lead.name }],
  )
  return [
    ...(basis.length === 0
      ? []
      : [ctx.tenant.insert(planBasis).values(basis.map((one) => ({ ...one, planId })))]),
    ...(rows.length === 0 ? [] : [ctx.tenant.insert(planLine).values(rows)]),
    ...(owners.length === 0 ? [] : [ctx.tenant.insert(planOwner).values(owners)]),
  ]
}

const told = (input: PlanInput, { kind, basis, documentName }: Resolved) => ({
  kind: kind.name,
  name: input.name,
  period: input.period,
  basis: basis.map((one) => one.name).join('; '),
  lines: input.lines.length,
  ...(documentName === null ? {} : { document: documentName }),
})
