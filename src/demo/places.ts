import type { Role } from '../core/access.ts'

/** One account: its address is `{as}@{handle}.example`. The first of a place founds it. */
export type Staff = {
  as: string
  name: string
  roles: [Role, ...Role[]]
  unit?: string
  position: string
  /** The address of somebody who has an account already, from another place. */
  account?: string
}

/** A committee of the demo province. Names and numbers are made up. */
export type Place = {
  handle: string
  name: string
  kind: string
  suffix: string
  place: string
  code: string
  superior?: string
  term: { name: string; opensOn: string }
  /** Units, each with the name of the one above it, in rank order. */
  units: [name: string, above?: string][]
  staff: [Staff, ...Staff[]]
  /** People of the units who have no account; `left` says since when somebody is gone. */
  others?: { name: string; unit: string; since: string; left?: string }[]
}

/** Everybody's password: the data is for show. */
export const PASSWORD = 'ban-lam-viec-gon'

/** Positions and their rank, the same in every place. */
export const POSITIONS: Record<string, number> = {
  'Bí thư': 1,
  'Phó Bí thư Thường trực': 2,
  'Phó Bí thư': 3,
  'Chánh Văn phòng': 10,
  'Trưởng ban': 11,
  'Chủ nhiệm Ủy ban Kiểm tra': 12,
  'Phó Chánh Văn phòng': 15,
  'Trưởng phòng': 20,
  'Chuyên viên': 40,
  'Văn thư': 50,
  'Lưu trữ viên': 51,
}

export const PROVINCE = 'tinh-uy-son-binh'

export const province: Place = {
  handle: PROVINCE,
  name: 'Tỉnh ủy Sơn Bình',
  kind: 'province',
  suffix: 'TU',
  place: 'Sơn Bình',
  code: 'A99',
  term: { name: '2020-2025', opensOn: '2020-10-17' },
  units: [
    ['Văn phòng Tỉnh ủy'],
    ['Phòng Tổng hợp', 'Văn phòng Tỉnh ủy'],
    ['Phòng Hành chính - Lưu trữ', 'Văn phòng Tỉnh ủy'],
    ['Ban Tổ chức Tỉnh ủy'],
    ['Phòng Theo dõi địa bàn', 'Ban Tổ chức Tỉnh ủy'],
    ['Ủy ban Kiểm tra Tỉnh ủy'],
    ['Ban Tuyên giáo và Dân vận Tỉnh ủy'],
    ['Ban Nội chính Tỉnh ủy'],
  ],
  staff: [
    {
      as: 'quan-tri',
      name: 'Lò Thị Mến',
      roles: ['admin'],
      unit: 'Phòng Hành chính - Lưu trữ',
      position: 'Trưởng phòng',
    },
    { as: 'bi-thu', name: 'Đỗ Minh Châu', roles: ['leader'], position: 'Bí thư' },
    { as: 'thuong-truc', name: 'Hoàng Văn Sơn', roles: ['leader'], position: 'Phó Bí thư Thường trực' },
    {
      as: 'chanh-van-phong',
      name: 'Phạm Đức Thuận',
      roles: ['office_chief'],
      unit: 'Văn phòng Tỉnh ủy',
      position: 'Chánh Văn phòng',
    },
    {
      as: 'truong-ban',
      name: 'Trần Quốc Việt',
      roles: ['unit_head'],
      unit: 'Ban Tổ chức Tỉnh ủy',
      position: 'Trưởng ban',
    },
    {
      as: 'chuyen-vien',
      name: 'Giàng A Páo',
      roles: ['specialist'],
      unit: 'Phòng Theo dõi địa bàn',
      position: 'Chuyên viên',
    },
    {
      as: 'van-thu',
      name: 'Nguyễn Thị Hoa',
      roles: ['clerk'],
      unit: 'Phòng Hành chính - Lưu trữ',
      position: 'Văn thư',
    },
    {
      as: 'luu-tru',
      name: 'Vũ Thị Ngần',
      roles: ['archivist'],
      unit: 'Phòng Hành chính - Lưu trữ',
      position: 'Lưu trữ viên',
    },
    {
      as: 'kiem-tra',
      name: 'Lò Thị Duyên',
      roles: ['inspector'],
      unit: 'Phòng Tổng hợp',
      position: 'Chuyên viên',
    },
  ],
  others: [
    { name: 'Lường Văn Chiến', unit: 'Phòng Hành chính - Lưu trữ', since: '2021-03-01' },
    { name: 'Tòng Thị Xuân', unit: 'Phòng Tổng hợp', since: '2023-08-15' },
    { name: 'Hờ A Dơ', unit: 'Ban Tổ chức Tỉnh ủy', since: '2019-05-06', left: '2025-07-01' },
  ],
}

