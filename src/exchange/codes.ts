import { sql } from 'drizzle-orm'
import type { Column, SQL } from 'drizzle-orm'

/** Status codes of the national document axis (QCVN 102:2016/BTTTT, amendment 1:2022). */
export const STATUS = {
  '01': 'Đã đến',
  '02': 'Từ chối tiếp nhận',
  '03': 'Đã tiếp nhận',
  '04': 'Phân công',
  '05': 'Đang xử lý',
  '06': 'Hoàn thành',
  '13': 'Yêu cầu lấy lại',
  '15': 'Đồng ý lấy lại',
  '16': 'Từ chối lấy lại',
} as const

export type Status = keyof typeof STATUS

/** What has become of a delivery: a paper stays accepted while the recipient tells how far it has come with it. */
export const OUTCOMES = {
  waiting: ['01'],
  refused: ['02'],
  accepted: ['03', '04', '05', '06'],
  recalled: ['15'],
} as const satisfies Record<string, readonly Status[]>

/** Statuses that the sender has to see to still, unless it said how they are settled. */
export const OPEN = ['01', '02'] as const satisfies readonly Status[]
export const isOpen = (status: string): boolean => OPEN.some((one) => one === status)

/** What has become of a delivery as the board of its sender tells it: what was settled is neither awaited nor refused. */
export const BOARD = [...(Object.keys(OUTCOMES) as (keyof typeof OUTCOMES)[]), 'settled'] as const

/** Lists of arrivals, each the statuses it holds and whether of papers that lie apart: new ones, or all once answered. */
export const LISTS = {
  waiting: [['01', false]],
  apart: [['01', true]],
  refused: both(OUTCOMES.refused),
  accepted: both(OUTCOMES.accepted),
} as const satisfies Record<string, readonly (readonly [Status, boolean])[]>

function both(statuses: readonly Status[]): (readonly [Status, boolean])[] {
  return statuses.flatMap((status): (readonly [Status, boolean])[] => [
    [status, false],
    [status, true],
  ])
}

/**
 * The turn of a delivery among what waits, the least first: what is more urgent (0 to 4), then what its sender has
 * asked for; of equals the oldest. Urgent papers are taken at once, others the same day or the next (NĐ 30/2020,
 * article 22).
 */
export const turnOf = (urgency: number): number => -2 * urgency

/** The turn of a delivery once it was asked for, however often: just before its like. */
export const sooner = (turn: Column): SQL => sql`${turn} - (${turn} % 2 = 0)`

/** What stands in the history of a delivery without being a status of it: the sender asked for it to be taken. */
export const REMINDED = 'reminded'

/** Nor are these: the sender said how it dealt with a refusal or a silence, or took that back. Its own business only. */
export const SETTLED = 'settled'
export const REOPENED = 'reopened'

const BESIDE: Record<string, string> = {
  [REMINDED]: 'Nơi gửi đôn đốc tiếp nhận',
  [SETTLED]: 'Đã giải quyết',
  [REOPENED]: 'Chờ giải quyết lại',
}

/** How a sender deals with a place that refused its paper or never took it; the last two come by themselves. */
export const SETTLEMENTS = {
  sent: 'Đã gửi văn bản đúng',
  left: 'Không gửi nơi này nữa',
  otherwise: 'Đã giải quyết cách khác',
  replaced: 'Đã gửi văn bản thay thế',
  recalled: 'Đã thu hồi văn bản',
} as const
export type Settlement = keyof typeof SETTLEMENTS

export const statusName = (status: string): string => BESIDE[status] ?? STATUS[status as Status] ?? status

/** Reasons for which a committee sends a document back. `other` needs words. */
export const REFUSAL_REASONS = [
  { code: 'wrong_addressee', name: 'Gửi sai nơi nhận' },
  { code: 'unreadable', name: 'Tệp không đọc được hoặc thiếu trang' },
  { code: 'invalid_signature', name: 'Chữ ký số không hợp lệ hoặc thiếu chữ ký, con dấu' },
  { code: 'wrong_form', name: 'Sai thể thức, thiếu thành phần bắt buộc' },
  { code: 'wrong_competence', name: 'Không đúng thẩm quyền' },
  { code: 'secret_content', name: 'Có nội dung bí mật nhà nước, phải gửi bằng đường khác' },
  { code: 'duplicate', name: 'Trùng văn bản đã nhận' },
  { code: 'other', name: 'Lý do khác (ghi rõ)' },
] as const

export const refusalName = (code: string): string =>
  REFUSAL_REASONS.find((reason) => reason.code === code)?.name ?? SETTLEMENTS[code as Settlement] ?? code
