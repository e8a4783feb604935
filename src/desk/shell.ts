import { desc, lte, sql } from 'drizzle-orm'
import { inOrder, permissionsOf } from '../core/access.ts'
import type { Me } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { gather, part } from '../core/part.ts'
import { query } from '../core/query.ts'
import { kindName } from '../directory/rules/kinds.ts'
import { showSuperior, superiorOf } from '../directory/superior.ts'
import { position, term, unit } from '../organisation/tables.ts'
import { parts } from './parts.ts'
import type { ShellAnswer } from './schema.ts'

type Superior = ReturnType<typeof showSuperior>

/** The superior is asked for together with what waits in the directory. */
const above = part<undefined, Superior>()({
  control: (ctx) => ({ superiors: superiorOf(ctx) }),
  show: (_, { superiors }) => showSuperior(superiors[0]),
})

/**
 * What every screen of a committee begins with. One trip to each database, all at once. What waits is counted
 * only for those who may act on it, so the numbers are those of the desk.
 */
export async function readShell(ctx: Context): Promise<ShellAnswer> {
  const counts = await parts(ctx, 'counts')
  const { me, outs, more } = await gather<undefined, object, ReturnType<typeof own>>(
    ctx,
    [above, ...counts],
    undefined,
    own(ctx),
  )
  const [superior, ...counted] = outs as [Superior, ...Record<string, number>[]]
  const { handle, name, kind, suffix, place } = ctx.committee
  const found = more.terms[0]
  return {
    committee: {
      handle,
      name,
      kind,
      kindName: kindName(kind),
      suffix,
      place,
      ...superior,
      ...(isClosed(ctx) ? { closed: true } : {}),
    },
    me: self(ctx, me, more.places[0]),
    ...(found === undefined ? {} : { term: { ...found, closesOn: found.closesOn ?? undefined } }),
    // Nothing waits where nothing is done any more.
    counts: isClosed(ctx) ? {} : (Object.assign({}, ...counted) as Record<string, number>),
    limits: { fileBytes: ctx.maxFileBytes },
  }
}

/** Where the member sits, and the term of today or the last one of an organisation that ended. */
const own = ({ tenant, person, clock }: Context) => ({
  places: placeOf(tenant, { person: person.id }),
  terms: termOn(tenant, { day: dayAt(clock()) }),
})

const placeOf = query<{ person: string }>()((db, { person }) =>
  db.all<{ unit: string | null; position: string | null }>(
    sql`select (select name from ${unit} where id = m.unitId) as unit,
      (select name from ${position} where id = m.positionId) as position
      from member as m where m.userId = ${person}`,
  ),
)

const termOn = query<{ day: string }>()((db, { day }) =>
  db
    .select({ id: term.id, name: term.name, opensOn: term.opensOn, closesOn: term.closesOn })
    .from(term)
    .where(lte(term.opensOn, day))
    .orderBy(desc(term.opensOn))
    .limit(1),
)

/** Whether it was merged into another: who worked there reads its books, and nobody writes (entrance/enter.ts). */
const isClosed = ({ committee }: Context): boolean =>
  committee.heirId !== null && committee.heirId !== undefined

const self = (
  ctx: Context,
  me: Me,
  place: { unit: string | null; position: string | null } | undefined,
): ShellAnswer['me'] => ({
  memberId: me.id,
  name: me.name,
  roles: inOrder(me.roles),
  permissions: permissionsOf(me.roles, ctx.house.permissions).filter(
    (id) => !isClosed(ctx) || id.endsWith('.read'),
  ),
  unit: place?.unit ?? undefined,
  position: place?.position ?? undefined,
})
