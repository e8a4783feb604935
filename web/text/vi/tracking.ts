import { count } from '../dates.ts'

/** Words of what is followed over time: the figures and the register of tasks. */
export default {
  period: { before: 'Tháng trước', after: 'Tháng sau', month: (shown: string) => `Tháng ${shown}` },
  figures: {
    title: 'Số liệu thực hiện nhiệm vụ',
    none: 'Không có nhiệm vụ nào đến hạn trong tháng này',
    noneHint: 'Chọn tháng khác, hoặc giao nhiệm vụ có hạn để theo dõi tỷ lệ đúng hạn.',
    lead: (all: number, rate: string, extended: number) =>
      `${count(all)} nhiệm vụ đến hạn trong tháng; đúng hạn ${rate} của số đã xong hoặc quá hạn; ${count(extended)} nhiệm vụ được gia hạn.`,
    transit: (hours: string) => `Từ lúc giao đến lúc nhận việc: trung bình ${hours} giờ.`,
    units: 'Theo đơn vị',
    persons: 'Theo cán bộ',
    columns: {
      name: 'Đơn vị, cán bộ',
      all: 'Đến hạn',
      onTime: 'Đúng hạn',
      late: 'Xong muộn',
      overdue: 'Quá hạn',
      open: 'Còn hạn',
      rate: 'Tỷ lệ đúng hạn',
      first: 'Đúng hạn ban đầu',
      extended: 'Gia hạn',
    },
    waiting: 'Đang chờ ai',
    waitsFor: {
      accept: 'Chờ đơn vị, cán bộ nhận việc',
      do: 'Đang được thực hiện',
      judge: 'Chờ người giao duyệt kết quả',
      extend: 'Chờ người giao trả lời xin gia hạn',
      reassign: 'Chờ giao lại',
      resume: 'Đang tạm dừng',
    } as Record<string, string>,
    all: 'Xem nhiệm vụ đang mở của toàn cơ quan',
  },
  book: {
    title: 'Sổ theo dõi nhiệm vụ',
    given: (month: string) => `Nhiệm vụ giao trong tháng ${month}`,
    due: (month: string) => `Nhiệm vụ đến hạn trong tháng ${month}`,
    none: 'Không có nhiệm vụ nào trong kỳ này',
    noneHint: 'Chọn tháng khác để xem sổ của tháng đó.',
    print: 'In sổ',
    late: (state: string) => `${state} (muộn)`,
    firstDue: 'Hạn ban đầu',
    verdicts: { onTime: 'đúng hạn', late: 'xong muộn', overdue: 'quá hạn', open: 'còn hạn' } as Record<
      string,
      string
    >,
    columns: {
      no: 'TT',
      task: 'Nội dung',
      giver: 'Người giao',
      owner: 'Đơn vị, người thực hiện',
      source: 'Văn bản giao',
      product: 'Sản phẩm',
      start: 'Ngày giao',
      due: 'Hạn',
      result: 'Kết quả',
      state: 'Ghi chú',
    },
  },
}
