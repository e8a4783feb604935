import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { commit, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { cross } from '../core/crossing.ts'
import type { CrossingKind } from '../core/crossing.ts'
import { iso } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
import { facesOf, linkedAmong, named } from '../directory/standing.ts'
import type { Addressee } from '../documents/outgoing/reach.ts'
import { senderActs } from './acts.ts'
import { block } from './exchange-tables.ts'
import type { blockAnswer, blockList, blockQuery } from './schema.ts'

/** A committee takes nothing more from a sender, or takes it again. */
type Blocking = { recipientId: string; senderId: string; byName: string; active: boolean }

/** Tells the exchange from whom a committee takes nothing. */
export const blocking: CrossingKind<Blocking> = {
  kind: 'block',
  exchange: (db, effect, at) => [
    db
      .insert(block)
      .values({ ...effect, at })
      .onConflictDoUpdate({
        target: [block.senderId, block.recipientId],
        set: { active: effect.active, byName: effect.byName, at },
        setWhere: sql`${block.at} <= ${at}`,
      }),
  ],
}

/**
 * Takes nothing more from a committee. What it sent before stays.
 * @throws Invalid when there is no such committee, or it is this one; Conflict when it is the superior of this one
 */
export async function blockSender(ctx: Context, handle: string): Promise<z.infer<typeof blockAnswer>> {
  const [{ me }, sender] = await Promise.all([look(ctx, {}), named(ctx, handle)])
  if (sender === undefined || sender.id === ctx.committee.id) throw unknownSender()
  if (sender.superior) throw ownSuperior(sender.name)
  return decide(ctx, me, sender, handle, true)
}

/**
 * Takes papers from a committee again.
 * @throws NotFound when it was not blocked
 */
export async function unblockSender(ctx: Context, handle: string): Promise<z.infer<typeof blockAnswer>> {
  const [{ me }, sender] = await Promise.all([look(ctx, {}), named(ctx, handle)])
  if (sender === undefined) throw new NotFound()
  return decide(ctx, me, sender, handle, false)
}

type Sender = { id: string; name: string }

function decide(
  ctx: Context,
  me: { id: string; name: string },
  { id, name }: Sender,
  handle: string,
  active: boolean,
) {
  const act = active ? senderActs.block({ id, name }) : senderActs.unblock({ id, name })
  const effect = { recipientId: ctx.committee.id, senderId: id, byName: me.name, active }
  return cross(
    ctx,
    blocking,
    (announced, { standing }) => {
      if (!active && standing.length === 0) throw new NotFound()
      return commit(ctx, me, act, [announced.row(effect)], { handle, name, blocked: active })
    },
    { standing: ownBlock(ctx, id) },
  )
}

const ownBlock = (ctx: Context, senderId: string) =>
  ctx.exchange
    .select({ id: block.senderId })
    .from(block)
    .where(and(eq(block.senderId, senderId), eq(block.recipientId, ctx.committee.id), eq(block.active, true)))

type Page = { me: string; at?: number | undefined; sender?: string | undefined; limit: number }
const blocked = query<Page>()((db, { me, at, sender, limit }) =>
  db
    .select()
    .from(block)
    .where(
      and(
        eq(block.recipientId, me),
        eq(block.active, true),
        at && sql`(${block.at}, ${block.senderId}) < (${at}, ${sender})`,
      ),
    )
    .orderBy(desc(block.at), desc(block.senderId))
    .limit(limit),
)

/** Whom this committee takes nothing from, the latest first. */
export async function listBlocks(
  ctx: Context,
  { cursor, limit }: z.output<typeof blockQuery>,
): Promise<z.infer<typeof blockList>> {
  const after = readCursor(cursor, z.tuple([z.number(), z.string()]))
  const [, rows] = await Promise.all([
    look(ctx, {}),
    blocked(ctx.exchange, { me: ctx.committee.id, at: after?.[0], sender: after?.[1], limit: limit + 1 }),
  ])
  const faces = await facesOf(
    ctx,
    rows.map((row) => row.senderId),
  )
  const show = (row: typeof block.$inferSelect) => ({
    handle: faces.get(row.senderId)?.handle ?? '',
    name: faces.get(row.senderId)?.name ?? '',
    by: row.byName,
    at: iso(row.at),
  })
  return paged(rows, limit, (row) => [row.at, row.senderId], show)
}

/** Query for those of these places that take nothing from this committee. */
export const blocksOf = (ctx: Context, to: Addressee[]) =>
  ctx.exchange
    .select({ id: block.recipientId })
    .from(block)
    .where(
      and(
        eq(block.senderId, ctx.committee.id),
        eq(block.active, true),
        sql`${block.recipientId} in (select value from json_each(${JSON.stringify(to.map(({ id }) => id))}))`,
      ),
    )

/**
 * A block counts until a link is accepted: nobody is out of reach of a superior.
 * @throws Invalid naming the places that take nothing from here
 */
export async function refuseBlocked(ctx: Context, to: Addressee[], blocks: { id: string }[]): Promise<void> {
  if (blocks.length === 0) return
  const linked = await linkedAmong(
    ctx,
    blocks.map(({ id }) => id),
  )
  const closed = new Set(blocks.flatMap(({ id }) => (linked.has(id) ? [] : [id])))
  if (closed.size === 0) return
  throw new Invalid(
    to
      .filter(({ id }) => closed.has(id))
      .slice(0, 20)
      .map(({ name }) => ({
        field: 'recipients',
        message: `${name} không nhận văn bản của cơ quan đồng chí qua hệ thống. Bỏ nơi nhận này hoặc liên hệ trực tiếp.`,
      })),
  )
}

const unknownSender = () =>
  new Invalid([{ field: 'handle', message: 'Không có cơ quan này trong danh bạ. Đề nghị chọn lại.' }])

const ownSuperior = (name: string) =>
  new Conflict(`${name} là cấp trên trực tiếp của cơ quan, không chặn được.`)
