import { showDay } from '../core/dates.ts'
import type { Sender } from '../directory/standing.ts'
import type { Check } from '../documents/outgoing/schema.ts'
import { carriesSecretStamp } from '../documents/rules/rules.ts'
import { isSigned, remarkChecks } from '../files/remarks.ts'
import { tellUnsound } from '../files/sound.ts'
import type { Looked } from '../files/sound.ts'
import type { Sheet } from './answer.ts'
import type { consignment, consignmentFile } from './exchange-tables.ts'
import { senderChecks } from './sender.ts'

/** What the clerk would look at before taking a paper, as far as the system can see it. */
export function checksOf(
  sent: typeof consignment.$inferSelect,
  sender: Sender | undefined,
  sheets: (typeof consignmentFile.$inferSelect)[],
  looked: Looked<Sheet>,
  twins: Twin[],
): Check[] {
  return [
    ...senderChecks(sent, sender),
    integrity(looked, sheets.length),
    carriesSecretStamp(sent.subject)
      ? {
          id: 'secrecy',
          state: 'error',
          label: 'Trích yếu mang dấu chỉ độ mật',
          detail: 'Từ chối với lý do nội dung bí mật và báo ngay lãnh đạo.',
        }
      : { id: 'secrecy', state: 'ok', label: 'Trích yếu không mang dấu chỉ độ mật' },
    ...remarkChecks(sheets),
    duplicate(sent, twins),
    ...unsigned(sheets),
  ]
}

type Twin = Record<'arrivedOn' | 'senderId' | 'notation' | 'issuedOn' | 'typeName', string | null> & {
  arrivalNo: number
  arrivedOn: string
}

/** Whether it is in the book already: the same paper first, then the same file under another number. */
function duplicate(sent: typeof consignment.$inferSelect, twins: Twin[]): Check {
  const same = twins.find((one) =>
    (['senderId', 'notation', 'issuedOn', 'typeName'] as const).every((field) => one[field] === sent[field]),
  )
  const twin = same ?? twins[0]
  if (twin === undefined) return { id: 'duplicate', state: 'ok', label: 'Chưa có trong sổ văn bản đến' }
  const entry = `số đến ${twin.arrivalNo} ngày ${showDay(twin.arrivedOn)}`
  return {
    id: 'duplicate',
    state: 'warn',
    label: 'Có thể trùng',
    detail: same
      ? `Đã có ${entry} cùng nơi gửi, số ký hiệu và ngày.`
      : `Có tệp giống hệt tệp của văn bản ${entry}. Đề nghị xem có phải cùng một văn bản không.`,
  }
}

/** What looking at the files gave: of large ones, presence and size alone were looked at. */
function integrity({ unsound, read }: Looked<Sheet>, count: number): Check {
  const files = count === 1 ? 'Tệp' : `${count} tệp`
  if (unsound.length > 0)
    return {
      id: 'integrity',
      state: 'error',
      label: 'Tệp không còn nguyên vẹn như khi phát hành',
      detail: `${unsound.map(tellUnsound).join(' ')} Đề nghị nơi gửi tải lại tệp; chưa tiếp nhận được.`,
    }
  return read
    ? { id: 'integrity', state: 'ok', label: `${files} đúng mã băm khi phát hành` }
    : {
        id: 'integrity',
        state: 'ok',
        label: `${files} có đủ, đúng dung lượng khi phát hành`,
        detail: 'Tệp lớn được so mã băm từng phần khi mở.',
      }
}

/** Of files with digital signatures a report of their own is made; of others the clerk looks at ink and seal. */
function unsigned(sheets: (typeof consignmentFile.$inferSelect)[]): Check[] {
  const pdfs = sheets.filter(({ type }) => type === 'application/pdf')
  if (pdfs.some(isSigned)) return []
  const looked = pdfs.length > 0 && pdfs.every(({ remarks }) => remarks?.signed === 0)
  return [
    {
      id: 'signature',
      state: 'warn',
      label: looked ? 'Tệp không mang chữ ký số' : 'Chữ ký số: chưa kiểm tra được',
      detail: 'Đề nghị xem chữ ký, con dấu trên bản hiển thị.',
    },
  ]
}
