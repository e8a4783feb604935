/** Words of how a sender deals with places that refused or never answered. */
export default {
  act: 'Giải quyết',
  one: (name: string) => `Giải quyết ${name}`,
  title: 'Giải quyết nơi từ chối, chưa tiếp nhận',
  replace: 'Soạn văn bản thay thế, gửi lại: phát hành xong thì nơi này tự hết chờ',
  write: 'Soạn văn bản khác',
  how: 'Đã giải quyết thế nào',
  hows: {
    sent: 'Đã gửi văn bản đúng',
    left: 'Không gửi nơi này nữa',
    otherwise: 'Đã giải quyết cách khác',
  },
  note: 'Nội dung',
  noteHint: 'Ví dụ: đã gửi lại bằng công văn số 12-CV/TU; nơi nhận đã lấy bản giấy',
  save: 'Ghi đã giải quyết',
  done: 'Đã ghi. Nơi này không còn chờ trên bàn làm việc.',
  again: 'Mở lại',
  againOne: (name: string) => `Mở lại ${name}`,
  againTitle: 'Chờ giải quyết lại',
  reopened: 'Đã mở lại.',
}
