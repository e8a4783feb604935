import { showInstant } from '../core/dates.ts'
import { letter } from '../core/letter.ts'

type Told = { handle: string; committee: string; from: string; subjectId: string; at: number }

/** How pressing a paper is, as it is stamped. */
const STAMPED = ['', 'khẩn', 'thượng khẩn', 'hỏa tốc', 'hỏa tốc hẹn giờ']

const waiting = ({ handle, subjectId }: Told, baseUrl: string) => ({
  url: `${baseUrl}/${handle}/van-ban-den/cho/${subjectId}`,
  word: 'Mở văn bản',
})

/** An urgent paper has come; nothing of what stands in it. */
export const urgentLetter = letter('urgent', (facts: Told & { urgency: number }, { baseUrl }) => ({
  subject: `Văn bản ${STAMPED[facts.urgency] ?? ''} đến ${facts.committee}`,
  lines: [
    `Có văn bản ${STAMPED[facts.urgency] ?? ''} của ${facts.from}, đến lúc ${showInstant(facts.at)}.`,
    'Đề nghị tiếp nhận ngay trên hệ thống Liên Thông.',
  ],
  link: waiting(facts, baseUrl),
}))

/** The sender of a paper asks for it to be taken. */
export const reminderLetter = letter('reminder', (facts: Told, { baseUrl }) => ({
  subject: `${facts.from} đôn đốc tiếp nhận văn bản`,
  lines: [
    `${facts.from} đôn đốc ${facts.committee} tiếp nhận một văn bản đã gửi (lúc ${showInstant(facts.at)}).`,
    'Đề nghị tiếp nhận, hoặc từ chối và ghi rõ lý do.',
  ],
  link: waiting(facts, baseUrl),
}))

/** The sender of a paper asks for it back. */
export const recallLetter = letter('recall', (facts: Told, { baseUrl }) => ({
  subject: `${facts.from} thu hồi văn bản đã gửi ${facts.committee}`,
  lines: [
    `${facts.from} yêu cầu lấy lại một văn bản mà ${facts.committee} đã tiếp nhận (lúc ${showInstant(facts.at)}).`,
    'Đề nghị văn thư trả lời: đồng ý thu hồi, hoặc chưa đồng ý và ghi rõ lý do.',
  ],
  link: waiting(facts, baseUrl),
}))

/** A paper was locked because it may hold a state secret: not a word of which. */
export const spillLetter = letter('spill', (facts: Told, { baseUrl }) => ({
  subject: `${facts.committee}: khóa văn bản nghi có bí mật nhà nước`,
  lines: [
    `${facts.from} đã khóa một văn bản nghi có bí mật nhà nước (lúc ${showInstant(facts.at)}).`,
    'Không mở, in, chuyển tiếp hay trao đổi nội dung văn bản này. Đề nghị Chánh Văn phòng và người phụ trách bảo mật xử lý ngay theo quy trình.',
  ],
  link: { url: `${baseUrl}/${facts.handle}/ban-lam-viec`, word: 'Mở hệ thống' },
}))

/** A place refused what was sent to it. */
export const refusalLetter = letter('refusal', (facts: Told, { baseUrl }) => ({
  subject: `${facts.from} từ chối tiếp nhận văn bản`,
  lines: [
    `${facts.from} từ chối tiếp nhận một văn bản của ${facts.committee} (lúc ${showInstant(facts.at)}).`,
    'Lý do và văn bản nằm trong tình hình gửi nhận trên hệ thống Liên Thông.',
  ],
  link: { url: `${baseUrl}/${facts.handle}/van-ban-di/${facts.subjectId}/noi-nhan`, word: 'Xem tình hình' },
}))
