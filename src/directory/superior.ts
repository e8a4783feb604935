import { and, eq, sql } from 'drizzle-orm'
import { expectOne, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { changeDirectory } from './change.ts'
import { endConfirmation } from './confirm.ts'
import { byHandle } from './links.ts'
import { committee } from '../entrance/control-tables.ts'
import { linkActs } from './acts.ts'
import { unknownSuperior } from './unknown-superior.ts'

type Above = { handle: string; name: string }
type Superior = { superior?: { handle: string; name: string; state: 'pending' | 'accepted' } }

/**
 * Asks a committee to be this one's superior, instead of the one it has. It counts once its administrator
 * accepts ({@link acceptLink}).
 * @throws Invalid when there is no such committee, or it is this one
 */
export async function askSuperior(ctx: Context, handle: string): Promise<Superior> {
  await look(ctx, {})
  const { control, committee: here } = ctx
  const [now, wanted] = await control.batch([superiorOf(ctx), byHandle(ctx, handle)])
  const to = wanted[0]
  if (to === undefined || to.state !== 'ready') throw unknownSuperior('handle')
  if (to.id === here.id) throw ownSuperior()
  const before = now[0]
  if (before?.handle === handle) return showSuperior(before)
  const superior = { handle, name: to.name, state: 'pending' as const }
  return changeDirectory(
    ctx,
    linkActs.ask(here, { before: shown(before), after: shown(superior) }),
    link(ctx, before?.id ?? null, { id: to.id, state: 'pending' }),
    { superior },
    takenMeanwhile,
  )
}

/** Ends the link to the superior, accepted or not. Harmless when there is none. */
export async function leaveSuperior(ctx: Context): Promise<Superior> {
  await look(ctx, {})
  const [before] = await superiorOf(ctx)
  if (before === undefined) return {}
  return changeDirectory(
    ctx,
    linkActs.leave(ctx.committee, { before: shown(before) }),
    link(ctx, before.id, null),
    {},
    takenMeanwhile,
  )
}

/** The superior as answered; nothing when there is none. */
export const showSuperior = (row: (Above & { state: string | null }) | undefined): Superior =>
  row?.state === 'pending' || row?.state === 'accepted'
    ? { superior: { handle: row.handle, name: row.name, state: row.state } }
    : {}

/** Query for the superior of this committee, whether accepted yet or not. */
export const superiorOf = ({ control, committee: { id } }: Context) => above(control, { committeeId: id })

const above = query<{ committeeId: string }>()((db, { committeeId }) =>
  db
    .select({
      id: committee.id,
      handle: committee.handle,
      name: committee.name,
      state: sql<
        'pending' | 'accepted' | null
      >`(select superiorState from committee where id = ${committeeId})`,
    })
    .from(committee)
    .where(eq(committee.id, sql`(select superiorId from committee where id = ${committeeId})`)),
)

/** Statements that move this committee's link, and end what the old superior confirmed; undone when it moved meanwhile. */
function link(ctx: Context, from: string | null, to: { id: string; state: 'pending' } | null): Statement[] {
  const set = {
    superiorId: to?.id ?? null,
    superiorState: to?.state ?? null,
    superiorAskedAt: to === null ? null : ctx.clock(),
  }
  return [
    ctx.control
      .update(committee)
      .set(set)
      .where(and(eq(committee.id, ctx.committee.id), sql`${committee.superiorId} is ${from}`)),
    expectOne(ctx.control),
    ...(from === null ? [] : endConfirmation(ctx.control, ctx.committee.id, from)),
  ]
}

const shown = (one: { handle: string; name: string } | undefined) =>
  one === undefined ? undefined : { superior: one.handle, name: one.name }

const ownSuperior = () =>
  new Invalid([
    { field: 'handle', message: 'Cơ quan không thể là cấp trên của chính mình. Đề nghị chọn cơ quan khác.' },
  ])
