import { sql } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { Invalid } from '../core/errors.ts'
import type { FieldProblem } from '../core/errors.ts'
import { listed, query } from '../core/query.ts'
import { committeesNamed, placesBelow } from '../directory/places.ts'
import { mailbox } from '../exchange/exchange-tables.ts'
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
export const boxesOf = query<{ ids: string }>()((db, { ids }) =>
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

/** @throws Invalid when there is any problem; no more than people read are told */
export function refuse(problems: FieldProblem[]): void {
  if (problems.length > 0) throw new Invalid(problems.slice(0, 20))
}
