import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Invalid, NotFound, Stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { query } from '../core/query.ts'
import { fold } from '../core/text.ts'
import { isOn } from '../core/version.ts'
import type { Versions } from '../core/version.ts'
import { kindActs } from './acts.ts'
import { LIBRARY } from './library.ts'
import type { Primitive } from './library.ts'
import type { kindAnswer, kindEdit, kindInput } from './schema.ts'
import { kind } from './tables.ts'

export type Kind = z.infer<typeof kindAnswer>

/** Query for what a committee changed and added: a handful of rows. */
export const kindsHere = query<{ primitive: Primitive }>()((db, { primitive }) =>
  db.select().from(kind).where(eq(kind.primitive, primitive)).orderBy(kind.id),
)

/** The kinds of the product as a committee has them, then its own. A kind of the product it never touched is at version 0. */
export function kindsOf(rows: readonly (typeof kind.$inferSelect)[], primitive: Primitive): Kind[] {
  const here = new Map(rows.map((row) => [row.id, row]))
  const library = LIBRARY.filter((one) => one.primitive === primitive).map(({ id, name }) => {
    const row = here.get(id)
    here.delete(id)
    return {
      id,
      name: row?.name ?? name,
      hidden: row?.hidden ?? false,
      own: false,
      version: row?.version ?? 0,
    }
  })
  const own = [...here.values()].map(({ id, name, hidden, version }) => ({
    id,
    name,
    hidden,
    own: true,
    version,
  }))
  return [...library, ...own]
}

/** Every kind of plan, those not used too. */
export async function listWorkKinds(ctx: Context): Promise<{ items: Kind[] }> {
  const { rows } = await look(ctx, { rows: kindsHere(ctx.tenant, { primitive: 'plan' }) })
  return { items: kindsOf(rows, 'plan') }
}

/**
 * Adds a kind of one's own.
 * @throws Invalid when there is one of that name
 */
export async function createWorkKind(ctx: Context, { name }: z.output<typeof kindInput>): Promise<Kind> {
  const { me, rows } = await look(ctx, { rows: kindsHere(ctx.tenant, { primitive: 'plan' }) })
  refuseTwin(kindsOf(rows, 'plan'), name)
  const id = newId()
  const made = { id, primitive: 'plan' as const, name }
  const answer = { id, name, hidden: false, own: true, version: 1 }
  return commit(
    ctx,
    me,
    kindActs.create(made, { after: { name } }),
    [ctx.tenant.insert(kind).values(made)],
    answer,
  )
}

/**
 * Calls a kind otherwise, or uses it no more; what was made of it keeps the name it had.
 * @throws NotFound, Stale, or Invalid when there is another of that name
 */
export async function editWorkKind(
  ctx: Context,
  id: string,
  versions: Versions,
  { name, hidden }: z.output<typeof kindEdit>,
): Promise<Kind> {
  const { me, rows } = await look(ctx, { rows: kindsHere(ctx.tenant, { primitive: 'plan' }) })
  const all = kindsOf(rows, 'plan')
  const found = all.find((one) => one.id === id)
  if (found === undefined) throw new NotFound()
  if (!isOn(versions, found.version)) throw new Stale()
  refuseTwin(
    all.filter((one) => one.id !== id),
    name,
  )
  const version = found.version + 1
  const write = ctx.tenant
    .insert(kind)
    .values({ id, primitive: 'plan', name, hidden, version })
    .onConflictDoUpdate({
      target: kind.id,
      set: { name, hidden, version },
      setWhere: eq(kind.version, found.version),
    })
  const act = kindActs.edit(
    { id, name },
    { before: { name: found.name, hidden: found.hidden }, after: { name, hidden } },
  )
  return commit(ctx, me, act, [write, expectOne(ctx.tenant)], { ...found, name, hidden, version })
}

function refuseTwin(all: Kind[], name: string): void {
  if (all.some((one) => fold(one.name) === fold(name)))
    throw new Invalid([{ field: 'name', message: `Đã có loại “${name}”. Đề nghị đặt tên khác.` }])
}
