import { z } from 'zod'

/** A line of text that a person types: NFC, no spaces around; the spelling (uỷ or ủy) is kept. */
const words = (missing: string, most: number) =>
  z
    .string(missing)
    .trim()
    .normalize('NFC')
    .min(1, missing)
    .max(most, `Tối đa ${most} ký tự. Đề nghị viết ngắn lại.`)

const day = z.iso.date('Ngày cần có dạng năm-tháng-ngày, ví dụ 2025-08-20.')
const rank = z
  .number('Thứ tự là một số, ví dụ 10.')
  .int('Thứ tự là số nguyên, ví dụ 10.')
  .min(0, 'Thứ tự nhỏ nhất là 0.')
  .max(9999, 'Thứ tự lớn nhất là 9999.')
const reference = z.string().min(1).max(80)
const version = z.number()

export const idParam = z.object({ id: reference })

const unitName = words('Cần nhập tên đơn vị, ví dụ Văn phòng Đảng ủy.', 200)
export const unitInput = z.object({ name: unitName, parentId: reference.optional(), rank: rank.default(100) })
export const unitEdit = z.object({
  name: unitName.optional(),
  parentId: reference.nullable().optional(),
  rank: rank.optional(),
  closed: z.boolean().optional(),
})
export type UnitInput = z.output<typeof unitInput>
export type UnitEdit = z.output<typeof unitEdit>

export const unitAnswer = z.object({
  id: z.string(),
  parentId: z.string().optional(),
  name: z.string(),
  rank: z.number(),
  closed: z.boolean(),
  version,
})
export type UnitAnswer = z.infer<typeof unitAnswer>

const positionName = words('Cần nhập tên chức vụ, ví dụ Phó Bí thư.', 200)
export const positionInput = z.object({ name: positionName, rank: rank.default(100) })
export const positionEdit = z.object({
  name: positionName.optional(),
  rank: rank.optional(),
  closed: z.boolean().optional(),
})
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

const issuerName = words('Cần nhập tên cơ quan ban hành, ví dụ Văn phòng Tỉnh ủy.', 200)
const suffix = words('Cần nhập ký hiệu cơ quan ban hành, ví dụ VPTU.', 20).regex(/^[\p{L}\p{N}.-]+$/u, {
  message: 'Ký hiệu chỉ gồm chữ, số, dấu chấm hoặc gạch nối, viết liền, ví dụ VPTU.',
})
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
export const issuerEdit = z.object({
  name: issuerName.optional(),
  suffix: suffix.optional(),
  kind: issuerKind.optional(),
  main: z.literal(true, 'Để thôi là cơ quan ban hành chính, hãy chọn cơ quan khác làm chính.').optional(),
  oneRun: z.boolean().optional(),
  closed: z.boolean().optional(),
})
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

const termName = words('Cần nhập tên nhiệm kỳ, ví dụ 2025-2030.', 60)
export const termInput = z.object({
  name: termName,
  opensOn: day,
  ground: z.enum(['congress', 'reorganisation']).default('congress'),
  note: z.string().trim().normalize('NFC').max(500, 'Ghi chú tối đa 500 ký tự.').optional(),
})
export const termEdit = z.object({
  name: termName.optional(),
  opensOn: day.optional(),
  closesOn: day.nullable().optional(),
  note: z.string().trim().normalize('NFC').max(500, 'Ghi chú tối đa 500 ký tự.').optional(),
})
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
  positions: z.array(positionAnswer),
  issuers: z.array(issuerAnswer),
  issuerKinds: z.array(z.object({ id: z.string(), name: z.string() })),
  terms: z.array(termAnswer),
  deciding: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type OrganisationAnswer = z.infer<typeof organisationAnswer>
