import { count } from '../dates.ts'

/** Words of the working calendar. */
export default {
  title: 'Lịch làm việc',
  lead: 'Mọi thời hạn tính theo giờ, ngày làm việc đều theo lịch này. Mỗi ngày nghỉ, ngày làm bù ghi rõ căn cứ.',
  year: 'Năm',
  yearBefore: 'Năm trước',
  yearAfter: 'Năm sau',
  sure: (day: string) =>
    `Đã công bố đến hết ngày ${day}. Sau ngày đó là tạm tính, có thể đổi khi có thông báo.`,
  week: 'Giờ làm việc trong tuần',
  weekdays: {
    mon: 'Thứ hai',
    tue: 'Thứ ba',
    wed: 'Thứ tư',
    thu: 'Thứ năm',
    fri: 'Thứ sáu',
    sat: 'Thứ bảy',
    sun: 'Chủ nhật',
  } as Record<string, string>,
  off: 'Nghỉ',
  days: 'Ngày nghỉ và ngày làm bù',
  columns: { day: 'Ngày', what: 'Nghỉ hay làm', why: 'Lý do', source: 'Căn cứ' },
  worked: (weekday: string) => `Làm việc như ${weekday.toLocaleLowerCase('vi')}`,
  to: (from: string, to: string) => `${from} đến ${to}`,
  provisional: 'tạm tính',
  count: 'Tính thử một thời hạn',
  from: 'Bắt đầu ngày',
  hour: 'Lúc (giờ:phút)',
  limit: 'Thời hạn',
  units: { wh: 'giờ làm việc', wd: 'ngày làm việc', cd: 'ngày' },
  unit: 'Đơn vị tính',
  act: 'Tính hạn',
  due: (moment: string) => `Hạn: ${moment}`,
  wrongHour: 'Ghi giờ như 16:10.',
  wrongLimit: (most: number) => `Ghi một số từ 1 đến ${count(most)}.`,
}
