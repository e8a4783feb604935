import { z } from 'zod'
import { look, named } from './batch.ts'
import type { Me, Rows, Statement } from './batch.ts'
import type { Context } from './context.ts'
import { askedBy } from './query.ts'
import type { Sought } from './text.ts'
import { keeping } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'

type Queries = Record<string, Statement>

/**
 * What a domain brings to something made of all domains: what it must read, from which database, and what it makes of
 * it for the acting member. {@link gather} reads all parts together.
 */
export type Part<Asked, Out> = {
  tenant?: ((ctx: Context, asked: Asked) => Queries) | undefined
  exchange?: ((ctx: Context, asked: Asked) => Queries) | undefined
  control?: ((ctx: Context, asked: Asked) => Queries) | undefined
  show(me: Me, rows: Rows<Queries>, ctx: Context, asked: Asked): Out
}

/** Makes a part whose `show` knows the rows of its queries. */
export const part =
  <Asked, Out>() =>
  <
    T extends Queries = Record<never, never>,
    E extends Queries = Record<never, never>,
    C extends Queries = Record<never, never>,
  >(is: {
    tenant?: (ctx: Context, asked: Asked) => T
    exchange?: (ctx: Context, asked: Asked) => E
    control?: (ctx: Context, asked: Asked) => C
    show(me: Me, rows: Rows<T> & Rows<E> & Rows<C>, ctx: Context, asked: Asked): Out
  }): Part<Asked, Out> =>
    is as unknown as Part<Asked, Out>

/**
 * Reads what all parts need, however many they are: one trip to each database, all at the same moment. What several
 * parts ask alike is asked once.
 * @param more what the caller itself reads of the tenant
 * @param often whether it is asked over and over while nothing changes: what was read is kept as long as it is so
 */
export async function gather<Asked, Out, More extends Queries>(
  ctx: Context,
  parts: readonly Part<Asked, Out>[],
  asked: Asked,
  more: More,
  often = false,
): Promise<{ me: Me; outs: Out[]; more: Rows<More> }> {
  const of = (side: 'tenant' | 'exchange' | 'control') => together(parts, (one) => one[side]?.(ctx, asked))
  const [own, shared, directory] = [of('tenant'), of('exchange'), of('control')]
  const [{ me, ...rows }, outside, above] = await Promise.all([
    look(often ? { ...ctx, tenant: keeping(ctx.tenant) } : ctx, { ...more, ...own.queries }),
    ask(often ? keeping(ctx.exchange) : ctx.exchange, shared.queries),
    ask(often ? keeping(ctx.control) : ctx.control, directory.queries),
  ])
  const all = { ...rows, ...outside, ...above } as Record<string, unknown>
  const outs = parts.map((one, i) => one.show(me, ownRows([own, shared, directory], i, all), ctx, asked))
  return { me, outs, more: rows as unknown as Rows<More> }
}

/** What was read for one of the parts, under its own names. */
const ownRows = (read: readonly Together[], i: number, all: Record<string, unknown>) =>
  Object.fromEntries(
    read.flatMap(({ names }) => (names[i] ?? []).map(([name, asked]) => [name, all[asked]])),
  ) as Rows<Queries>

/** The queries of all parts in one, and for each part under which name what it calls so stands there. */
type Together = { queries: Queries; names: [name: string, asked: string][][] }

function together<P>(parts: readonly P[], of: (part: P) => Queries | undefined): Together {
  const queries: Queries = {}
  const known = new Map<string, string>()
  const names = parts.map((one, i) =>
    Object.entries(of(one) ?? {}).map(([name, query]): [string, string] => {
      const asked = askedBy(query)
      const same = asked === undefined ? undefined : known.get(asked)
      if (same !== undefined) return [name, same]
      const under = `${i}.${name}`
      queries[under] = query
      if (asked !== undefined) known.set(asked, under)
      return [name, under]
    }),
  )
  return { queries, names }
}

async function ask(database: Database, queries: Queries): Promise<Rows<Queries>> {
  const statements = Object.values(queries)
  if (statements.length === 0) return {}
  return named(queries, (await database.batch(statements as [Statement, ...Statement[]])) as unknown[])
}

/** One thing on a desk. `kind` says which screen it opens and how it is worded there. */
export const deskItem = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  sub: z.string(),
  at: z.iso.datetime(),
  urgency: z.number(),
  notation: z.string().optional(),
  remindedAt: z.iso.datetime().optional(),
  /** What is asked of the member, where a kind asks more than one thing: to do, to judge, to read. */
  ask: z.string().optional(),
  dueOn: z.iso.date().optional(),
  /** What of another committee's it was made for, which may have news of it. */
  origin: z.string().optional(),
})
export type DeskItem = z.infer<typeof deskItem>

