import { dayAt, showDay } from '../core/dates.ts'
import { letter } from '../core/letter.ts'

/** What waits in one committee, by the names of the counts. */
export type Waits = { handle: string; committee: string; counts: Record<string, number> }

/** What the counts of a menu are called in a letter; what has no name here is not told. */
const NAMED: Record<string, string> = {
  arrivals: 'văn bản đến chờ tiếp nhận',
  drafts: 'dự thảo đang soạn',
  links: 'đề nghị liên kết chờ xác nhận',
}

/** What of the counts is worth a line. */
export const worth = (counts: Record<string, number>): string[] =>
  Object.entries(NAMED).flatMap(([name, words]) => {
    const n = counts[name] ?? 0
    return n > 0 ? [`${n} ${words}`] : []
  })

/** One mail a day with what waits. */
export const digestLetter = letter(
  'digest',
  (facts: { name: string; at: number; places: Waits[] }, { baseUrl }) => ({
    subject: `Việc đang chờ ngày ${showDay(dayAt(facts.at))}`,
    lines: [
      `Kính gửi đồng chí ${facts.name},`,
      ...facts.places.map(({ committee, counts }) => `${committee}: ${worth(counts).join(', ')}.`),
      'Đồng chí nhận thư này mỗi ngày một lần; có thể tắt ở Tài khoản → Thông báo.',
    ],
    link: { url: `${baseUrl}/${facts.places[0]?.handle ?? ''}/ban-lam-viec`, word: 'Mở bàn làm việc' },
  }),
)
