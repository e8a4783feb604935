import { count } from '../dates.ts'

/** Words of what a committee uses of the instance, and of what it may. */
export default {
  title: 'Dung lượng và giới hạn',
  hint: 'Mức do đơn vị quản lý hệ thống đặt, rộng cho công việc thường ngày. Lần bị từ chối cũng được tính.',
  stored: 'Tệp đang lưu',
  free: 'Còn chỗ cho',
  of: (used: string, most: string) => `${used} trên ${most}`,
  filesWrong: (n: number) =>
    `${count(n)} tệp bị mất hoặc hỏng trên máy chủ. Tải lại đúng tệp ấy thì lành; đơn vị quản lý hệ thống đã được báo.`,
  caption: 'Giới hạn theo thời gian',
  what: 'Việc',
  used: 'Đã dùng',
  left: 'Còn lại',
  until: 'Tính lại từ',
  none: 'Hết',
  whose: { committee: 'cả cơ quan', person: 'riêng đồng chí' },
  anHour: 'trong một giờ',
  aDay: 'trong một ngày',
  limits: {
    uploads: 'Tải tệp lên',
    papers: 'Ban hành, gửi văn bản',
    strangers: 'Gửi đến nơi chưa liên kết, khi cơ quan chưa được xác nhận',
    invite: 'Mời từng cán bộ',
    inviteMany: 'Mời cán bộ theo danh sách',
    inviteSubordinates: 'Mời cơ quan cấp dưới theo danh sách',
    askSuperior: 'Đề nghị liên kết với cấp trên',
  },
}
