/** Where a rule comes from, so that whoever doubts it can look it up. */
export type Source = { document: string; article?: string; sure: 'sure' | 'likely' | 'verify' }

/**
 * A body that decides within a committee. All bodies of one committee publish under its name and one suffix;
 * which of them decided drives competence and the signature.
 */
export const DECIDING_BODIES = {
  congress: 'Đại hội',
  executive: 'Ban Chấp hành',
  standing_board: 'Ban Thường vụ',
  standing: 'Thường trực',
  cell: 'Chi bộ',
  inspection: 'Ủy ban Kiểm tra',
  office: 'Cơ quan tham mưu, giúp việc',
  head: 'Lãnh đạo cơ quan',
} as const

export type DecidingBody = keyof typeof DECIDING_BODIES

/** The level that competence is given to; a kind without one is outside the Party's rules of competence. */
export type Level = 'province' | 'upper' | 'grassroots' | 'cell' | 'agency'

/**
 * A kind of committee. Levels are data: nothing else in the program knows that there are provinces or communes.
 * `until` is the last day on which such a body could be founded; its papers live on, so it can still sign up.
 */
export type CommitteeKind = {
  id: string
  name: string
  suffix: string
  party: boolean
  level?: Level
  deciding: DecidingBody[]
  from?: string
  until?: string
  source: Source
}

const committeeBodies: DecidingBody[] = [
  'standing_board',
  'executive',
  'standing',
  'congress',
  'office',
  'inspection',
]
const suffixes: Source = { document: '05-HD/VPTW', sure: 'sure' }
const twoLevels: Source = {
  document: 'Sắp xếp chính quyền địa phương 2 cấp từ 01/7/2025; 298-QĐ/TW',
  sure: 'sure',
}

/** Every kind, in the order of a list to choose from. */
export const COMMITTEE_KINDS: readonly CommitteeKind[] = [
  {
    id: 'province',
    name: 'Tỉnh ủy',
    suffix: 'TU',
    party: true,
    level: 'province',
    deciding: committeeBodies,
    source: suffixes,
  },
  {
    id: 'city',
    name: 'Thành ủy',
    suffix: 'TU',
    party: true,
    level: 'province',
    deciding: committeeBodies,
    source: suffixes,
  },
  {
    id: 'commune',
    name: 'Đảng ủy xã, phường, đặc khu',
    suffix: 'ĐU',
    party: true,
    level: 'upper',
    deciding: committeeBodies,
    from: '2025-07-01',
    source: twoLevels,
  },
  {
    id: 'grassroots',
    name: 'Đảng ủy cơ sở',
    suffix: 'ĐU',
    party: true,
    level: 'grassroots',
    deciding: committeeBodies,
    source: suffixes,
  },
  {
    id: 'cell',
    name: 'Chi bộ',
    suffix: 'CB',
    party: true,
    level: 'cell',
    deciding: ['cell', 'congress'],
    source: suffixes,
  },
  {
    id: 'agency',
    name: 'Ban, văn phòng, ủy ban kiểm tra của cấp ủy',
    suffix: 'VPTU',
    party: true,
    level: 'agency',
    deciding: ['office', 'inspection'],
    source: suffixes,
  },
  {
    id: 'district',
    name: 'Huyện ủy',
    suffix: 'HU',
    party: true,
    level: 'upper',
    deciding: committeeBodies,
    until: '2025-06-30',
    source: twoLevels,
  },
  {
    id: 'urban_district',
    name: 'Quận ủy',
    suffix: 'QU',
    party: true,
    level: 'upper',
    deciding: committeeBodies,
    until: '2025-06-30',
    source: twoLevels,
  },
  {
    id: 'town',
    name: 'Thị ủy',
    suffix: 'ThU',
    party: true,
    level: 'upper',
    deciding: committeeBodies,
    until: '2025-06-30',
    source: twoLevels,
  },
  {
    id: 'non_party',
    name: 'Cơ quan, tổ chức ngoài Đảng',
    suffix: 'UBND',
    party: false,
    deciding: ['head'],
    source: { document: '30/2020/NĐ-CP', sure: 'likely' },
  },
]

const byId = new Map(COMMITTEE_KINDS.map((kind) => [kind.id, kind]))

/** The kind with this id, or undefined. */
export const kindOf = (id: string): CommitteeKind | undefined => byId.get(id)

/** What a kind is called; its id when a later version took the kind away. */
export const kindName = (id: string): string => byId.get(id)?.name ?? id

/** The bodies that may decide in a committee of this kind, in the order of a list to choose from. */
export const decidingBodies = (kind: string): { id: DecidingBody; name: string }[] =>
  (byId.get(kind)?.deciding ?? []).map((id) => ({ id, name: DECIDING_BODIES[id] }))

/** Whether such bodies no longer existed on a day (`YYYY-MM-DD`). */
export const isHistoric = (kind: CommitteeKind, day: string): boolean =>
  kind.until !== undefined && kind.until < day
