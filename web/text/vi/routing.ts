import { count } from '../dates.ts'
import parties from './parties.ts'

/** Words of the lists of arrivals: standing rules, taking several at once, senders that are blocked. */
export default {
  find: parties.find,
  units: parties.units,
  persons: parties.persons,
  title: 'Quy tắc phân phối',
  lead: 'Văn bản có đủ dấu hiệu được phân công ngay khi vào sổ, theo quy tắc đứng trước.',
  none: 'Chưa có quy tắc nào',
  noneHint:
    'Ví dụ: báo cáo tuần của Công an xã chuyển ngay cho Văn phòng, hạn 3 ngày. Văn bản còn lại chờ Chánh Văn phòng phân phối.',
  /** How arrivals may be put in order; `turn` is that of the desk. */
  order: {
    label: 'Sắp xếp',
    turn: 'Khẩn, được đôn đốc trước',
    newest: 'Mới đến trước',
    oldest: 'Đến sớm nhất trước',
  },
  add: 'Đặt quy tắc',
  added: (name: string) => `Đã đặt quy tắc “${name}”.`,
  end: 'Bỏ',
  endOf: (name: string) => `Bỏ quy tắc ${name}`,
  ended: (name: string) => `Đã bỏ quy tắc “${name}”. Văn bản đã phân công giữ nguyên.`,
  endedTitle: 'Quy tắc đã bỏ',
  restore: 'Dùng lại',
  restoreOf: (name: string) => `Dùng lại quy tắc ${name}`,
  restored: (name: string) => `Quy tắc “${name}” được dùng lại.`,
  gone: 'Nơi chủ trì không còn: văn bản gặp quy tắc này chờ Chánh Văn phòng phân phối.',
  by: (name: string, on: string) => `Đồng chí ${name} đặt ngày ${on}`,
  marks: {
    sender: (text: string) => `Nơi gửi có “${text}”`,
    type: (text: string) => `Tên loại ${text}`,
    words: (text: string) => `Trích yếu có “${text}”`,
  },
  goes: {
    lead: (name: string) => `Chủ trì: ${name}`,
    inform: (names: string) => `Để biết: ${names}`,
    due: (days: number) => `Hạn ${count(days)} ngày`,
  },
  form: {
    name: 'Tên quy tắc',
    nameHint: 'Ví dụ: Báo cáo tuần của Công an xã',
    marks: 'Văn bản có đủ các dấu hiệu',
    sender: 'Nơi gửi có các chữ',
    folded: 'Không phân biệt dấu, chữ hoa',
    type: 'Tên loại',
    anyType: 'Loại nào cũng được',
    words: 'Trích yếu có các chữ',
    wordsHint: 'Ví dụ: báo cáo tuần',
    look: 'Xem văn bản đã gặp',
    caught: (many: number, looked: number) =>
      many === 0
        ? `Trong ${count(looked)} văn bản vào sổ gần đây, không văn bản nào có đủ các dấu hiệu này.`
        : `${count(many)} trong ${count(looked)} văn bản vào sổ gần đây có đủ các dấu hiệu này.`,
    before: (rule: string) => `đã theo quy tắc “${rule}”`,
    more: (n: number) => `và ${count(n)} văn bản khác`,
    lead: 'Chủ trì',
    inform: 'Để biết',
    dueDays: 'Số ngày xử lý',
    dueHint: 'Khi văn bản không ghi hạn; rơi vào ngày nghỉ thì lùi sang ngày làm việc kế tiếp',
    save: 'Đặt quy tắc',
    noMarks: 'Nêu ít nhất một dấu hiệu: nơi gửi, tên loại hoặc chữ trong trích yếu.',
    nobody: 'Chọn nơi chủ trì, hoặc nơi để biết.',
    daysWrong: 'Số ngày từ 1 đến 365.',
  },
  several: {
    act: (n: number) => `Tiếp nhận ${count(n)} văn bản`,
    key: 'Tiếp nhận các văn bản đã chọn',
    running: (done: number, all: number) => `Đang tiếp nhận ${count(done + 1)}/${count(all)}…`,
    done: (taken: number, all: number) =>
      taken === all
        ? `Đã tiếp nhận ${count(all)} văn bản`
        : `Đã tiếp nhận ${count(taken)} trong ${count(all)} văn bản`,
    number: (n: number) => `đã vào sổ, số đến ${n}`,
    look: (why: string) => `chưa tiếp nhận, cần mở xem: ${why}`,
  },
  blocked: {
    title: 'Nơi gửi đã chặn',
    none: 'Chưa chặn nơi gửi nào',
    noneHint:
      'Chặn ở trang của một văn bản đến, mục “Ai xác nhận nơi gửi”. Nơi gửi bị chặn hiện ở đây để bỏ chặn.',
    sender: 'Nơi gửi',
    by: 'Người chặn',
    at: 'Thời điểm',
    told: (by: string, at: string) => `${by} chặn ${at}`,
    act: 'Việc có thể làm',
    unblock: 'Bỏ chặn',
    unblockName: (name: string) => `Bỏ chặn ${name}`,
    unblocked: (name: string) => `Đã bỏ chặn ${name}.`,
  },
}
