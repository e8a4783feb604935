import { asc, eq, sql } from 'drizzle-orm'
import type { Me } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { given } from '../../core/given.ts'
import { query } from '../../core/query.ts'
import type { document } from '../tables.ts'
import { holds } from './hand.ts'
import type { WayAnswer } from './schema.ts'
import { moveName, movesFrom, STAGES } from './stages.ts'
import { documentMove, documentVersion } from './tables.ts'

/** Statements that read the way of a draft. */
export const wayOf = (ctx: Context, id: string) => ({
  handed: handed(ctx.tenant, { id }),
  kept: kept(ctx.tenant, { id }),
})

const handed = query<{ id: string }>()((db, { id }) =>
  db
    .select()
    .from(documentMove)
    .where(eq(documentMove.documentId, id))
    .orderBy(asc(documentMove.no))
    .limit(200),
)
const kept = query<{ id: string }>()((db, { id }) =>
  db
    .select({ n: sql<number>`count(*)` })
    .from(documentVersion)
    .where(eq(documentVersion.documentId, id)),
)

type Seen = { handed: (typeof documentMove.$inferSelect)[]; kept: { n: number }[] }

/** For who may read a paper but was no party to its drafting: how it came about is not theirs to read. */
export const UNSEEN: Seen = { handed: [], kept: [] }

/** The way of a draft in words: where it lies, where this person may send it, how it came here. */
export function tellWay(
  me: Me,
  found: typeof document.$inferSelect,
  { handed: moves, kept: n }: Seen,
): WayAnswer {
  const { stage, holderId, holderName, holdDueOn, handedAt } = found
  const mine = found.state === 'draft' && holds(me, found)
  return {
    stage,
    stageName: STAGES[stage],
    moves: mine
      ? movesFrom(stage, me.roles).map(({ act, name, goes, note }) => ({
          act,
          name,
          goes,
          note: note === true,
        }))
      : [],
    handed: moves.map((one) => ({
      at: iso(one.at),
      by: one.byName,
      name: moveName(one.act),
      stageName: STAGES[one.to],
      ...given({ to: one.toName, dueOn: one.dueOn, note: one.note }),
    })),
    versions: n[0]?.n ?? 0,
    ...given({
      holder: holderId === null ? null : { id: holderId, name: holderName ?? '' },
      dueOn: holdDueOn,
      since: handedAt === null ? null : iso(handedAt),
    }),
  }
}
