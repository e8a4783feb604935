import { z } from 'zod'
import { day, named, reference, someOf, title } from '../../core/fields.ts'
import { page } from '../../core/paging.ts'

export const personQuery = z.object({
  ...page,
  unit: reference.optional(),
  /** Only who stands on this day. */
  on: day().optional(),
})
export type PersonQuery = z.output<typeof personQuery>

const name = title('Cần nhập họ và tên.', 120)
const opensOn = day('Ngày bắt đầu')
const closesOn = day('Ngày thôi')
export const personInput = z.object({
  name,
  unitId: z.string('Cần chọn đơn vị.').min(1, 'Cần chọn đơn vị.').max(80),
  opensOn: opensOn.optional(),
  memberId: reference.optional(),
})
export type PersonInput = z.output<typeof personInput>

export const personEdit = someOf(
  z.object({
    name: name.optional(),
    unitId: reference.optional(),
    opensOn: opensOn.optional(),
    closesOn: closesOn.nullable().optional(),
    memberId: reference.nullable().optional(),
  }),
)
export type PersonEdit = z.output<typeof personEdit>

/** From which day on somebody no longer stands there; today unless given. */
export const personClosing = z.object({ on: closesOn.optional() })

export const personAnswer = z.object({
  id: z.string(),
  name: z.string(),
  unit: named,
  opensOn: z.string(),
  closesOn: z.string().optional(),
  member: named.optional(),
  version: z.number(),
})
export type PersonAnswer = z.infer<typeof personAnswer>

/** `offered`: an account of the same name that is nobody's yet, to be tied by who knows that it is the same person. */
export const personItem = personAnswer.extend({ offered: named.optional() })
export const personList = z.object({ items: z.array(personItem), next: z.string().optional() })
