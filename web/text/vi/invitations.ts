import { count } from '../dates.ts'

/** Words of invitations, wherever they are listed. */
export default {
  states: {
    waiting: 'Chờ chấp nhận',
    accepted: 'Đã chấp nhận',
    withdrawn: 'Đã thu lại',
    expired: 'Đã hết hạn',
  },
  withdraw: 'Thu lại',
  withdrawName: (name: string) => `Thu lại lời mời gửi ${name}`,
  withdrawn: 'Đã thu lại lời mời.',
  byList: 'Mời theo danh sách',
  withdrawAll: 'Thu lại mọi lời mời chưa ai nhận',
  withdrew: (n: number) => `Đã thu lại ${count(n)} lời mời.`,
}
