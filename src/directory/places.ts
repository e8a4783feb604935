import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Visit, Context } from '../core/context.ts'
import { query } from '../core/query.ts'
import { committee } from '../entrance/control-tables.ts'

const shown = {
  id: committee.id,
  handle: committee.handle,
  name: committee.name,
  state: committee.state,
  /** The committee that took it over. */
  heir: sql<string | null>`(select heir.name from committee heir where heir.id = committee.heirId)`,
}

/** Query for every committee directly below, whose link the superior has accepted, ready to receive. */
export const subordinatesOf = (ctx: Context) => below(ctx, 'ready')

/** Those directly below by whether something reaches them, in one trip. */
export async function placesBelow(ctx: Context) {
  const [ready, suspended] = await ctx.control.batch([below(ctx, 'ready'), below(ctx, 'suspended')])
  return { ready, suspended }
}

/** Query for the committees with these handles, whatever their state; one parameter however many are named. */
export const committeesNamed = ({ control }: Visit, handles: readonly string[]) =>
  control
    .select(shown)
    .from(committee)
    .where(sql`${committee.handle} in (select value from json_each(${JSON.stringify(handles)}))`)

/** Query for those of them that can be named as places to send to: not those still being set up. */
export const placesNamed = ({ control }: Visit, handles: readonly string[]) =>
  control
    .select(shown)
    .from(committee)
    .where(
      and(
        sql`${committee.handle} in (select value from json_each(${JSON.stringify(handles)}))`,
        inArray(committee.state, ['ready', 'suspended']),
      ),
    )

const below = ({ control, committee: here }: Context, state: 'ready' | 'suspended') =>
  directlyBelow(control, { id: here.id, state })

const directlyBelow = query<{ id: string; state: string }>()((db, { id, state }) =>
  db
    .select({ id: committee.id, handle: committee.handle, name: committee.name })
    .from(committee)
    .where(
      and(
        eq(committee.superiorId, id),
        eq(committee.superiorState, 'accepted'),
        sql`${committee.state} = ${state}`,
      ),
    )
    .orderBy(asc(committee.sortKey)),
)
