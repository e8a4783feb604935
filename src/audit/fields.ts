import { ROLES } from '../core/access.ts'
import { showDay } from '../core/dates.ts'
import { ruleSets } from '../documents/rules/rule-sets.ts'
import { DECIDING_BODIES } from '../directory/rules/kinds.ts'
import { ISSUER_KINDS } from '../organisation/schema.ts'

/** What was kept of a thing before or after a change. */
export type State = Record<string, unknown>
export type FieldChange = { field: string; name: string; before?: string; after?: string }

/** The names of fields as forms call them. What is not listed here is not for people: ids, versions. */
const FIELDS: Record<string, string> = {
  name: 'Tên',
  parent: 'Đơn vị cấp trên',
  rank: 'Thứ tự',
  closed: 'Ngừng hoạt động',
  unit: 'Đơn vị',
  position: 'Chức vụ',
  roles: 'Vai trò',
  email: 'Thư điện tử',
  suffix: 'Ký hiệu',
  kind: 'Loại',
  main: 'Cơ quan ban hành chính',
  oneRun: 'Đánh số chung một dãy',
  opensOn: 'Ngày mở',
  closesOn: 'Ngày kết thúc',
  ground: 'Căn cứ mở',
  last: 'Nhiệm kỳ trước',
  term: 'Nhiệm kỳ',
  next: 'Số tiếp theo',
  period: 'Kỳ đếm số',
  symbol: 'Ký hiệu tên loại',
  countedWith: 'Đánh số chung với',
  hidden: 'Ẩn khi soạn',
  members: 'Nơi nhận của nhóm',
  typeId: 'Tên loại văn bản',
  subject: 'Trích yếu',
  signerName: 'Người ký',
  signerTitle: 'Chức vụ người ký',
  authority: 'Quyền hạn ký',
  decidingBody: 'Thẩm quyền quyết định',
  urgency: 'Độ khẩn',
  dueOn: 'Hạn xử lý',
  paperFollows: 'Gửi kèm bản giấy',
  overrideReason: 'Lý do vẫn ban hành',
  files: 'Tệp',
  copies: 'Số bản',
  note: 'Ghi chú',
  number: 'Số',
  notation: 'Số, ký hiệu',
  issuedOn: 'Ngày ban hành',
  arrivalNo: 'Số đến',
  sender: 'Nơi gửi',
  recipients: 'Nơi nhận',
  reason: 'Lý do',
  text: 'Nội dung',
  type: 'Loại tệp',
  size: 'Dung lượng (byte)',
  stamp: 'Dấu chỉ độ mật tìm thấy',
  declared: 'Cam kết của người tải lên',
  administrator: 'Quản trị',
  factorsRemoved: 'Bỏ mã xác thực và khóa truy cập',
  place: 'Địa danh',
  handle: 'Định danh',
  code: 'Mã định danh',
  validFrom: 'Hiệu lực từ',
  validTo: 'Hiệu lực đến',
  superior: 'Cấp trên',
  subordinate: 'Cấp dưới',
  state: 'Trạng thái liên kết',
}

const URGENCY = ['Thường', 'Khẩn', 'Thượng khẩn', 'Hỏa tốc', 'Hỏa tốc hẹn giờ']

/** Every type of every rule set, old ones too: papers live on. */
const everyType = ruleSets().flatMap(({ types }) => types)

/** The words for values that the program keeps as codes. */
const VALUES: Record<string, Record<string, string> | string[]> = {
  roles: ROLES,
  kind: ISSUER_KINDS,
  decidingBody: DECIDING_BODIES,
  typeId: Object.fromEntries(everyType.map(({ id, name }) => [id, name])),
  urgency: URGENCY,
  ground: { congress: 'Đại hội', reorganisation: 'Sắp xếp tổ chức' },
  state: { pending: 'Chờ xác nhận', accepted: 'Đã chấp nhận' },
}

/** What differs between two states, field by field, in words. Without a state before, everything that is now. */
export function changesOf(before: State | undefined, after: State | undefined): FieldChange[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return fields.flatMap((field) => {
    const name = FIELDS[field]
    const [was, is] = [before, after].map((state) => tell(field, state?.[field]))
    if (name === undefined || was === is) return []
    return [
      {
        field,
        name,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ]
  })
}

/** A value in words; undefined for nothing. */
function tell(field: string, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) {
    const told = value.flatMap((one) => tell(field, one) ?? [])
    return told.length === 0 ? undefined : told.join('; ')
  }
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  if (typeof value === 'object') {
    const { name } = value as { name?: unknown }
    return typeof name === 'string' ? name : undefined
  }
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return showDay(text)
  const words = VALUES[field] as Record<string, string> | undefined
  return words?.[text] ?? text
}
