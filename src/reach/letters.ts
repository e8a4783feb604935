import { dayAt, showDay } from '../core/dates.ts'
import { letter } from '../core/letter.ts'

/** What waits in one committee, by the names of the counts. */
export type Waits = { handle: string; committee: string; counts: Record<string, number> }

/** What the counts of a menu are called in a letter; what has no name here is not told. */
const NAMED: Record<string, string> = {
  arrivals: 'văn bản đến chờ tiếp nhận',
  drafts: 'dự thảo đang soạn',
  links: 'đề nghị liên kết chờ xác nhận',
  handling: 'văn bản đến chờ phân phối, cho ý kiến hoặc ghi đã biết',
  tasks: 'nhiệm vụ chờ đồng chí',
  rounds: 'dự thảo chờ ý kiến của đồng chí',
  cases: 'bước quy trình chờ đồng chí',
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

/**
 * How much a person is told of this morning: tasks near their day, past it, late in the unit, late in the office; steps
 * of processes that run out today or tomorrow, that have, and that have in the office.
 */
export type Dues = Record<'soon' | 'overdue' | 'unit' | 'office' | 'urgency', number> &
  Partial<
    Record<
      | 'stepsSoon'
      | 'stepsOver'
      | 'stepsOffice'
      | 'opinionsSoon'
      | 'opinionsOver'
      | 'draftsSoon'
      | 'draftsOver'
      | 'alerts',
      number
    >
  >

/** Tasks and steps near their day or past it; how many, nothing of what they are. */
export const dueLetter = letter(
  'due',
  (facts: Dues & { handle: string; committee: string }, { baseUrl }) => ({
    subject: `${subjectOf(facts)} tại ${facts.committee}`,
    lines: [
      ...said(facts.overdue, 'nhiệm vụ đồng chí thực hiện đã quá hạn'),
      ...said(facts.soon, 'nhiệm vụ đồng chí thực hiện sẽ đến hạn trong 7 ngày tới'),
      ...said(facts.unit, 'nhiệm vụ của đơn vị đồng chí phụ trách quá hạn hoặc chưa giao người'),
      ...said(facts.office, 'nhiệm vụ trong cơ quan quá hạn từ 3 ngày'),
      ...said(facts.opinionsOver ?? 0, 'dự thảo xin ý kiến đồng chí đã quá hạn góp ý'),
      ...said(facts.opinionsSoon ?? 0, 'dự thảo xin ý kiến đồng chí sẽ hết hạn góp ý trong 7 ngày tới'),
      ...said(facts.draftsOver ?? 0, 'dự thảo ở bàn đồng chí đã quá hạn xử lý'),
      ...said(facts.draftsSoon ?? 0, 'dự thảo ở bàn đồng chí sẽ đến hạn trong 7 ngày tới'),
      ...said(facts.stepsOver ?? 0, 'bước quy trình đồng chí giữ đã quá hạn'),
      ...said(facts.stepsSoon ?? 0, 'bước quy trình đồng chí giữ hết hạn hôm nay hoặc ngày mai'),
      ...said(facts.alerts ?? 0, 'bước quy trình đến mốc cảnh báo về thời hạn'),
      ...said(facts.stepsOffice ?? 0, 'bước quy trình trong cơ quan quá hạn từ 3 ngày'),
      'Có thể tắt thư này ở Tài khoản → Thông báo.',
    ],
    link: { url: `${baseUrl}/${facts.handle}/cong-viec`, word: 'Mở việc của tôi' },
  }),
)

function subjectOf(facts: Dues): string {
  const { soon, overdue, unit, office, stepsSoon = 0, stepsOver = 0, stepsOffice = 0 } = facts
  const { opinionsSoon = 0, opinionsOver = 0, draftsSoon = 0, draftsOver = 0 } = facts
  if ((facts.alerts ?? 0) > 0) return 'Cảnh báo thời hạn bước quy trình'
  const what =
    soon + overdue + unit + office > 0
      ? 'Nhiệm vụ'
      : stepsSoon + stepsOver + stepsOffice > 0
        ? 'Bước quy trình'
        : opinionsSoon + opinionsOver > 0
          ? 'Góp ý dự thảo'
          : draftsSoon + draftsOver > 0
            ? 'Dự thảo'
            : ''
  const late = overdue + unit + office + stepsOver + stepsOffice + opinionsOver + draftsOver > 0
  return `${what} ${late ? 'quá hạn' : 'sắp đến hạn'}`
}

const said = (n: number, words: string): string[] => (n === 0 ? [] : [`${n} ${words}.`])
