import { and, eq } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { query } from '../core/query.ts'
import type { FileFacts } from '../files/schema.ts'
import { ask, turn } from './exchange-tables.ts'
import { addressed, laid } from './lay.ts'
import { blocksOf, boxesFor } from './places.ts'
import type { Place, placesMeant } from './places.ts'

/** An ask of ours as the exchange has it, with what was filed. */
export type MadeFor = { ask: typeof ask.$inferSelect; turn: typeof turn.$inferSelect | null }

const madeFor = query<{ from: string; origin: string }>()((db, { from, origin }) =>
  db
    .select({ ask, turn })
    .from(ask)
    .leftJoin(turn, and(eq(turn.askId, ask.id), eq(turn.period, '')))
    .where(and(eq(ask.fromId, from), eq(ask.originId, origin))),
)

/** Query for the asks that were made for something of ours, with what was filed. */
export const asksMadeFor = (ctx: Context, origin: string) =>
  madeFor(ctx.exchange, { from: ctx.committee.id, origin })

/** Query for the mailboxes of those who are meant, to be read alongside the asking. */
export const boxesAt = (ctx: Context, { places }: Awaited<ReturnType<typeof placesMeant>>) =>
  boxesFor(ctx, places)

/** Query for those of them that take nothing from here, likewise. */
export const blocksAt = (ctx: Context, { places }: Awaited<ReturnType<typeof placesMeant>>) =>
  blocksOf(ctx.exchange, { from: ctx.committee.id, ids: JSON.stringify(places.map(({ id }) => id)) })

/** A draft on which opinions are asked: what for, until when, and its files as they lie here. */
export type OnDraft = {
  origin: string
  title: string
  note: string
  dueOn: string
  files: readonly (FileFacts & { blocks: string | null })[]
}

/** Lays asks for an opinion of these committees: our rows, what the exchange is told, and which ask went to whom. */
export function layOpinions(
  ctx: Context,
  me: { id: string; name: string },
  places: readonly Place[],
  { origin, title, note, dueOn, files }: OnDraft,
) {
  const asks = places.map((place) => addressed(place))
  const said = { title, product: 'Ý kiến góp ý, mỗi ý kiến một dòng', target: '', note, dueOn }
  const enclosed = files.map(({ sha256, name, type, size, blocks }, position) => ({
    position,
    sha256,
    name,
    type,
    size,
    blocks,
  }))
  return { asks, ...laid(ctx, me, said, { asks, kind: 'opinion', originId: origin, files: enclosed }) }
}
