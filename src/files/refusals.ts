import { Invalid } from '../core/errors.ts'
import { showSize } from './rules.ts'
import type { Kind } from './rules.ts'

/** Why a file is not taken in; each a 422 with its own stable code, and the remedy. */
const refusal = (code: string, message: string): Invalid =>
  new Invalid([{ field: 'file', message }], code, message)

export const wrongKind = (): Invalid =>
  refusal(
    'file_kind',
    'Hệ thống chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) và ảnh (.png, .jpg). Đề nghị lưu lại ở một trong các dạng này rồi tải lên.',
  )

export const empty = (): Invalid =>
  refusal('file_empty', 'Tệp rỗng (0 byte). Đề nghị kiểm tra và chọn lại tệp.')

export const wrongHash = (): Invalid =>
  refusal(
    'file_hash',
    'Nội dung nhận được không khớp mã kiểm tra hoặc dung lượng đã báo, có thể do đường truyền. Đề nghị tải lên lại.',
  )

export const wrongContent = (kind: Kind, why = ''): Invalid =>
  refusal(
    'file_content',
    why === ''
      ? `Nội dung không phải tệp ${kind.name} như tên gọi, hoặc tệp đã hỏng. Đề nghị mở thử, lưu lại rồi tải lên.`
      : why,
  )

export const oldOffice = (kind: Kind): Invalid =>
  wrongContent(
    kind,
    `Tệp đặt mật khẩu hoặc thuộc định dạng Office cũ. Đề nghị bỏ mật khẩu, lưu lại dạng .${kind.endings[0] ?? ''} rồi tải lên.`,
  )

export const macros = (kind: Kind): Invalid =>
  wrongContent(
    kind,
    `Tệp chứa macro. Đề nghị lưu lại dạng .${kind.endings[0] ?? ''} không có macro rồi tải lên.`,
  )

export const tooLarge = (most: number): string =>
  `Tệp vượt quá ${showSize(most)}. Đề nghị giảm dung lượng (ví dụ quét ở 200 dpi) hoặc chia thành nhiều tệp.`

/** The committee stores as much as the instance lets one. */
export const noRoom = (most: number): Invalid =>
  refusal(
    'file_quota',
    `Cơ quan đã dùng hết ${showSize(most)} dung lượng lưu tệp được cấp. Đề nghị liên hệ đơn vị quản lý hệ thống.`,
  )

/** A file that takes a password to be read: nobody could be told what is in it. */
export const locked = (kind: Kind): Invalid =>
  wrongContent(
    kind,
    `Tệp ${kind.name} đặt mật khẩu nên hệ thống không kiểm tra được nội dung. Đề nghị bỏ mật khẩu, lưu lại rồi tải lên.`,
  )

/** A file that is a document and something else at once, depending on the program that opens it. */
export const disguised = (): Invalid =>
  refusal(
    'file_content',
    'Tệp chứa thêm một tệp thuộc dạng khác ghép vào nên mỗi chương trình có thể mở ra một nội dung khác nhau. Đề nghị mở tệp, lưu lại thành tệp mới rồi tải lên.',
  )

/** A file built in such a way that looking through it would cost more than files of its size ever do. */
export const unchecked = (): Invalid =>
  refusal(
    'file_unchecked',
    'Không kiểm tra được nội dung tệp này vì cấu tạo quá phức tạp so với dung lượng. Đề nghị mở tệp, lưu lại hoặc in ra một tệp PDF mới rồi tải lên.',
  )

/** The file carries a stamp of state secrecy. */
export const secret = (stamp: string): Invalid =>
  refusal(
    'file_secret',
    `Tệp có dấu “${stamp}”. Hệ thống này nối mạng Internet nên không được nhận, lưu hay gửi tài liệu bí mật nhà nước. Đề nghị gửi bản giấy hoặc qua mạng cơ yếu, và xóa bản này khỏi máy nối mạng. Nếu hệ thống nhận nhầm, văn thư xác nhận kèm lý do.`,
  )
