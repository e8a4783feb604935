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
  list: {
    title: 'Sự cố lộ, lọt bí mật nhà nước',
    lead: 'Văn bản bị khóa vì nghi có bí mật nhà nước, ở đây hoặc theo nơi gửi. Chỉ giữ số, ngày và việc đã làm; không giữ nội dung.',
    state: 'Trạng thái',
    all: 'Tất cả',
    states: { locked: 'Đã khóa, chờ quyết định', purged: 'Đã xóa nội dung', released: 'Đã mở khóa' },
    paper: 'Văn bản, dấu hiệu',
    by: 'Người khóa',
    at: 'Thời điểm',
    acts: 'Việc cần làm',
    sides: {
      document: 'Văn bản đi, dự thảo',
      incoming: 'Văn bản đến',
      delivery: 'Văn bản đã trả lại nơi gửi',
      ask: 'Việc cơ quan khác giao hoặc xin ý kiến',
    },
    sender: 'Nơi gửi quyết định',
    none: 'Không có sự cố nào',
    noneHint: 'Khi nghi văn bản có bí mật nhà nước, mở văn bản và chọn Khóa: nghi có bí mật nhà nước.',
  },
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
