import { count } from '../dates.ts'

/** Words of a draft on its way: where it lies, how it came there, to whom it is handed on. */
export default {
  submission: 'In phiếu trình',
  unread: {
    label: 'Thể thức chưa kiểm tra được',
    detail: 'Chưa đọc được nội dung tệp. Đề nghị tải lại trang.',
  },
  way: 'Đường đi của dự thảo',
  at: (stage: string, holder?: string) =>
    holder ? `${stage}, đang ở bàn của đồng chí ${holder}` : `${stage}, chưa giao người giữ`,
  atClerk: (stage: string) => `${stage}, đang ở văn thư`,
  since: (ago: string) => `từ ${ago}`,
  due: (day: string) => `hạn ${day}`,
  handed: (name: string, to?: string) => (to ? `${name}: đồng chí ${to}` : name),
  versions: (n: number) => `Xem và so ${count(n)} bản`,
  hand: {
    to: 'Người nhận',
    toPlace: 'Nhập tên, không cần dấu',
    people: 'Trong cơ quan',
    dueOn: 'Thời hạn',
    note: 'Ý kiến',
    noteMust: 'Nội dung cần sửa',
    clerks: 'Dự thảo sẽ về bàn của văn thư để cấp số.',
    author: (name: string) => `Dự thảo sẽ về bàn của người soạn, đồng chí ${name}.`,
    done: (name: string, to: string) => `${name}: đã chuyển đến bàn của đồng chí ${to}.`,
    doneClerks: (name: string) => `${name}: đã chuyển đến văn thư.`,
  },
  held: (notation: string, day: string) => `Đang giữ số ${notation}, ngày ${day}.`,
}
