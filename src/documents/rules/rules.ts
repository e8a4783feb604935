import { showDay } from '../../core/dates.ts'
import { fold } from '../../core/text.ts'
import { SECRET_ADVICE, stampInLine, stampInTitle } from '../../core/secrecy/stamps.ts'
import type { Check } from '../outgoing/schema.ts'

/** What is known of a document when it is judged ready to be issued. */
export type Judged = {
  type?: { id: string; name: string; asksNecessity?: boolean } | undefined
  issuer?: { id: string } | undefined
  decidingBody: string | null
  subject: string
  signerName: string | null
  signerTitle: string | null
  recipientCount: number
  fileCount: number
  urgency: number
  deliverBy: string | null
  overrideReason: string | null
  necessity?: string | null
  /** Whether the deciding body may issue this type by the rules in force: yes, no, or not settled by them. */
  competent: 'yes' | 'no' | 'unsettled'
  ruleSource: string
}

/** Whether a line carries a stamp of state secrecy, standing apart as stamps do ("bảo mật" is none). */
export const carriesSecretStamp = (line: string): boolean =>
  (stampInLine(line) ?? stampInTitle(line)) !== undefined

/**
 * Everything a document needs before it can be numbered, each with the field to mend. The nine compulsory
 * parts of HD 05-HD/VPTW that this system can see; a lack of competence only warns and asks for a reason
 * (local practice varies).
 */
export function judge(document: Judged): (Check & { field: string })[] {
  const need = (field: string, ok: boolean, label: string, detail: string): Check & { field: string } =>
    ok ? { id: field, field, state: 'ok', label } : { id: field, field, state: 'error', label, detail }
  return [
    need('typeId', document.type !== undefined, 'Tên loại văn bản', 'Chọn tên loại văn bản.'),
    need('issuerId', document.issuer !== undefined, 'Cơ quan ban hành', 'Chọn cơ quan ban hành.'),
    need(
      'decidingBody',
      has(document.decidingBody),
      'Thẩm quyền ban hành',
      'Chọn thẩm quyền ban hành: Ban Chấp hành, Ban Thường vụ hay Thường trực.',
    ),
    subject(document),
    need(
      'signerName',
      has(document.signerName) && has(document.signerTitle),
      'Người ký',
      'Nhập họ và tên, chức vụ người ký.',
    ),
    need('recipients', document.recipientCount > 0, 'Nơi nhận', 'Chọn ít nhất một nơi nhận.'),
    need('files', document.fileCount > 0, 'Tệp văn bản', 'Đính kèm bản văn bản đã ký.'),
    ...hour(document),
    ...necessity(document),
    secrecy(document.subject),
    competence(document),
  ]
}

/** The degree of urgency that names an hour: "Hỏa tốc hẹn giờ" (HD 05-HD/VPTW). */
export const TIMED = 4

const has = (text: string | null): boolean => text !== null && text !== ''

/** On paper and in lists the subject stands after the name of the type, which it therefore does not repeat. */
function subject({ subject: text, type }: Judged): Check & { field: string } {
  const base = { id: 'subject', field: 'subject', label: 'Trích yếu' }
  if (text === '') return { ...base, state: 'error', detail: 'Nhập trích yếu nội dung.' }
  return type !== undefined && fold(text).startsWith(`${fold(type.name)} `)
    ? { ...base, state: 'warn', detail: `Bỏ chữ “${type.name}” ở đầu: tên loại đã ghi riêng.` }
    : { ...base, state: 'ok' }
}

/** Fewer and clearer papers: of the types that ask for it, what a paper is for is told to whoever judges and signs it. */
function necessity({ type, necessity: why = null }: Judged): (Check & { field: string })[] {
  if (type?.asksNecessity !== true) return []
  const base = { id: 'necessity', field: 'necessity', label: 'Sự cần thiết' }
  return has(why)
    ? [{ ...base, state: 'ok' }]
    : [
        {
          ...base,
          state: 'warn',
          detail: `Nêu trong một câu vì sao cần ban hành ${type.name.toLocaleLowerCase('vi')} này, không dùng được văn bản đang có.`,
        },
      ]
}

/** Which marks of urgency there are differs by circular, so a lacking hour is only told. */
function hour({ urgency, deliverBy }: Judged): (Check & { field: string })[] {
  if (urgency !== TIMED) return []
  const base = { id: 'deliverBy', field: 'deliverBy', label: 'Giờ hẹn' }
  return has(deliverBy)
    ? [{ ...base, state: 'ok' }]
    : [{ ...base, state: 'warn', detail: 'Văn bản hỏa tốc hẹn giờ cần ghi giờ, ngày giao đến.' }]
}

/**
 * Warns who gives a number while the last of its run bears a day to come, as a clock that was ahead leaves it: days
 * never go back as numbers go on, so the next bears that day, too.
 * @param last the day of the last number of the run, if it has any
 */
export const laterDay = (last: string | null | undefined, today: string): Check[] =>
  last === null || last === undefined || last <= today
    ? []
    : [
        {
          id: 'day',
          state: 'warn',
          label: 'Ngày của số sẽ cấp',
          detail: `Số liền trước mang ngày ${showDay(last)}, sau hôm nay, nên số này cũng mang ngày ${showDay(last)}. Đề nghị báo bộ phận kỹ thuật kiểm tra đồng hồ máy chủ trước khi cấp số.`,
        },
      ]

const secrecy = (subject: string): Check & { field: string } =>
  carriesSecretStamp(subject)
    ? {
        id: 'secrecy',
        field: 'subject',
        state: 'error',
        label: 'Không thuộc bí mật nhà nước',
        detail: SECRET_ADVICE,
      }
    : { id: 'secrecy', field: 'subject', state: 'ok', label: 'Trích yếu không mang dấu chỉ độ mật' }

function competence(document: Judged): Check & { field: string } {
  const base = { id: 'competence', field: 'overrideReason', label: 'Thẩm quyền ban hành' }
  if (document.competent === 'yes') return { ...base, state: 'ok' }
  const why =
    document.competent === 'no'
      ? `Theo ${document.ruleSource}, cơ quan này không ban hành tên loại "${document.type?.name ?? ''}".`
      : `${document.ruleSource} chưa nêu rõ thẩm quyền đối với tên loại "${document.type?.name ?? ''}"; đề nghị kiểm tra quy chế làm việc.`
  if (document.competent === 'unsettled') return { ...base, state: 'warn', detail: why }
  return has(document.overrideReason)
    ? { ...base, state: 'warn', detail: `${why} Vẫn ban hành vì: ${document.overrideReason}` }
    : { ...base, state: 'error', detail: `${why} Nếu vẫn ban hành, nêu lý do và người cho phép.` }
}
