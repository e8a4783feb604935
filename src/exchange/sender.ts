import { given } from '../core/given.ts'
import type { Sender } from '../directory/standing.ts'
import type { Check } from '../documents/outgoing/schema.ts'

/** What a consignment says of who sent it, as it was frozen. */
type Sent = {
  senderHandle: string
  senderName: string
  issuerId: string | null
  issuerName: string | null
  suffix: string
}

/** A sender in one line: an issuer is never named without its committee. */
export const senderLine = ({ senderName, issuerName }: Pick<Sent, 'senderName' | 'issuerName'>): string =>
  issuerName === null ? senderName : `${issuerName} (${senderName})`

/** A sender as the API tells it. */
export function showSender(
  { senderHandle, senderName, issuerName, suffix }: Sent,
  face: { name: string; confirmed: boolean } | undefined,
) {
  // Papers from before suffixes were kept name the issuer in place of its committee.
  const old = suffix === '' && face !== undefined && face.name !== senderName
  return {
    handle: senderHandle,
    name: old ? face.name : senderName,
    ...given({ issuer: old ? senderName : issuerName }),
    confirmed: face?.confirmed ?? false,
  }
}

/** Who vouches for a sender, as the clerk looks at it before taking a paper. The directory is asked now. */
export function senderChecks(sent: Sent, sender: Sender | undefined): Check[] {
  const by = sender?.chain[0]?.by
  if (sender === undefined || !sender.confirmed || by === undefined) {
    return [
      {
        id: 'sender',
        state: 'warn',
        label: `Nơi gửi chưa được cấp trên xác nhận: ${sent.senderName}`,
        detail: whyNot(sender),
      },
    ]
  }
  return [
    { id: 'sender', state: 'ok', label: `Nơi gửi đã được ${by} xác nhận: ${sender.name}` },
    ...issuerChecks(sent, sender),
  ]
}

function whyNot(sender: Sender | undefined): string {
  if (sender?.heir != null) return `Cơ quan này đã hợp nhất vào ${sender.heir}.`
  if (sender?.state === 'suspended') return 'Cơ quan này đang tạm dừng sử dụng hệ thống.'
  const twin = sender?.looksLike
  const alike = twin === undefined ? '' : `Tên dễ nhầm với ${twin.name}. `
  return `${alike}Ai cũng có thể tự đăng ký một tên. Đề nghị hỏi lại nơi gửi bằng đường khác trước khi tiếp nhận.`
}

/** Whether the body and the suffix that a paper bears are among those confirmed with the committee. */
function issuerChecks({ issuerId, issuerName, suffix }: Sent, { suffix: own, issuers }: Sender): Check[] {
  const known =
    issuerName === null
      ? suffix === '' || suffix === own || issuers.some((one) => one.suffix === suffix)
      : issuers.some((one) => one.id === issuerId && one.name === issuerName && one.suffix === suffix)
  if (known) return []
  const what = issuerName === null ? `Ký hiệu ${suffix}` : `${issuerName} (${suffix})`
  return [
    {
      id: 'issuer',
      state: 'warn',
      label: `Cơ quan ban hành chưa được cấp trên xác nhận: ${what}`,
      detail: 'Nơi gửi tự đặt tên và ký hiệu này. Đề nghị xem chữ ký, con dấu trên bản hiển thị.',
    },
  ]
}
