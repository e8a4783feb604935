import { showInstant } from '../../core/dates.ts'
import { letter } from '../../core/letter.ts'
import type { Sender } from '../../core/letter.ts'

/** A proof as a letter carries it: its id, of which the link is made when it is sent. */
export type Carried = { id: string; name: string; expiresAt: number }

/** The secret of a proof's link. */
export const tokenOf = ({ sign }: Pick<Sender, 'sign'>, id: string): string => sign(`proof ${id}`)

export const proofLink = (from: Sender, id: string): string => `${from.baseUrl}/xac-nhan/${tokenOf(from, id)}`
export const resetLink = (from: Sender, id: string): string =>
  `${from.baseUrl}/dat-lai-mat-khau/${tokenOf(from, id)}`

const dear = (name: string): string => `Kính gửi đồng chí ${name},`
const once = (expiresAt: number): string => `Đường dẫn dùng một lần, đến ${showInstant(expiresAt)}.`
const NOT_ME = 'Nếu không phải đồng chí yêu cầu, đồng chí có thể bỏ qua thư; không có gì thay đổi.'

export const resetLetter = letter('reset', ({ id, name, expiresAt }: Carried, from) => ({
  subject: 'Đặt lại mật khẩu Liên Thông',
  lines: [dear(name), `Có yêu cầu đặt lại mật khẩu của đồng chí. ${once(expiresAt)}`, NOT_ME],
  link: { url: resetLink(from, id), word: 'Đặt lại mật khẩu' },
}))

export const addressLetter = letter('address', ({ id, name, expiresAt }: Carried, from) => ({
  subject: 'Xác nhận địa chỉ thư trên Liên Thông',
  lines: [dear(name), `Đề nghị xác nhận đây là địa chỉ thư của đồng chí. ${once(expiresAt)}`, NOT_ME],
  link: { url: proofLink(from, id), word: 'Xác nhận địa chỉ' },
}))

/** To both addresses of a change: neither a borrowed screen nor a borrowed mailbox is enough. */
export const changeLetter = letter(
  'change',
  ({ id, name, expiresAt, to }: Carried & { to: string }, from) => ({
    subject: 'Xác nhận đổi địa chỉ thư trên Liên Thông',
    lines: [
      dear(name),
      `Có yêu cầu đổi địa chỉ thư của đồng chí thành ${to}. Địa chỉ chỉ đổi khi cả hai địa chỉ cũ và mới đều xác nhận. ${once(expiresAt)}`,
      NOT_ME,
    ],
    link: { url: proofLink(from, id), word: 'Xem và xác nhận' },
  }),
)

/** After the fact, so that whoever did not do it knows. */
export const changedLetter = letter('changed', ({ name, at }: { name: string; at: number }, from) => ({
  subject: 'Mật khẩu Liên Thông của đồng chí vừa được đặt lại',
  lines: [
    dear(name),
    `Mật khẩu vừa được đặt lại lúc ${showInstant(at)}. Mọi thiết bị đang đăng nhập đã được đăng xuất.`,
    'Nếu không phải đồng chí làm việc này, đề nghị đặt lại mật khẩu ngay và báo quản trị của cơ quan.',
  ],
  link: { url: `${from.baseUrl}/quen-mat-khau`, word: 'Đặt lại mật khẩu' },
}))
