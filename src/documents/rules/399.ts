import { COPY_TYPE } from '../copies/rules.ts'
import type { Body, Catalogue, Mark, TypeRule } from './catalogue.ts'

/** Where symbols come from: 399-QĐ/TW names the types, 05-HD/VPTW (27/5/2026) the symbols. */
const type = (
  id: string,
  name: string,
  symbol: string,
  sure: TypeRule['sure'],
  more: Partial<TypeRule> = {},
): TypeRule => ({
  id,
  name,
  symbol,
  sure,
  series: id,
  office: false,
  central: false,
  asksNecessity: false,
  ...more,
})

const central = { central: true }
const office = { office: true }
/** Papers that bind many for long: fewer of them are wanted, so each is asked what it is for. */
const asked = { asksNecessity: true }

/**
 * The 25 types, 8 office papers, and the copies. Quyết định and Quy định share the symbol QĐ, so they draw from one run of
 * numbers (central practice); a committee may part them. An empty symbol is one the guidance
 * does not give: a committee sets its own.
 */
const types: TypeRule[] = [
  type('nghi-quyet', 'Nghị quyết', 'NQ', 'sure', asked),
  type('quyet-dinh', 'Quyết định', 'QĐ', 'sure', { series: 'QĐ' }),
  type('quy-dinh', 'Quy định', 'QĐ', 'sure', { series: 'QĐ' }),
  type('chi-thi', 'Chỉ thị', 'CT', 'sure', asked),
  type('ket-luan', 'Kết luận', 'KL', 'sure'),
  type('quy-che', 'Quy chế', 'QC', 'sure'),
  type('thong-tri', 'Thông tri', 'TT', 'sure'),
  type('huong-dan', 'Hướng dẫn', 'HD', 'sure'),
  type('thong-bao', 'Thông báo', 'TB', 'sure'),
  type('bao-cao', 'Báo cáo', 'BC', 'sure'),
  type('ke-hoach', 'Kế hoạch', 'KH', 'sure'),
  type('chuong-trinh', 'Chương trình', 'CTr', 'sure'),
  type('to-trinh', 'Tờ trình', 'TTr', 'sure'),
  type('cong-van', 'Công văn', 'CV', 'sure'),
  type('bien-ban', 'Biên bản', 'BB', 'sure'),
  type('de-an', 'Đề án', 'ĐA', 'likely'),
  type('phuong-an', 'Phương án', 'PA', 'likely'),
  type('du-an', 'Dự án', 'DA', 'likely'),
  type('quy-hoach', 'Quy hoạch', 'QH', 'likely'),
  type('cuong-linh', 'Cương lĩnh', '', 'verify', central),
  type('dieu-le', 'Điều lệ', '', 'verify', central),
  type('chien-luoc', 'Chiến lược', 'CL', 'verify', central),
  type('thong-cao', 'Thông cáo', 'TC', 'verify'),
  type('tuyen-bo', 'Tuyên bố', '', 'verify', central),
  type('loi-keu-goi', 'Lời kêu gọi', '', 'verify', central),
  type('giay-gioi-thieu', 'Giấy giới thiệu', 'GGT', 'verify', office),
  type('giay-chung-nhan', 'Giấy chứng nhận', '', 'verify', office),
  type('giay-di-duong', 'Giấy đi đường', '', 'verify', office),
  type('giay-nghi-phep', 'Giấy nghỉ phép', '', 'verify', office),
  type('giay-moi', 'Giấy mời', 'GM', 'verify', office),
  type('phieu-chuyen', 'Phiếu chuyển', 'PC', 'verify', office),
  type('phieu-gui', 'Phiếu gửi', 'PG', 'verify', office),
  type('thu-cong', 'Thư công', '', 'verify', office),
  // The three kinds of copies share one run; they are made from the page of their original.
  type(COPY_TYPE, 'Bản sao', 'BS', 'sure', office),
]

/** Types that every body of §1.2 may issue: one column of that table. */
const COMMON = [
  'bao-cao',
  'ke-hoach',
  'chuong-trinh',
  'de-an',
  'phuong-an',
  'du-an',
  'quy-hoach',
  'to-trinh',
  'cong-van',
  'bien-ban',
]

/** Columns of the table of competence before the common one. */
const COLUMNS = [
  'nghi-quyet',
  'quyet-dinh',
  'chi-thi',
  'ket-luan',
  'quy-che',
  'quy-dinh',
  'thong-tri',
  'huong-dan',
  'thong-bao',
]

const MARKS: Record<string, Mark> = { '+': 'yes', '-': 'no', '?': 'verify' }

/** Which deciding bodies may issue a type: a mark a body, `+` may, `-` may not, `?` to be verified; and types beside. */
function row(body: Body, marks: string, source: string, more: Record<string, Mark> = {}) {
  const named = COLUMNS.map((id, i): [string, Mark] => [id, MARKS[marks.charAt(3 * i)] ?? 'verify'])
  const common = COMMON.map((id): [string, Mark] => [id, 'yes'])
  return { body, source, may: Object.fromEntries([...common, ...named, ...Object.entries(more)]) }
}

const no = (ids: string[]): Record<string, Mark> => Object.fromEntries(ids.map((id) => [id, 'no']))
const thongCao: Record<string, Mark> = { 'thong-cao': 'yes' }

/** Columns:                           NQ QĐ CT KL QC Qđ TT HD TB */
const competence = [
  row('province.executive', /*      */ '+  +  -  +  +  +  -  -  +', '399-QĐ/TW', thongCao),
  row('province.standing_board', /* */ '+  +  +  +  +  +  +  +  +', '399-QĐ/TW'),
  row('upper.executive', /*         */ '+  +  -  +  +  +  -  -  +', '399-QĐ/TW Điều 10 (cần kiểm tra)'),
  row('upper.standing_board', /*    */ '+  +  ?  +  ?  +  ?  +  +', '399-QĐ/TW Điều 10 (cần kiểm tra)'),
  row('grassroots.executive', /*    */ '+  +  -  +  +  +  -  -  +', '399-QĐ/TW Điều 11'),
  row('grassroots.standing_board', /**/ '+  +  -  +  -  +  -  +  +', '399-QĐ/TW Điều 11'),
  row('cell.cell', /*               */ '+  +  -  +  +  -  -  -  +', '399-QĐ/TW Điều 11'),
  row('any.inspection', /*          */ '-  +  -  +  +  -  -  +  +', '399-QĐ/TW (cần kiểm tra)'),
  row('any.office', /*              */ '-  +  -  -  +  -  -  +  +', '399-QĐ/TW (cần kiểm tra)'),
  row('any.congress', /*            */ '+  -  -  -  +  -  -  -  +', '399-QĐ/TW (cần kiểm tra)', {
    ...no(['bao-cao', 'ke-hoach', 'de-an', 'phuong-an', 'du-an', 'quy-hoach', 'to-trinh']),
    'thong-cao': 'verify',
  }),
]

/** Quy định 399-QĐ/TW of the Secretariat, in force from 9 January 2026; repeals 66-QĐ/TW and 223-QĐ/TW. */
export const QD399: Catalogue = {
  id: '399-QĐ/TW',
  name: 'Quy định 399-QĐ/TW ngày 09/01/2026 của Ban Bí thư',
  from: '2026-01-09',
  repeals: ['66-QĐ/TW', '223-QĐ/TW'],
  types,
  competence,
}
