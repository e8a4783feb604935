import { letter } from '../core/letter.ts'
import type { Sender } from '../core/letter.ts'
import { showInstant } from '../core/dates.ts'

type Invited = { committeeId: string; handle: string; committee: string; id: string }

/** The secret of an invitation's link, which the instance's own secret makes again; what is kept is its hash. */
export const secretOf = ({ sign }: Pick<Sender, 'sign'>, committeeId: string, id: string): string =>
  sign(`invitation ${committeeId} ${id}`)

/** Where the link of an invitation leads. */
export const linkOf = (from: Sender, { committeeId, handle, id }: Omit<Invited, 'committee'>): string =>
  `${from.baseUrl}/loi-moi/${handle}/${secretOf(from, committeeId, id)}`

/** An invitation, to the address it is for. */
export const invitationLetter = letter(
  'invitation',
  (facts: Invited & { name: string; by: string; expiresAt: number }, from) => ({
    subject: `${facts.committee} mời đồng chí tham gia hệ thống Liên Thông`,
    lines: [
      `Kính gửi đồng chí ${facts.name},`,
      `Đồng chí ${facts.by} mời đồng chí làm việc trên hệ thống Liên Thông của ${facts.committee}. Lời mời dùng một lần, đến ${showInstant(facts.expiresAt)}.`,
      'Nếu không biết việc này, đồng chí có thể bỏ qua thư.',
    ],
    link: { url: linkOf(from, facts), word: 'Xem lời mời' },
  }),
)
