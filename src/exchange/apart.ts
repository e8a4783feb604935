import { take } from '../entrance/limit.ts'
import { Conflict } from '../core/errors.ts'
import type { Context } from '../core/context.ts'
import { linkedAmong } from '../directory/standing.ts'
import type { Addressee } from '../documents/outgoing/reach.ts'

/** A place, and whether the paper lies apart there because nobody vouches for its sender. */
export type Place = Addressee & { apart: boolean }

const DAY = 86_400

/**
 * Where a paper goes, and where it lies apart: a committee that nobody vouches for reaches those it is linked with as
 * everybody does, and a small number of others a day.
 * @param confirmed whether this committee is
 * @throws Conflict when more others are named than are left for the day
 */
export async function placesFor(ctx: Context, to: Addressee[], confirmed: boolean): Promise<Place[]> {
  if (confirmed) return to.map((one) => ({ ...one, apart: false }))
  const ids = to.map(({ id }) => id)
  const linked = await linkedAmong(ctx, ids)
  const places = to.map((one) => ({ ...one, apart: !linked.has(one.id) }))
  const strangers = places.filter(({ apart }) => apart).length
  const max = ctx.strangersADay
  const counted = { who: `apart ${ctx.committee.id}`, max, seconds: DAY }
  if (strangers > 0 && !(await take(ctx, counted, strangers))) throw tooMany(max)
  return places
}

const tooMany = (max: number) =>
  new Conflict(
    `Cơ quan chưa được cấp trên xác nhận nên mỗi ngày chỉ gửi được đến ${max} nơi chưa có liên kết. Đề nghị gửi đến nơi đã liên kết, hoặc đề nghị cấp trên xác nhận cơ quan.`,
  )
