import { count } from '../dates.ts'

/** Words of invitations, wherever they are listed. */
export default {
  states: {
    waiting: 'Chờ chấp nhận',
    accepted: 'Đã chấp nhận',
    withdrawn: 'Đã thu lại',
    expired: 'Đã hết hạn',
    lapsed: 'Hết hiệu lực',
  },
  lapsed: (by: string) => `Hết hiệu lực: ${by} gửi và nay không còn là quản trị. Nếu vẫn cần, mời lại.`,
  claimed: (account: string, at: string) =>
    `Tài khoản “${account}” mở lời mời lúc ${at}; địa chỉ thư chưa được xác nhận.`,
  vouch: 'Xác nhận đúng người',
  vouchName: (name: string) => `Xác nhận đúng người được mời: ${name}`,
  vouchLead: (name: string, account: string, email: string) =>
    `Ai có đường dẫn và tạo tài khoản bằng ${email} đều đến được bước này. Chỉ xác nhận khi đồng chí đã hỏi trực tiếp bên được mời (${name}) và được trả lời: tài khoản “${account}” là của mình.`,
  vouched: (account: string) => `Đã xác nhận tài khoản “${account}” là đúng người.`,
  withdraw: 'Thu lại',
  withdrawName: (name: string) => `Thu lại lời mời gửi ${name}`,
  withdrawn: 'Đã thu lại lời mời.',
  withdrawAll: 'Thu lại mọi lời mời chưa ai nhận',
  withdrew: (n: number) => `Đã thu lại ${count(n)} lời mời.`,
}
