import { problem } from '../core/problem.ts'

type Told = { detail: string; field?: string }

const relogin = 'Để làm việc này, đề nghị đăng xuất rồi đăng nhập lại.'
const wrongCode = { detail: 'Mã không đúng hoặc đã hết hạn. Đề nghị nhập mã đang hiện.', field: 'code' }
const passkeyFailed = { detail: 'Chưa dùng được khóa truy cập này. Đề nghị thử lại, hoặc dùng mật khẩu.' }
const startAgain = { detail: 'Lần đăng nhập này đã quá lâu. Đề nghị nhập lại thư điện tử và mật khẩu.' }

/** What better-auth's codes mean to a person, and the field to mend. */
const TOLD: Record<string, Told> = {
  INVALID_EMAIL_OR_PASSWORD: { detail: 'Thư điện tử hoặc mật khẩu không đúng.', field: 'password' },
  INVALID_PASSWORD: { detail: 'Mật khẩu hiện tại không đúng.', field: 'password' },
  INVALID_CODE: wrongCode,
  INVALID_BACKUP_CODE: { detail: 'Mã dự phòng không đúng hoặc đã dùng.', field: 'code' },
  INVALID_TWO_FACTOR_COOKIE: startAgain,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: { detail: 'Nhập sai mã quá nhiều lần. Đề nghị đăng nhập lại từ đầu.' },
  ACCOUNT_TEMPORARILY_LOCKED: { detail: 'Nhập sai mã quá nhiều lần. Đề nghị thử lại sau 15 phút.' },
  TOTP_ALREADY_ENABLED: { detail: 'Mã xác thực đã được bật. Đề nghị tắt trước khi bật lại.' },
  TOTP_NOT_ENABLED: { detail: 'Tài khoản chưa bật mã xác thực.' },
  TWO_FACTOR_NOT_ENABLED: { detail: 'Tài khoản chưa bật mã xác thực.' },
  BACKUP_CODES_NOT_ENABLED: { detail: 'Tài khoản chưa có mã dự phòng.' },
  SESSION_NOT_FRESH: { detail: relogin },
  SESSION_REQUIRED: { detail: relogin },
  CHALLENGE_NOT_FOUND: { detail: 'Lượt xác thực đã hết hạn. Đề nghị làm lại.' },
  PASSKEY_NOT_FOUND: { detail: 'Khóa truy cập này không còn dùng được. Đề nghị dùng mật khẩu.' },
  AUTHENTICATION_FAILED: passkeyFailed,
  FAILED_TO_VERIFY_REGISTRATION: passkeyFailed,
  PREVIOUSLY_REGISTERED: { detail: 'Khóa truy cập này đã có trong tài khoản.' },
  INVALID_ORIGIN: { detail: 'Yêu cầu đến từ trang khác nên không được nhận.' },
  MISSING_OR_NULL_ORIGIN: { detail: 'Yêu cầu thiếu nơi gửi (Origin) nên không được nhận.' },
}

const BY_STATUS: Record<number, { code: string; detail: string }> = {
  401: { code: 'signed_out', detail: 'Phiên làm việc đã hết. Đề nghị đăng nhập lại.' },
  403: { code: 'forbidden', detail: 'Yêu cầu này không được nhận.' },
  404: { code: 'not_found', detail: 'Không tìm thấy.' },
  409: { code: 'conflict', detail: 'Nội dung vừa thay đổi. Đề nghị thử lại.' },
}

/**
 * An error of better-auth as a problem of ours, with its status and cookies. Codes nobody translated keep to the
 * meaning of the status; better-auth's English never reaches a person.
 */
export async function tellProblem(answer: Response): Promise<Response> {
  const body = (await answer.json().catch(() => undefined)) as { code?: unknown } | null | undefined
  const code = typeof body?.code === 'string' ? body.code : ''
  const told = TOLD[code]
  // It answers 500 to an authenticator's words that prove nothing: those are their sender's.
  const status = answer.status < 500 ? answer.status : told === undefined ? 503 : 400
  const plain = BY_STATUS[status] ?? fallback(status)
  const { detail, field } = told ?? { ...plain, field: undefined }
  const fields = field === undefined ? {} : { fields: [{ field, message: detail }] }
  const ours = problem(status, told === undefined ? plain.code : code.toLowerCase(), detail, fields)
  for (const cookie of answer.headers.getSetCookie()) ours.headers.append('set-cookie', cookie)
  return ours
}

const fallback = (status: number) =>
  status >= 500
    ? { code: 'unavailable', detail: 'Hệ thống tạm thời chưa trả lời được. Đề nghị thử lại sau ít phút.' }
    : { code: 'bad_request', detail: 'Yêu cầu chưa đúng dạng. Đề nghị kiểm tra lại nội dung gửi.' }
