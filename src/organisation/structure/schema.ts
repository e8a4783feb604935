import { z } from 'zod'
import { isSpokenFor, SPOKEN_FOR } from '../../directory/rules/spoken-for.ts'
import { day, named, rank, reference, sign, someOf, text, title } from '../../core/fields.ts'

const version = z.number()

/** What a unit is. `unit_head` of a cell is its secretary. */
export const UNIT_KINDS = {
  office: 'Văn phòng',
  board: 'Ban',
  division: 'Phòng',
  team: 'Tổ',
  cell: 'Chi bộ',
  body: 'Cơ quan, đơn vị khác',
} as const
export type UnitKind = keyof typeof UNIT_KINDS
const unitKind = z.enum(Object.keys(UNIT_KINDS) as [UnitKind], {
  message: 'Cần chọn loại đơn vị trong danh sách.',
})

const unitName = title('Cần nhập tên đơn vị, ví dụ Văn phòng Đảng ủy.', 200)
const founded = day('Ngày thành lập')
export const unitInput = z.object({
  name: unitName,
  kind: unitKind.default('body'),
  parentId: reference.optional(),
  rank: rank.default(100),
  opensOn: founded.optional(),
})
export const unitEdit = someOf(
  z.object({
    name: unitName.optional(),
    kind: unitKind.optional(),
    parentId: reference.nullable().optional(),
    rank: rank.optional(),
    opensOn: founded.optional(),
    closed: z.boolean().optional(),
    closesOn: day('Ngày ngừng hoạt động').optional(),
    heirId: reference.nullable().optional(),
  }),
)
/** Which unit takes over from one that closes. */
export const unitClosing = z.object({ heir: reference.optional() })
export type UnitInput = z.output<typeof unitInput>
export type UnitEdit = z.output<typeof unitEdit>

export const unitAnswer = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  name: z.string(),
  kind: z.string(),
  kindName: z.string(),
  rank: z.number(),
  opensOn: z.string().optional(),
  closesOn: z.string().optional(),
  heir: named.optional(),
  closed: z.boolean(),
  version,
})
export type UnitAnswer = z.infer<typeof unitAnswer>

const positionName = title('Cần nhập tên chức vụ, ví dụ Phó Bí thư.', 200)
export const positionInput = z.object({ name: positionName, rank: rank.default(100) })
export const positionEdit = someOf(
  z.object({ name: positionName.optional(), rank: rank.optional(), closed: z.boolean().optional() }),
)
export type PositionInput = z.output<typeof positionInput>
export type PositionEdit = z.output<typeof positionEdit>

export const positionAnswer = z.object({
  id: z.string(),
  name: z.string(),
  rank: z.number(),
  closed: z.boolean(),
  version,
})
export type PositionAnswer = z.infer<typeof positionAnswer>

const issuerName = title('Cần nhập tên cơ quan ban hành, ví dụ Văn phòng Tỉnh ủy.', 200).refine(
  (typed) => !isSpokenFor(typed),
  SPOKEN_FOR,
)
const suffix = sign('Cần nhập ký hiệu cơ quan ban hành, ví dụ VPTU.')
/** What an issuer is: the committee itself, a body of it, or a congress that lasts a few days. */
export const ISSUER_KINDS = {
  committee: 'Cấp ủy',
  office: 'Văn phòng cấp ủy',
  inspection: 'Ủy ban kiểm tra',
  advisory: 'Ban tham mưu, giúp việc',
  steering: 'Ban chỉ đạo',
  congress: 'Đại hội',
} as const
const issuerKind = z.enum(Object.keys(ISSUER_KINDS) as [keyof typeof ISSUER_KINDS], {
  message: 'Cần chọn loại cơ quan ban hành trong danh sách.',
})
export const issuerInput = z.object({
  name: issuerName,
  suffix,
  kind: issuerKind,
  main: z.boolean().default(false),
  oneRun: z.boolean().optional(),
})
export const issuerEdit = someOf(
  z.object({
    name: issuerName.optional(),
    suffix: suffix.optional(),
    kind: issuerKind.optional(),
    main: z.literal(true, 'Để thôi là cơ quan ban hành chính, hãy chọn cơ quan khác làm chính.').optional(),
    oneRun: z.boolean().optional(),
    closed: z.boolean().optional(),
  }),
)
export type IssuerInput = z.output<typeof issuerInput>
export type IssuerEdit = z.output<typeof issuerEdit>

export const issuerAnswer = z.object({
  id: z.string(),
  name: z.string(),
  suffix: z.string(),
  kind: z.string(),
  kindName: z.string(),
  main: z.boolean(),
  oneRun: z.boolean(),
  closed: z.boolean(),
  version,
})
export type IssuerAnswer = z.infer<typeof issuerAnswer>

const termName = title('Cần nhập tên nhiệm kỳ, ví dụ 2025-2030.', 60)
/** Why a term opened: after a congress, or in mid-term for the successor of merged organisations. */
export const TERM_GROUNDS = { congress: 'Đại hội', reorganisation: 'Sắp xếp tổ chức' } as const
const opensOn = day('Ngày mở')
const note = text('Ghi chú', 500)
export const termInput = z.object({
  name: termName,
  opensOn,
  ground: z.enum(['congress', 'reorganisation']).default('congress'),
  note: note.optional(),
})
export const termEdit = someOf(
  z.object({
    name: termName.optional(),
    opensOn: opensOn.optional(),
    closesOn: day('Ngày kết thúc').nullable().optional(),
    note: note.optional(),
  }),
)
export type TermInput = z.output<typeof termInput>
export type TermEdit = z.output<typeof termEdit>

export const termAnswer = z.object({
  id: z.string(),
  name: z.string(),
  opensOn: z.string(),
  closesOn: z.string().optional(),
  current: z.boolean(),
  ground: z.string(),
  note: z.string().optional(),
  version,
})
export type TermAnswer = z.infer<typeof termAnswer>

/** The whole structure of a committee, small enough to be read at once. */
export const organisationAnswer = z.object({
  units: z.array(unitAnswer),
  unitKinds: z.array(z.object({ id: unitKind, name: z.string() })),
  positions: z.array(positionAnswer),
  issuers: z.array(issuerAnswer),
  issuerKinds: z.array(z.object({ id: issuerKind, name: z.string() })),
  terms: z.array(termAnswer),
  deciding: z.array(named),
})
export type OrganisationAnswer = z.infer<typeof organisationAnswer>
