import { count } from '../dates.ts'
import invitations from './invitations.ts'

/** Words of inviting many at once by a list. */
export default {
  invitations,
  back: { links: 'Cấp trên, cấp dưới', members: 'Cán bộ' },
  bodies: 'Mời cơ quan cấp dưới theo danh sách',
  bodiesLead:
    'Mỗi dòng là một cơ quan và thư điện tử của người sẽ là quản trị đầu tiên. Cơ quan đăng ký theo lời mời được xác nhận ngay từ đầu, đúng như dòng của mình.',
  people: 'Mời cán bộ theo danh sách',
  peopleLead: (roles: string) =>
    `Mỗi dòng là một người. Vai trò ghi một hoặc nhiều, cách nhau bằng dấu chấm phẩy: ${roles}. Đơn vị, chức vụ ghi đúng tên đã có trong Quản trị.`,
  columns: (titles: string) =>
    `Tệp Excel (.xlsx) hoặc CSV có dòng tên cột: ${titles}. Tệp chỉ được đọc, không lưu lại.`,
  choose: 'Chọn tệp danh sách',
  pattern: 'Tải tệp mẫu',
  missing: (titles: string) => `Tệp thiếu cột: ${titles}. Đề nghị thêm dòng tên cột như tệp mẫu.`,
  read: (file: string, n: number) => `${file}: ${count(n)} dòng`,
  caption: 'Các dòng của danh sách',
  allRight: 'Mọi dòng đều đọc được. Chưa mời ai cho đến khi bấm nút dưới đây.',
  wrong: (n: number) => `${count(n)} dòng cần sửa. Đề nghị sửa trong tệp rồi chọn lại.`,
  line: (number: number, name: string) => `Dòng ${number}${name === '' ? '' : ` (${name})`}`,
  onlyRight: 'Chỉ mời những dòng đúng.',
  inviteBodies: (n: number) => `Mời ${count(n)} cơ quan`,
  invitePeople: (n: number) => `Mời ${count(n)} người`,
  number: 'Dòng',
  name: 'Tên',
  email: 'Thư điện tử',
  place: 'Địa danh',
  roles: 'Vai trò',
  state: 'Tình trạng',
  right: 'Đúng',
  toMend: 'Cần sửa',
  expires: 'Hết hạn',
  link: 'Đường dẫn',
  lacks: (what: string) => `Thiếu ${what.toLocaleLowerCase('vi')}.`,
  noKind: (kind: string) => `Không có loại hình “${kind}”.`,
  noCodeDay: 'Mã định danh cần ngày có hiệu lực, như 05/02/2026.',
  noRole: (roles: string) => `Không có vai trò “${roles}”.`,
  noUnit: (name: string) => `Không có đơn vị “${name}” đang hoạt động.`,
  noPosition: (name: string) => `Không có chức vụ “${name}” đang dùng.`,
  made: (n: number) => `Đã mời ${count(n)} nơi`,
  madePeople: (n: number) => `Đã mời ${count(n)} người`,
  mailed:
    'Thư mời đang được gửi. Có thể tải thêm danh sách đường dẫn để trao tận tay; mỗi đường dẫn dùng một lần.',
  byHand:
    'Hệ thống chưa gửi được thư: tải danh sách đường dẫn và trao tận tay từng nơi. Đường dẫn chỉ hiện lần này, mỗi đường dẫn dùng một lần.',
  save: 'Tải danh sách đường dẫn (CSV)',
  saved: 'Đã tải danh sách đường dẫn.',
  invited: 'Lời mời đã gửi',
  progress: (done: number, all: number) => `${count(done)}/${count(all)} nơi đã đăng ký`,
  withdrawLead: (n: number) => `${count(n)} đường dẫn sẽ thôi dùng được. Nơi đã đăng ký không bị ảnh hưởng.`,
}
