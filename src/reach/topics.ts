/** What a person may be told of outside the page, as it happens. */
export const TOPICS = {
  urgent: 'Văn bản khẩn, hỏa tốc đến cơ quan',
  reminder: 'Nơi gửi đôn đốc tiếp nhận',
  refusal: 'Nơi nhận từ chối văn bản đã gửi',
  recall: 'Nơi gửi thu hồi văn bản đã nhận',
  spill: 'Văn bản bị khóa vì nghi có bí mật nhà nước',
  asked: 'Cấp trên giao nhiệm vụ, đổi hạn, trả lại kết quả, thu hồi',
  answered: 'Cấp dưới trả lại nhiệm vụ, xin gia hạn, báo kết quả',
  due: 'Nhiệm vụ, bước quy trình sắp đến hạn, quá hạn',
} as const

export type Topic = keyof typeof TOPICS
export const topics = Object.keys(TOPICS) as [Topic, ...Topic[]]

/** All of them press, so who has said nothing is told of them; what does not press is asked for. */
export const USUAL: { mail: Topic[]; push: Topic[] } = { mail: topics, push: topics }

/** From here a paper is worth a notice on a device: hỏa tốc. */
export const FLASH = 3

const DAY = 24 * 3600_000
/** The daily letter comes at half past seven in Vietnam, before the office opens. */
const HALF_PAST_SEVEN = 30 * 60_000

/** The next half past seven in Vietnam after an instant (ms UTC; it is 00:30 UTC). */
export function nextMorning(now: number): number {
  const today = Math.floor(now / DAY) * DAY + HALF_PAST_SEVEN
  return today > now ? today : today + DAY
}
