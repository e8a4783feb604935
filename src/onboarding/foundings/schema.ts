import { z } from 'zod'
import { page } from '../../core/paging.ts'
import { signUpInput } from '../../directory/schema.ts'
import { claimShown, invitationInput } from '../../organisation/invitations/schema.ts'

const MOST = 500
const listed = signUpInput
  .pick({ name: true, kind: true, suffix: true, place: true, codes: true })
  .extend({ email: invitationInput.shape.email })

/** What a superior lists. A line that is wrong is named by its place, and nothing is made until all are right. */
export const foundingsInput = z.object({
  items: z
    .array(listed)
    .min(1, 'Cần nêu ít nhất một cơ quan.')
    .max(MOST, `Mỗi lần mời nhiều nhất ${MOST} cơ quan.`),
})
export type Listed = z.output<typeof listed>

export const foundingsMade = z.object({
  items: z.array(
    z.object({ id: z.string(), name: z.string(), email: z.string(), link: z.string(), mailed: z.boolean() }),
  ),
})

/** `lapsed`: whoever invited administers no more; it is good again if they do again. */
const state = z.enum(['waiting', 'accepted', 'withdrawn', 'expired', 'lapsed'])
export const foundingQuery = z.object(page)
export const foundingList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      suffix: z.string(),
      email: z.string(),
      /** Who invited. */
      by: z.string(),
      state,
      claim: claimShown.optional(),
      expiresAt: z.string(),
      /** The committee it became. */
      handle: z.string().optional(),
    }),
  ),
  next: z.string().optional(),
  /** How many wait, how many were taken up. */
  counts: z.object({ waiting: z.number(), accepted: z.number() }),
})
export const foundingGone = z.object({ id: z.string() })
export const foundingsGone = z.object({ withdrawn: z.number() })

export const foundingShown = z.object({
  superior: z.object({ handle: z.string(), name: z.string() }),
  name: z.string(),
  kind: z.string(),
  kindName: z.string(),
  suffix: z.string(),
  place: z.string(),
  codes: z.array(z.string()),
  email: z.string(),
  expiresAt: z.string(),
})
export const foundingTaken = signUpInput.pick({ term: true, handle: true })
