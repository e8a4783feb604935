import { count } from '../dates.ts'

/** Words of what is done about a state secret that came in all the same. */
export default {
  title: 'Bí mật nhà nước',
  lock: 'Khóa: nghi có bí mật nhà nước…',
  lockTitle: 'Khóa văn bản nghi có bí mật nhà nước',
  lockLead:
    'Văn bản và bản sao bị khóa ngay với mọi người, ở đây và ở mọi nơi nhận. Chưa xóa gì: Chánh Văn phòng hoặc Thường trực quyết định xóa hay mở lại. Không ghi nội dung mật vào hệ thống.',
  found: 'Dấu hiệu nhận biết',
  kinds: {
    stamp: 'Văn bản hoặc tệp mang dấu chỉ độ mật',
    content: 'Nội dung thuộc danh mục bí mật nhà nước',
    told: 'Nơi gửi hoặc cấp trên thông báo',
  },
  lockSend: 'Khóa ngay',
  locked: 'Đã khóa. Chánh Văn phòng được báo để quyết định.',
  by: (name: string, at: string) => `${name}, ${at}`,
  places: (done: number, all: number) => `Nơi nhận đã làm xong: ${count(done)}/${count(all)}.`,
  pending: (names: string) => `Còn chờ: ${names}.`,
  sender: 'Nơi gửi đã khóa văn bản này và sẽ quyết định.',
  purge: 'Xóa nội dung ở mọi nơi…',
  purgeTitle: 'Xóa nội dung',
  purgeLead:
    'Xóa hẳn trích yếu, tệp, các bản dự thảo và ý kiến, ở đây và ở mọi nơi nhận. Không khôi phục được. Chỉ giữ số, ngày và việc đã xóa. Người khóa không tự xóa.',
  purgeSend: 'Xóa nội dung, không khôi phục được',
  purged: 'Đã xóa nội dung. Các nơi nhận xóa trong vòng một phút.',
  release: 'Mở khóa…',
  releaseTitle: 'Mở khóa văn bản',
  reason: 'Lý do mở khóa',
  releaseSend: 'Mở khóa',
  released: 'Đã mở khóa.',
}
