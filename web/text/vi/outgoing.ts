import { count, moment } from '../dates.ts'

/** Words of outgoing papers: the lists, a document's page, the board of its deliveries. */
export default {
  title: 'Văn bản đi',
  tabs: { drafts: 'Dự thảo', issued: 'Đã phát hành', inForce: 'Còn hiệu lực' },
  caption: { draft: 'Dự thảo', issued: 'Văn bản đã phát hành' },
  columns: {
    paper: 'Văn bản',
    recipients: 'Nơi nhận',
    updated: 'Sửa lần cuối',
    author: 'Người soạn',
    stage: 'Bước, người giữ',
    issuedOn: 'Ngày ban hành',
    signer: 'Người ký',
    taken: 'Tiếp nhận',
  },
  filter: 'Lọc theo số ký hiệu, trích yếu',
  none: {
    draft: 'Chưa có dự thảo',
    draftHint: 'Bản đang soạn tự lưu và hiện ở đây cho đến khi phát hành.',
    issued: 'Chưa phát hành văn bản nào',
    issuedHint: 'Văn bản đã lấy số và gửi đi sẽ hiện ở đây, cùng tình hình tiếp nhận.',
    filtered: (q: string) => `Không có văn bản nào khớp với “${q}”`,
    filteredHint: 'Thử ít chữ hơn; không cần nhập dấu.',
  },
  due: (day: string) => `hạn ${day}`,
  closed: 'Văn bản đã thu hồi nên tệp chỉ mở cho người giữ sổ văn bản.',
  untitled: 'Chưa có trích yếu',
  noType: 'Chưa chọn tên loại',
  recipients: (n: number) => (n === 0 ? 'Chưa có nơi nhận' : `${count(n)} nơi nhận`),
  several: {
    act: (n: number) => `Xóa ${count(n)} dự thảo`,
    key: 'Xóa các dự thảo đã đánh dấu',
    running: (done: number, all: number) => `Đang xóa ${count(done + 1)}/${count(all)}…`,
    done: (done: number, all: number) => `Đã xóa ${count(done)} trong ${count(all)} dự thảo`,
  },
  discarded: (n: number) => `Đã xóa ${count(n)} dự thảo.`,
  taken: (accepted: number, total: number) => `${count(accepted)}/${count(total)}`,
  board: 'Tình hình tiếp nhận',
  openBoard: 'Xem từng nơi nhận',
  factsTitle: 'Thông tin',
  facts: {
    type: 'Tên loại',
    author: 'Người soạn',
    people: 'Cùng soạn thảo',
    issuer: 'Cơ quan ban hành',
    deciding: 'Thẩm quyền ban hành',
    issuedOn: 'Ngày ban hành',
    signer: 'Người ký',
    issuedBy: 'Người phát hành',
    deliverBy: 'Giờ hẹn',
    dueAt: 'Hạn trả lời',
    paper: 'Bản giấy',
    paperFollows: 'Có gửi kèm',
    replyTo: 'Trả lời văn bản',
    necessity: 'Sự cần thiết',
    override: 'Lý do vẫn ban hành',
  },
  coIssues: (on: string, to?: number, lapsed?: boolean) =>
    on
      ? `Cùng ban hành, nhất trí với bản ${to ?? 0} ngày ${on}${lapsed ? '; dự thảo đã đổi, cần hỏi lại' : ''}`
      : 'Cùng ban hành, chưa nhất trí',
  recipientsTitle: 'Nơi nhận',
  replies: 'Văn bản trả lời',
  edit: 'Soạn tiếp',
  draftNote: 'Đây là dự thảo, chưa có số.',
  sentence: (
    total: number,
    accepted: number,
    waiting: number,
    refused: number,
    recalled = 0,
    settled = 0,
  ) => {
    const rest = [
      `${count(accepted)} đã tiếp nhận`,
      ...(waiting ? [`${count(waiting)} chưa`] : []),
      ...(refused ? [`${count(refused)} từ chối`] : []),
      ...(recalled ? [`${count(recalled)} đã thu hồi`] : []),
      ...(settled ? [`${count(settled)} đã giải quyết cách khác`] : []),
    ]
    if (total === 1 && accepted === 1) return 'Nơi nhận duy nhất đã tiếp nhận.'
    if (total > 0 && accepted === total) return `Cả ${count(total)} nơi nhận đã tiếp nhận.`
    return `${count(total)} nơi nhận: ${rest.join(', ')}.`
  },
  filters: {
    all: 'Tất cả',
    waiting: 'Chưa tiếp nhận',
    refused: 'Từ chối',
    accepted: 'Đã tiếp nhận',
    recalled: 'Đã thu hồi',
    settled: 'Đã giải quyết',
  },
  boardColumns: {
    name: 'Nơi nhận',
    status: 'Tình trạng',
    at: 'Thời điểm',
    by: 'Người xử lý',
    number: 'Số đến',
  },
  boardCaption: 'Các nơi nhận và tình trạng tiếp nhận',
  boardNone: 'Không có nơi nhận nào ở mục này',
  boardNoneHint: 'Chọn “Tất cả” để xem mọi nơi nhận.',
  remind: 'Đôn đốc',
  remindOne: (name: string) => `Đôn đốc ${name}`,
  remindAll: (n: number) =>
    n === 1 ? 'Đôn đốc nơi chưa tiếp nhận' : `Đôn đốc ${count(n)} nơi chưa tiếp nhận`,
  reminded: (n: number) => `Đã đôn đốc ${count(n)} nơi. Văn bản lên đầu bàn làm việc của nơi nhận.`,
  remindedAt: (at: string) => `Đã đôn đốc ${moment(at)}`,
  reason: (name: string, text?: string) => (text ? `${name}: ${text}` : name),
  back: 'Văn bản đi',
  backTo: (notation: string) => `Văn bản ${notation}`,
}
