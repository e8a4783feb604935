import { addDays, showDay } from '../../core/dates.ts'

/** A term by its days, `YYYY-MM-DD`, both included; the last one may be open. */
export type TermDays = { id: string; name: string; opensOn: string; closesOn: string | null }

/** Something that took its number on a day: a document issued, an arrival entered. */
export type Numbered = { day: string; what: string }

/** The first and the last thing that was numbered in a term. */
export type Used = { first: Numbered; last: Numbered }

/** What a change of terms does to the days of each, or why it may not be made. */
export type TermPlan =
  | { ok: true; days: Pick<TermDays, 'id' | 'opensOn' | 'closesOn'>[] }
  | { ok: false; field: 'opensOn' | 'closesOn'; message: string }

const refused = (field: 'opensOn' | 'closesOn', message: string): TermPlan => ({ ok: false, field, message })

const byOpening = (terms: TermDays[]): TermDays[] =>
  terms.toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : 1))

/** The term a day falls in. */
export const termOf = <T extends TermDays>(terms: T[], day: string): T | undefined =>
  terms.find((term) => term.opensOn <= day && (term.closesOn === null || day <= term.closesOn))

/**
 * Opening a new term closes the last one the day before. Nothing numbered in the last term
 * may come to lie in the new one.
 * @param used what was numbered in the last term
 */
export function planOpening(terms: TermDays[], opensOn: string, used: Used | undefined): TermPlan {
  const last = byOpening(terms).at(-1)
  if (last === undefined) return { ok: true, days: [] }
  if (opensOn <= last.opensOn) {
    return refused(
      'opensOn',
      `Nhiệm kỳ mới phải mở sau ngày mở nhiệm kỳ ${last.name} (${showDay(last.opensOn)}).`,
    )
  }
  if (last.closesOn !== null && last.closesOn < opensOn) return { ok: true, days: [] }
  if (used !== undefined && used.last.day >= opensOn)
    return refused('opensOn', wouldMove(last, used.last, opensOn))
  return { ok: true, days: [{ id: last.id, opensOn: last.opensOn, closesOn: addDays(opensOn, -1) }] }
}

/**
 * Moves the opening of a term, and with it the closing of the one before; or the closing of the last term.
 * @param used what was numbered, by term
 */
export function planEdit(
  terms: TermDays[],
  id: string,
  change: { opensOn?: string | undefined; closesOn?: string | null | undefined },
  used: Map<string, Used>,
): TermPlan {
  const order = byOpening(terms)
  const at = order.findIndex((term) => term.id === id)
  const self = order[at]
  if (self === undefined) return { ok: true, days: [] }
  const opened = moveOpening(order, at, change.opensOn ?? self.opensOn, used)
  if (!opened.ok || change.closesOn === undefined || change.closesOn === self.closesOn) return opened
  return moveClosing(order, at, change.closesOn, opened, used)
}

function moveOpening(order: TermDays[], at: number, opensOn: string, used: Map<string, Used>): TermPlan {
  const self = order[at]
  const before = order[at - 1]
  if (self === undefined || opensOn === self.opensOn) return { ok: true, days: [] }
  if (before !== undefined && opensOn <= before.opensOn) {
    return refused(
      'opensOn',
      `Ngày mở phải sau ngày mở nhiệm kỳ ${before.name} (${showDay(before.opensOn)}).`,
    )
  }
  if (self.closesOn !== null && opensOn > self.closesOn) {
    return refused('opensOn', `Ngày mở phải từ ngày kết thúc ${showDay(self.closesOn)} trở về trước.`)
  }
  const own = used.get(self.id)
  if (own !== undefined && own.first.day < opensOn)
    return refused('opensOn', wouldMove(self, own.first, opensOn))
  const days = [{ id: self.id, opensOn, closesOn: self.closesOn }]
  if (before === undefined) return { ok: true, days }
  const adjoining = before.closesOn === null || before.closesOn === addDays(self.opensOn, -1)
  if (!adjoining && before.closesOn !== null && before.closesOn < opensOn) return { ok: true, days }
  const others = used.get(before.id)
  if (others !== undefined && others.last.day >= opensOn) {
    return refused('opensOn', wouldMove(before, others.last, opensOn))
  }
  return { ok: true, days: [{ ...before, closesOn: addDays(opensOn, -1) }, ...days] }
}

function moveClosing(
  order: TermDays[],
  at: number,
  closesOn: string | null,
  opened: Extract<TermPlan, { ok: true }>,
  used: Map<string, Used>,
): TermPlan {
  const self = order[at]
  if (self === undefined) return opened
  if (at < order.length - 1) {
    return refused('closesOn', 'Nhiệm kỳ này kết thúc khi nhiệm kỳ sau mở; sửa ngày mở của nhiệm kỳ sau.')
  }
  const opensOn = opened.days.find((one) => one.id === self.id)?.opensOn ?? self.opensOn
  if (closesOn !== null && closesOn < opensOn) {
    return refused('closesOn', `Ngày kết thúc phải từ ngày mở ${showDay(opensOn)} trở đi.`)
  }
  const own = used.get(self.id)
  if (closesOn !== null && own !== undefined && own.last.day > closesOn) {
    return refused('closesOn', wouldMove(self, own.last, closesOn))
  }
  const others = opened.days.filter((one) => one.id !== self.id)
  return { ok: true, days: [...others, { id: self.id, opensOn, closesOn }] }
}

const wouldMove = (term: TermDays, { what, day }: Numbered, wished: string): string =>
  `${what}, ngày ${showDay(day)}, đã lấy số trong nhiệm kỳ ${term.name} và không thể chuyển sang nhiệm kỳ khác. Không đặt được ngày ${showDay(wished)}.`
