import { z } from 'zod'
import { mailAddress, named, reference } from '../../core/fields.ts'
import { personName } from '../../directory/rules/person-name.ts'
import { page } from '../../core/paging.ts'
import { roles } from '../members/schema.ts'

export const invitationInput = z.object({
  name: personName('Cần nhập họ và tên người được mời.'),
  email: mailAddress('Cần nhập thư điện tử của người được mời.'),
  unitId: reference.optional(),
  positionId: reference.optional(),
  roles: roles.refine((list) => list.length > 0, 'Cần giao ít nhất một vai trò.').meta({ minItems: 1 }),
})
/** Bringing a list in: who works in a large office. */
const MOST = 500
export const invitationsInput = z.object({
  items: z
    .array(invitationInput)
    .min(1, 'Cần nêu ít nhất một người.')
    .max(MOST, `Mỗi lần mời nhiều nhất ${MOST} người.`),
})
export type InvitationInput = z.output<typeof invitationInput>

export const invitationQuery = z.object(page)

/** Who came with the link before the address was proven, and whether those who invited have said it is them. */
export const claimShown = z.object({ name: z.string(), at: z.iso.datetime(), vouched: z.boolean() })
/** `at`: when whoever is vouched for came, as the list told it. */
export const vouchInput = z.object({ at: z.iso.datetime().transform((at) => Date.parse(at)) })
export const vouched = z.object({ id: z.string() })

export const invitationItem = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  unit: named.optional(),
  position: named.optional(),
  roles: z.array(z.string()),
  /** Who invited. */
  by: z.string(),
  /** `lapsed`: whoever invited may do so no more; it is good again if they may again. */
  state: z.enum(['waiting', 'accepted', 'withdrawn', 'expired', 'lapsed']),
  claim: claimShown.optional(),
  createdAt: z.string(),
  expiresAt: z.string(),
})
export const invitationList = z.object({ items: z.array(invitationItem), next: z.string().optional() })
/** `mailed`: the link also goes to the address by mail. */
export const invitationMade = z.object({ id: z.string(), link: z.string(), mailed: z.boolean() })
export const invitationsMade = z.object({
  items: z.array(invitationMade.extend({ name: z.string(), email: z.string() })),
})
export const invitationsGone = z.object({ withdrawn: z.number() })
export const invitationGone = z.object({ id: z.string() })

export const invitationShown = z.object({
  committee: z.object({ handle: z.string(), name: z.string() }),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  unit: z.string().optional(),
  position: z.string().optional(),
  expiresAt: z.string(),
})
export const joined = z.object({ handle: z.string() })
