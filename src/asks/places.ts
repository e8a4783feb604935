import { and, eq, sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { listed, query } from '../core/query.ts'
import { committeesNamed, placesBelow } from '../directory/places.ts'
import { isVouchedFor, linkedAmong } from '../directory/standing.ts'
import { block, mailbox } from '../exchange/exchange-tables.ts'
import type { Above } from './ancestors.ts'
import type { AskInput } from './schema.ts'
import type { AskKind } from './states.ts'

export type Place = { id: string; handle: string; name: string }

/** The committees that are meant, those directly below this one, and those of them that are suspended. */
export async function placesMeant(ctx: Context, { to, below }: Pick<AskInput, 'to' | 'below'>) {
  const [under, named] = await Promise.all([
    placesBelow(ctx),
    to.length === 0 ? [] : committeesNamed(ctx, to),
  ])
  const meant = below ? [...under.ready, ...under.suspended, ...named] : named
  const places = [...new Map(meant.map(({ id, handle, name }) => [id, { id, handle, name }])).values()]
  const unknown = to.filter((handle) => !named.some((one) => one.handle === handle))
  return { places, unknown, under }
}

/** Query for the mailboxes of these committees. */
export const boxesFor = (ctx: Context, places: readonly Place[]) =>
  boxesOf(ctx.exchange, { ids: JSON.stringify(places.map(({ id }) => id)) })
const boxesOf = query<{ ids: string }>()((db, { ids }) =>
  db
    .select({ id: mailbox.committeeId, open: mailbox.open })
    .from(mailbox)
    .where(sql`${mailbox.committeeId} in ${listed(ids)}`),
)

/**
 * Why these committees cannot be asked: oneself, somebody on the way up (a loop, also through others), one that is not
 * directly below unless an opinion is asked of it, one that is suspended.
 */
export function whyNotAsked(
  ctx: Context,
  { places, unknown, under }: Awaited<ReturnType<typeof placesMeant>>,
  chain: readonly Above[],
  boxes: readonly { id: string; open: boolean }[],
  kind: AskKind = 'task',
): FieldProblem[] {
  const open = new Set(boxes.filter((box) => box.open).map(({ id }) => id))
  const below = new Set([...under.ready, ...under.suspended].map(({ id }) => id))
  const above = new Set(chain.flatMap(({ fromId, toId }) => [fromId, toId]))
  const why = ({ id, name }: Place): string | undefined => {
    if (id === ctx.committee.id) return 'Cơ quan không tự giao nhiệm vụ cho mình ở đây; dùng Giao nhiệm vụ.'
    if (above.has(id)) return `${name} là nơi đã giao việc này xuống: giao ngược lại sẽ thành vòng.`
    if (kind === 'task' && !below.has(id))
      return `${name} không trực thuộc cơ quan. Với nơi khác, đề nghị gửi văn bản phối hợp.`
    if (!open.has(id)) return `${name} đang tạm dừng sử dụng hệ thống. Đơn vị quản lý hệ thống có thể mở lại.`
    return undefined
  }
  return [
    ...unknown.map((handle) => ({ field: 'to', message: `Không có cơ quan nào có tên rút gọn ${handle}.` })),
    ...places.flatMap((place) => {
      const message = why(place)
      return message === undefined ? [] : [{ field: 'to', message }]
    }),
    ...(kind === 'task' && places.length === 0 && unknown.length === 0
      ? [{ field: 'to', message: 'Chọn ít nhất một cơ quan cấp dưới trực thuộc.' }]
      : []),
  ]
}

/**
 * Why these committees are not asked for an opinion from here: they take nothing from this one, or nobody vouches for
 * it and they are not linked with it. A paper would lie apart there; what is asked lies on a desk.
 * @param blocks those of them that take nothing from here
 */
export async function whyOutOfReach(
  ctx: Context,
  places: readonly Place[],
  blocks: readonly { id: string }[],
): Promise<FieldProblem[]> {
  const ids = places.map(({ id }) => id)
  const [linked, confirmed] = await Promise.all([linkedAmong(ctx, ids), isVouchedFor(ctx)])
  return places.flatMap(({ id, name }) => {
    if (linked.has(id)) return []
    if (blocks.some((one) => one.id === id))
      return [{ field: 'to', message: `${name} không nhận văn bản của cơ quan đồng chí qua hệ thống.` }]
    return confirmed
      ? []
      : [
          {
            field: 'to',
            message: `Cơ quan chưa được cấp trên xác nhận nên chỉ lấy ý kiến nơi đã liên kết; ${name} chưa liên kết.`,
          },
        ]
  })
}

/** Query for those of these committees that take nothing from one. */
export const blocksOf = query<{ from: string; ids: string }>()((db, { from, ids }) =>
  db
    .select({ id: block.recipientId })
    .from(block)
    .where(
      and(eq(block.senderId, from), eq(block.active, true), sql`${block.recipientId} in ${listed(ids)}`),
    ),
)

/** @throws Invalid when there is any problem; no more than people read are told */
export function refuse(problems: FieldProblem[]): void {
  if (problems.length > 0) throw new Invalid(problems.slice(0, 20))
}
