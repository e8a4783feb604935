import { showInstant } from '../core/dates.ts'
import { letter } from '../core/letter.ts'
import type { Sender } from '../core/letter.ts'

type Founding = { id: string; name: string; superior: string; by: string; expiresAt: number }

/** The secret of a link by which a subordinate signs up; what is kept is its hash. */
export const secretOf = ({ sign }: Pick<Sender, 'sign'>, id: string): string => sign(`founding ${id}`)

/** Where that link leads. */
export const linkOf = (from: Sender, id: string): string =>
  `${from.baseUrl}/moi-co-quan/${secretOf(from, id)}`

/** An invitation to sign a committee up, to the address it is for. */
export const foundingLetter = letter('founding', (facts: Founding, from) => ({
  subject: `${facts.superior} mời đăng ký ${facts.name} trên hệ thống Liên Thông`,
  lines: [
    'Kính gửi đồng chí,',
    `Đồng chí ${facts.by} mời đồng chí đăng ký ${facts.name} trên hệ thống Liên Thông, là cấp dưới trực thuộc ${facts.superior}. Lời mời dùng một lần, đến ${showInstant(facts.expiresAt)}.`,
    'Nếu không biết việc này, đồng chí có thể bỏ qua thư.',
  ],
  link: { url: linkOf(from, facts.id), word: 'Xem lời mời' },
}))