/** Something sent that others have yet to take. */
export const awaitedItem = z.object({
  documentId: z.string(),
  notation: z.string(),
  typeName: z.string(),
  subject: z.string(),
  issuedAt: z.iso.datetime(),
  total: z.number(),
  waiting: z.number(),
  accepted: z.number(),
  refused: z.number(),
})

/** A paper issued lately. */
export const recentItem = z.object({
  id: z.string(),
  notation: z.string(),
  typeName: z.string(),
  subject: z.string(),
  issuedOn: z.iso.date(),
})

/** What a domain lays on a desk: to do, coming to somebody else, awaited from others, done lately. */
export type OnDesk = {
  waiting?: DeskItem[]
  arriving?: DeskItem[]
  awaiting?: z.infer<typeof awaitedItem>[]
  recent?: z.infer<typeof recentItem>[]
}
export type DeskPart = Part<undefined, OnDesk>
export const deskPart = part<undefined, OnDesk>()

/** What a member is asked to do: what Việc của tôi lists and every desk shows too. */
export type WorkPart = Part<undefined, DeskItem[]>
export const workPart = part<undefined, DeskItem[]>()

/**
 * What somebody outside who gave a task says of it now, where nobody here acted on that yet: our own row stays behind
 * until then, so that whatever shows it asks for the news too.
 */
export type News = {
  /** The id of what of theirs the task was made for. */
  origin: string
  dueOn: string
  /** They want it no more, or have it: nothing is late. */
  over: boolean
  /** What they decided, in a few words. */
  text: string
}
/** News are the committee's, whoever reads them, and lie in the exchange alone. */
export type NewsPart = Part<undefined, News[]>
export const newsPart = part<undefined, News[]>()

/** The news that all domains have; to be gathered beside what shows them. */
export const newsParts = async ({ house }: Context): Promise<NewsPart[]> =>
  (await Promise.all(house.parts.news.map((load) => load()))) as NewsPart[]

/** The news alone, in one trip to the exchange: for what is ordered or counted by them. */
export async function readNews(ctx: Context): Promise<News[]> {
  const parts = await newsParts(ctx)
  const shared = together(parts, (one) => one.exchange?.(ctx, undefined))
  const rows = await ask(ctx.exchange, shared.queries)
  return parts.flatMap((one, i) => one.show({} as Me, ownRows([shared], i, rows), ctx, undefined))
}

/**
 * What lies on a desk with the news of it: nobody is pressed for what is late no more, or is wanted no more.
 * @param today `YYYY-MM-DD`
 */
export const withNews = (items: readonly DeskItem[], news: readonly News[], today: string): DeskItem[] =>
  items.flatMap((item) => {
    const own = item.origin === undefined ? [] : news.filter(({ origin }) => origin === item.origin)
    const found = own.find(({ over }) => over) ?? own[0]
    if (found === undefined) return [item]
    if (item.ask === 'overdue' && (found.over || found.dueOn >= today)) return []
    return [{ ...item, dueOn: found.dueOn, sub: `${item.sub} · ${found.text}` }]
  })

/** How many things of a kind wait for the acting member, by the name under which the menu shows them. */
export type Count = Part<undefined, Record<string, number>>
export const countPart = part<undefined, Record<string, number>>()

/**
 * What changes whenever anything that a domain lays on a desk does, found more cheaply than the desk itself: counts and
 * the newest instants. Nobody sees it but as a hash.
 */
export type PulsePart = Part<undefined, unknown>
export const pulsePart = part<undefined, unknown>()

/** What a search asks: what is sought, and how many of a kind to find. */
export type Search = { sought: Sought; limit: number }

/** One thing found. */
export const foundItem = z.object({
  kind: z.string(),
  id: z.string(),
  title: z.string(),
  sub: z.string(),
  notation: z.string().optional(),
  on: z.iso.date().optional(),
  /** What became of it since, in two or three words, and whether it holds no more. */
  mark: z.object({ text: z.string(), ended: z.boolean() }).optional(),
  /** The delivery that brought it: what its sender did to it since is asked by that. */
  deliveryId: z.string().optional(),
})
export type SearchPart = Part<Search, z.infer<typeof foundItem>[]>
export const searchPart = part<Search, z.infer<typeof foundItem>[]>()
