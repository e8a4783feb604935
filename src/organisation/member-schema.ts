import { z } from 'zod'
import { ROLES } from '../core/access.ts'
import type { Role } from '../core/access.ts'
import { page } from '../core/paging.ts'

export const roles = z
  .array(
    z.enum(Object.keys(ROLES) as [Role], { message: 'Vai trò này không có. Đề nghị chọn trong danh sách.' }),
  )
  .max(10)
  .transform((list) => [...new Set(list)])
const reference = z.string().min(1).max(80)

export const memberQuery = z.object({
  ...page,
  state: z.enum(['all', 'active', 'left']).default('all'),
})
export type MemberQuery = z.output<typeof memberQuery>

export const memberEdit = z.object({
  name: z
    .string()
    .trim()
    .normalize('NFC')
    .min(1, 'Cần nhập họ và tên.')
    .max(120, 'Họ và tên tối đa 120 ký tự.')
    .optional(),
  unitId: reference.nullable().optional(),
  positionId: reference.nullable().optional(),
  rank: z
    .number('Thứ tự là một số, ví dụ 10.')
    .int('Thứ tự là số nguyên, ví dụ 10.')
    .min(0, 'Thứ tự nhỏ nhất là 0.')
    .max(9999, 'Thứ tự lớn nhất là 9999.')
    .optional(),
  roles: roles.optional(),
})
export type MemberEdit = z.output<typeof memberEdit>

export const returnInput = z.object({ roles: roles.default(['specialist']) })

const named = z.object({ id: z.string(), name: z.string() })
export const memberAnswer = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  unit: named.optional(),
  position: named.optional(),
  rank: z.number(),
  roles: z.array(z.string()),
  active: z.boolean(),
  version: z.number(),
})
export type MemberAnswer = z.infer<typeof memberAnswer>

export const memberList = z.object({ items: z.array(memberAnswer), next: z.string().optional() })
