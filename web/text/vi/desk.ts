import { count } from '../dates.ts'

/** Words of the desk. */
export default {
  title: 'Bàn làm việc',
  greeting: (waiting: number) =>
    waiting === 0 ? 'Không còn việc nào chờ đồng chí.' : `${count(waiting)} việc đang chờ đồng chí.`,
  now: 'Cần làm ngay',
  nowHint: 'Văn bản khẩn, được đôn đốc hoặc đã để qua ngày',
  today: 'Trong ngày',
  later: 'Đang soạn thảo',
  clear: 'Không còn việc chờ xử lý',
  clearHint: 'Văn bản đến, dự thảo và đề nghị mới sẽ hiện ở đây.',
  first: 'Việc đầu tiên',
  arriving: 'Chờ văn thư tiếp nhận',
  arrivingHint: 'Văn bản đã đến, chưa vào sổ',
  awaiting: 'Chờ nơi nhận tiếp nhận',
  awaitingHint: 'Văn bản đã phát hành mà còn nơi chưa tiếp nhận',
  recent: 'Mới phát hành',
  setup: {
    people: 'Mời văn thư, chuyên viên, lãnh đạo tham gia hệ thống',
    units: 'Lập các đơn vị bên trong: văn phòng, ban, chi bộ',
    numbers: 'Nối tiếp số của sổ giấy đang dùng',
  },
  setupWhy: {
    people: 'mỗi người một tài khoản, vai trò do quản trị giao',
    units: 'để chuyển văn bản đến đúng nơi',
    numbers: 'nếu nhiệm kỳ này đã ban hành văn bản trên giấy',
  },
  look: 'Xem',
  reminded: (ago: string) => `nơi gửi đôn đốc ${ago}`,
  doing: {
    arrival: 'Tiếp nhận',
    refused: 'Xem lý do',
    draft: 'Soạn tiếp',
    procedure: 'Phê duyệt',
    case: 'Xử lý',
    orphan: 'Giao người',
    link: 'Xem đề nghị',
    setup: 'Bắt đầu',
  },
  kinds: {
    arrival: 'Văn bản đến',
    refused: 'Bị từ chối',
    draft: 'Dự thảo',
    procedure: 'Quy trình chờ phê duyệt',
    case: 'Hồ sơ quy trình',
    orphan: 'Bước chưa ai giữ',
    link: 'Đề nghị trực thuộc',
    setup: 'Việc đầu tiên',
  },
  untitled: 'Chưa có trích yếu',
}
