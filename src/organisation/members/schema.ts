import { z } from 'zod'
import { ROLES } from '../../core/access.ts'
import type { Role } from '../../core/access.ts'
import { named, rank, reference, someOf } from '../../core/fields.ts'
import { personName } from '../../directory/rules/person-name.ts'
import { page } from '../../core/paging.ts'

export const roles = z
  .array(
    z.enum(Object.keys(ROLES) as [Role], { message: 'Vai trò này không có. Đề nghị chọn trong danh sách.' }),
  )
  .max(10)
  .transform((list) => [...new Set(list)])

export const memberQuery = z.object({
  ...page,
  state: z.enum(['all', 'active', 'left']).default('all'),
})
export type MemberQuery = z.output<typeof memberQuery>

export const memberEdit = someOf(
  z.object({
    name: personName('Cần nhập họ và tên.').optional(),
    unitId: reference.nullable().optional(),
    positionId: reference.nullable().optional(),
    rank: rank.optional(),
    roles: roles.optional(),
  }),
)
export type MemberEdit = z.output<typeof memberEdit>

export const returnInput = z.object({ roles: roles.default(['specialist']) })

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
