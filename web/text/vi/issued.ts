import { count } from '../dates.ts'
import copies from './copies.ts'
import spills from './spills.ts'

/** Words of what happens to a paper after it is issued. */
export default {
  copies,
  spills,
  title: 'Sau phát hành',
  recall: 'Thu hồi…',
  recallTitle: (notation: string) => `Thu hồi văn bản ${notation}`,
  recallLead:
    'Nơi chưa tiếp nhận: văn bản tự rút về. Nơi đã tiếp nhận: văn thư nơi đó trả lời. Dòng trong sổ và nhật ký vẫn giữ.',
  reason: 'Lý do thu hồi',
  recallSend: 'Thu hồi văn bản này',
  recalledDone: (notation: string) => `Đã thu hồi ${notation}. Xem trả lời ở tình hình tiếp nhận.`,
  recalled: (by: string, at: string) => `Văn bản đã thu hồi, ${by}, ${at}.`,
  replaces: 'Thay thế',
  amends: 'Sửa đổi, bổ sung',
  corrects: 'Đính chính',
  repeals: 'Bãi bỏ',
  forward: 'Gửi thêm nơi nhận…',
  forwardTitle: (notation: string) => `Gửi thêm ${notation}`,
  forwardSend: 'Gửi',
  forwardTo: 'Nơi nhận',
  forwardPlace: 'Nhập tên cơ quan, không cần dấu',
  forwardDone: (n: number) => `Đã gửi thêm ${count(n)} nơi.`,
  committees: 'Cấp ủy, cơ quan',
  remove: (name: string) => `Bỏ nơi nhận ${name}`,
  about: 'Văn bản liên quan',
  inForceCaption: 'Văn bản còn hiệu lực hôm nay',
  type: 'Tên loại',
  none: 'Không có văn bản nào còn hiệu lực thuộc tên loại này',
  noneHint: 'Chọn tên loại khác để xem.',
  effective: (from: string, to: string) =>
    from && to ? `từ ${from} đến ${to}` : from ? `từ ${from}` : to ? `đến ${to}` : '',
  amended: (n: number) => `đã sửa đổi, bổ sung ${count(n)} lần`,
}