/** The district of old: it ended on 30 June 2025 and its papers stay. Its clerk now serves the commune of Nậm Sỏi. */
export const district: Place = {
  handle: 'huyen-uy-muong-lam',
  name: 'Huyện ủy Mường Lâm',
  kind: 'district',
  suffix: 'HU',
  place: 'Mường Lâm',
  code: 'A99.04',
  superior: PROVINCE,
  term: { name: '2020-2025', opensOn: '2020-08-06' },
  units: [['Văn phòng Huyện ủy'], ['Ban Tổ chức Huyện ủy'], ['Ủy ban Kiểm tra Huyện ủy']],
  staff: [
    {
      as: 'van-thu',
      name: 'Lường Thị Thảo',
      roles: ['admin', 'clerk'],
      unit: 'Văn phòng Huyện ủy',
      position: 'Văn thư',
    },
    { as: 'bi-thu', name: 'Quàng Văn Dũng', roles: ['leader'], position: 'Bí thư' },
  ],
}

const COMMUNE_UNITS: Place['units'] = [
  ['Văn phòng Đảng ủy'],
  ['Ban Xây dựng Đảng'],
  ['Cơ quan Ủy ban Kiểm tra Đảng ủy'],
]

/** A commune's staff: fifteen to seventeen people share all the work, so one holds several roles. */
function communeStaff(
  names: [secretary: string, chief: string, clerk: string, writer: string],
  account?: string,
): Place['staff'] {
  const [secretary, chief, clerk, writer] = names
  return [
    {
      as: 'chanh-van-phong',
      name: chief,
      roles: ['admin', 'office_chief'],
      unit: 'Văn phòng Đảng ủy',
      position: 'Chánh Văn phòng',
    },
    { as: 'bi-thu', name: secretary, roles: ['leader'], position: 'Bí thư' },
    {
      as: 'van-thu',
      name: clerk,
      roles: ['clerk', 'archivist'],
      unit: 'Văn phòng Đảng ủy',
      position: 'Văn thư',
      ...(account === undefined ? {} : { account }),
    },
    {
      as: 'chuyen-vien',
      name: writer,
      roles: ['specialist'],
      unit: 'Ban Xây dựng Đảng',
      position: 'Chuyên viên',
    },
  ]
}

const commune = { kind: 'commune', suffix: 'ĐU', superior: PROVINCE, units: COMMUNE_UNITS }

export const communes: [Place, Place, Place] = [
  {
    ...commune,
    handle: 'xa-tan-lap',
    name: 'Đảng ủy xã Tân Lập',
    place: 'Tân Lập',
    code: 'A99.31',
    term: { name: '2025-2030', opensOn: '2025-08-09' },
    staff: communeStaff(['Lê Quang Vinh', 'Hà Thị Phương', 'Đinh Thị Lụa', 'Lục Văn Khải']),
  },
  {
    ...commune,
    handle: 'xa-nam-soi',
    name: 'Đảng ủy xã Nậm Sỏi',
    place: 'Nậm Sỏi',
    code: 'A99.32',
    term: { name: '2025-2030', opensOn: '2025-08-12' },
    staff: communeStaff(
      ['Vàng A Tủa', 'Lầu Thị Dua', 'Lường Thị Thảo', 'Sùng A Chớ'],
      'van-thu@huyen-uy-muong-lam.example',
    ),
  },
  {
    ...commune,
    handle: 'phuong-son-ha',
    name: 'Đảng ủy phường Sơn Hà',
    place: 'Sơn Hà',
    code: 'A99.33',
    term: { name: '2025-2030', opensOn: '2025-08-15' },
    staff: communeStaff(['Trịnh Xuân Bách', 'Đặng Thị Ánh Tuyết', 'Mai Thị Thu', 'Ngô Đức Anh']),
  },
]

export const agency: Place = {
  handle: 'dang-uy-vp-ubnd',
  name: 'Đảng ủy Văn phòng Ủy ban nhân dân tỉnh Sơn Bình',
  kind: 'grassroots',
  suffix: 'ĐU',
  place: 'Sơn Bình',
  code: 'A99.50',
  superior: PROVINCE,
  term: { name: '2025-2030', opensOn: '2025-06-20' },
  units: [
    ['Chi bộ Tổng hợp - Kinh tế'],
    ['Chi bộ Nội chính - Văn xã'],
    ['Chi bộ Thông tin - Tin học'],
    ['Chi bộ Hành chính - Quản trị'],
  ],
  staff: [
    {
      as: 'van-thu',
      name: 'Trương Ngọc Diệp',
      roles: ['admin', 'clerk'],
      unit: 'Chi bộ Hành chính - Quản trị',
      position: 'Văn thư',
    },
    { as: 'bi-thu', name: 'Nguyễn Hữu Khánh', roles: ['leader'], position: 'Bí thư' },
    {
      as: 'chuyen-vien',
      name: 'Phan Thanh Hương',
      roles: ['specialist'],
      unit: 'Chi bộ Thông tin - Tin học',
      position: 'Chuyên viên',
    },
  ],
}

/** Who runs the instance, and belongs to no committee. */
export const OPERATOR = { name: 'Quàng Văn Thắng', email: 'van-hanh@lien-thong.example' }

/** The address somebody of a place signs in with. */
export const addressOf = (place: Place, staff: Staff): string =>
  staff.account ?? `${staff.as}@${place.handle}.example`
