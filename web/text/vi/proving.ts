/** Words of what waits until an address is proven, wherever something is for an address. */
export default {
  send: 'Gửi lại thư xác nhận',
  sent: 'Đã gửi thư. Đề nghị mở thư và bấm vào đường dẫn; xem cả mục thư rác.',
  now: 'Đã xác nhận, đi tiếp',
  goesOn: 'Được xác nhận rồi, trang này tự đi tiếp.',
}
