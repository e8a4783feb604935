import { count } from '../dates.ts'

/** Words of what comes behind the screen of writing: looking, checking, numbering, issuing. */
export default {
  hour: { label: 'Giờ hẹn', hint: 'Giao đến trước giờ này. Ví dụ: 15:30 30/11/2026.' },
  people: 'Cùng soạn thảo',
  peopleHint: 'Người được chọn thấy dự thảo trên bàn làm việc và sửa được.',
  peoplePlace: 'Thêm cán bộ',
  removePerson: (name: string) => `Bỏ ${name} khỏi những người cùng soạn thảo`,
  preview: 'Phần đầu văn bản',
  previewHint: 'Số và ngày sẽ cấp khi phát hành.',
  joint: 'Văn bản liên tịch: cơ quan cùng ban hành',
  checks: 'Kiểm tra trước khi phát hành',
  checksLater: 'Danh sách kiểm tra sẽ hiện khi bản soạn được lưu.',
  overrideLabel: 'Lý do vẫn ban hành',
  overrideHint: 'Ghi tên người quyết định và căn cứ. Lý do này được lưu vào nhật ký.',
  issue: (notation: string, recipients: number) =>
    `Cấp số ${notation}, phát hành${recipients === 0 ? '' : `, gửi ${count(recipients)} nơi`}`,
  issuePlain: 'Cấp số, phát hành',
  issueNot: 'Văn thư sẽ cấp số và phát hành bản này.',
  uploading: 'Còn tệp đang gửi. Đề nghị chờ gửi xong.',
  issued: (notation: string, recipients: number) =>
    `Đã phát hành ${notation}, gửi ${count(recipients)} nơi nhận.`,
  discard: 'Xóa dự thảo',
  discarded: 'Đã xóa dự thảo.',
  number: (notation: string) => `Cấp số ${notation}`,
  numberPlain: 'Cấp số',
  numberHint: 'Số, ngày được giữ cho dự thảo này. Ghi lên bản đã ký, đóng dấu, quét, tải lên rồi phát hành.',
  numbered: (notation: string) => `Đã cấp số ${notation}. Tải bản quét có số rồi phát hành.`,
  send: (notation: string, recipients: number) =>
    `Phát hành ${notation}${recipients === 0 ? '' : `, gửi ${count(recipients)} nơi`}`,
  sendHint: 'Sau khi phát hành, nội dung không sửa được nữa.',
  void: 'Hủy số…',
  voidTitle: (notation: string) => `Hủy số ${notation}`,
  voidLead: 'Số đã hủy vẫn nằm trong sổ cùng lý do và không dùng lại. Dự thảo còn nguyên, cấp được số khác.',
  voidReason: 'Lý do hủy',
  voidSend: 'Hủy số này',
  voided: (notation: string) => `Đã hủy số ${notation}. Dự thảo còn nguyên.`,
}
