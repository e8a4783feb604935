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
}

/** The name of an action in Vietnamese. */
export const actionName = (action: string): string => ACTIONS[action] ?? action
