import { and, asc, eq } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { query } from '../core/query.ts'
import type { Served } from '../files/serve.ts'
import { reachOf } from '../tasks/reach.ts'
import { task } from '../tasks/tables.ts'
import { ask, askFile } from './exchange-tables.ts'
import { asks } from './permissions.ts'
import { taken } from './tables.ts'

/** A file that came with an ask, as its origin keeps it. */
export type AskedFile = typeof askFile.$inferSelect & { owner: string }

/** Query for the files that came with an ask of ours; none with another's. */
export const filesWith = query<{ askId: string; me: string }>()((db, { askId, me }) =>
  db
    .select({
      owner: ask.fromId,
      sendingId: askFile.sendingId,
      position: askFile.position,
      sha256: askFile.sha256,
      name: askFile.name,
      type: askFile.type,
      size: askFile.size,
      blocks: askFile.blocks,
    })
    .from(ask)
    .innerJoin(askFile, eq(askFile.sendingId, ask.sendingId))
    .where(and(eq(ask.id, askId), eq(ask.toId, me)))
    .orderBy(asc(askFile.position)),
)

/**
 * Finds a file that came with an ask, for those who take asks and those who have a part in the task it became: it is a
 * draft of somebody else's, and nobody else's business.
 * @throws NotFound when it did not come with this ask, or the ask is out of reach
 */
export async function findAskedFile(ctx: Context, askId: string, sha256: string): Promise<Served> {
  const [{ me, mine }, files] = await Promise.all([
    look(ctx, { mine: partOf(ctx, askId) }),
    filesWith(ctx.exchange, { askId, me: ctx.committee.id }),
  ])
  const found = files.find((one) => one.sha256 === sha256)
  if (found === undefined || (mine.length === 0 && !can(me.roles, asks.take))) throw new NotFound()
  const { owner, name, type, size, blocks } = found
  return { owner, sha256, name, type, size, blocks }
}

/** Query for the task that an ask became, if the member has a part in it. */
export const partOf = (ctx: Context, askId: string) =>
  partIn(ctx.tenant, { askId, person: ctx.person.id, today: dayAt(ctx.clock()) })
const partIn = query<{ askId: string; person: string; today: string }>()((db, { askId, person, today }) =>
  db
    .select({ id: task.id })
    .from(taken)
    .innerJoin(task, eq(task.id, taken.taskId))
    .where(and(eq(taken.askId, askId), reachOf({ person: { id: person } }, today, 'read'))),
)
