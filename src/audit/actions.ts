/** Every change that is audited, in the words people read; a test holds it to the code. */
const ACTIONS: Record<string, string> = {
  'document.draft': 'Tạo dự thảo',
  'document.edit': 'Sửa dự thảo',
  'document.discard': 'Bỏ dự thảo',
  'document.restore': 'Khôi phục dự thảo',
  'document.issue': 'Ban hành, lấy số',
  'number.reserve': 'Giữ số',
  'number.cancel': 'Hủy số',
  'delivery.accept': 'Tiếp nhận, vào sổ văn bản đến',
  'delivery.refuse': 'Từ chối tiếp nhận',
  'unit.create': 'Lập đơn vị',
  'unit.update': 'Sửa đơn vị',
  'unit.close': 'Ngừng hoạt động đơn vị',
  'unit.reopen': 'Cho đơn vị hoạt động lại',
  'position.create': 'Thêm chức vụ',
  'position.update': 'Sửa chức vụ',
  'position.close': 'Thôi dùng chức vụ',
  'issuer.create': 'Thêm cơ quan ban hành',
  'issuer.update': 'Sửa cơ quan ban hành',
  'issuer.close': 'Ngừng cơ quan ban hành',
  'term.open': 'Mở nhiệm kỳ',
  'term.update': 'Sửa nhiệm kỳ',
  'member.update': 'Sửa thông tin cán bộ',
  'member.roles': 'Giao vai trò',
}

/** The name of an action in Vietnamese. */
export const actionName = (action: string): string => ACTIONS[action] ?? action
