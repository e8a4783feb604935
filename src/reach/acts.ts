import { acting } from '../core/act.ts'

export const letterActs = acting('letter', { resend: { name: 'Gửi lại thư', fields: { to: 'Gửi đến' } } })
