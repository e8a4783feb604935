/** Words of who takes a piece of work, until when. */
export default {
  lead: 'Chủ trì',
  leadHint: 'Đúng một đơn vị hoặc cán bộ',
  cooperate: 'Phối hợp',
  due: 'Hạn xử lý',
  find: 'Nhập tên, không cần dấu',
  units: 'Đơn vị',
  persons: 'Cán bộ',
}
