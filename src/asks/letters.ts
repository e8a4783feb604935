import { showInstant } from '../core/dates.ts'
import { letter } from '../core/letter.ts'

type Told = { handle: string; committee: string; from: string; subjectId: string; at: number }
type Words = (told: Told) => { subject: string; lines: string[] }

const arrived =
  (words: Words) =>
  (told: Told, { baseUrl }: { baseUrl: string }) => ({
    ...words(told),
    link: { url: `${baseUrl}/${told.handle}/cong-viec/cap-tren-giao/${told.subjectId}`, word: 'Mở nhiệm vụ' },
  })
const given =
  (words: Words) =>
  (told: Told, { baseUrl }: { baseUrl: string }) => ({
    ...words(told),
    link: {
      url: `${baseUrl}/${told.handle}/cong-viec/giao-cap-duoi/${told.subjectId}`,
      word: 'Xem tình hình từng nơi',
    },
  })

/** Something was asked of a committee; nothing of what it says. */
export const askedLetter = letter(
  'asked',
  arrived(({ from, committee, at }) => ({
    subject: `${from} giao nhiệm vụ cho ${committee}`,
    lines: [
      `${from} giao nhiệm vụ hoặc lấy ý kiến ${committee}, lúc ${showInstant(at)}.`,
      'Đề nghị tiếp nhận và giao người thực hiện, hoặc trả lại và ghi rõ lý do.',
    ],
  })),
)

/** Who asked gave another day, or answered a wish for one. */
export const redatedLetter = letter(
  'redated',
  arrived(({ from, committee, at }) => ({
    subject: `${from} trả lời về hạn của nhiệm vụ`,
    lines: [
      `${from} vừa quyết định về hạn của một nhiệm vụ đã giao ${committee}, lúc ${showInstant(at)}.`,
      'Đề nghị ghi nhận để nhiệm vụ ở cơ quan theo đúng hạn đó.',
    ],
  })),
)

/** Who asked gave a result back. */
export const unfiledLetter = letter(
  'unfiled',
  arrived(({ from, committee, at }) => ({
    subject: `${from} trả lại kết quả nhiệm vụ`,
    lines: [
      `${from} trả lại kết quả mà ${committee} đã báo, lúc ${showInstant(at)}.`,
      'Lý do ghi trong nhiệm vụ. Đề nghị ghi nhận và làm tiếp.',
    ],
  })),
)

/** Who asked took it back. */
export const unaskedLetter = letter(
  'unasked',
  arrived(({ from, committee, at }) => ({
    subject: `${from} thu hồi nhiệm vụ đã giao`,
    lines: [
      `${from} thu hồi một nhiệm vụ đã giao ${committee}, lúc ${showInstant(at)}.`,
      'Việc ở cơ quan dừng lại, không mất gì. Đề nghị ghi nhận.',
    ],
  })),
)

/** What was agreed to was changed since: the agreement is to nothing that is there now. */
export const lapsedLetter = letter(
  'lapsed',
  arrived(({ from, committee, at }) => ({
    subject: `${from} sửa dự thảo ${committee} đã nhất trí`,
    lines: [
      `${from} đã sửa dự thảo văn bản liên tịch sau khi ${committee} nhất trí, lúc ${showInstant(at)}.`,
      'Nhất trí đó không còn hiệu lực với bản mới. Đề nghị ghi nhận; nơi gửi lấy ý kiến lại thì trả lời về bản mới.',
    ],
  })),
)

/** A place gave back what it was asked. */
export const declinedLetter = letter(
  'declined',
  given(({ from, committee, at }) => ({
    subject: `${from} trả lại nhiệm vụ`,
    lines: [
      `${from} trả lại một nhiệm vụ mà ${committee} đã giao, lúc ${showInstant(at)}.`,
      'Lý do ghi trong tình hình từng nơi.',
    ],
  })),
)

/** A place wishes for more time. */
export const wishedLetter = letter(
  'wished',
  given(({ from, committee, at }) => ({
    subject: `${from} xin gia hạn nhiệm vụ`,
    lines: [
      `${from} xin gia hạn một nhiệm vụ mà ${committee} đã giao, lúc ${showInstant(at)}.`,
      'Đề nghị trả lời: đồng ý hoặc không gia hạn, ghi rõ lý do.',
    ],
  })),
)

/** A place is done. */
export const filedLetter = letter(
  'filed',
  given(({ from, committee, at }) => ({
    subject: `${from} báo kết quả nhiệm vụ`,
    lines: [
      `${from} đã xong một nhiệm vụ mà ${committee} giao, lúc ${showInstant(at)}; có thể đã có thêm nơi khác.`,
      'Đề nghị công nhận, hoặc trả lại và ghi rõ lý do.',
    ],
  })),
)
