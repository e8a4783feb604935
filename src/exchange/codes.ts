/** Status codes of the national document axis (QCVN 102:2016/BTTTT, amendment 1:2022; domain.md §3.1). */
export const STATUS = {
  '01': 'Đã đến',
  '02': 'Từ chối tiếp nhận',
  '03': 'Đã tiếp nhận',
  '04': 'Phân công',
  '05': 'Đang xử lý',
  '06': 'Hoàn thành',
  '13': 'Yêu cầu lấy lại',
  '15': 'Đồng ý lấy lại',
  '16': 'Từ chối lấy lại',
} as const

export type Status = keyof typeof STATUS

/** What has become of a delivery: a paper stays accepted while the recipient tells how far it has come with it. */
export const OUTCOMES = {
  waiting: ['01'],
  refused: ['02'],
  accepted: ['03', '04', '05', '06'],
} as const satisfies Record<string, readonly Status[]>

/** What stands in the history of a delivery without being a status of it: the sender asked for it to be taken. */
export const REMINDED = 'reminded'

export const statusName = (status: string): string =>
  status === REMINDED ? 'Nơi gửi đôn đốc tiếp nhận' : (STATUS[status as Status] ?? status)

/** Reasons for which a committee sends a document back (domain.md §2.4). `other` needs words. */
export const REFUSAL_REASONS = [
  { code: 'wrong_addressee', name: 'Gửi sai nơi nhận' },
  { code: 'unreadable', name: 'Tệp không đọc được hoặc thiếu trang' },
  { code: 'invalid_signature', name: 'Chữ ký số không hợp lệ hoặc thiếu chữ ký, con dấu' },
  { code: 'wrong_form', name: 'Sai thể thức, thiếu thành phần bắt buộc' },
  { code: 'wrong_competence', name: 'Không đúng thẩm quyền' },
  { code: 'secret_content', name: 'Có nội dung bí mật nhà nước, phải gửi bằng đường khác' },
  { code: 'duplicate', name: 'Trùng văn bản đã nhận' },
  { code: 'other', name: 'Lý do khác (ghi rõ)' },
] as const

export const refusalName = (code: string): string =>
  REFUSAL_REASONS.find((reason) => reason.code === code)?.name ?? code
