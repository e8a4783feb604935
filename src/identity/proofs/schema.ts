import { z } from 'zod'
import { newPassword } from '../password.ts'
import { email, saidAgain } from '../schema.ts'

export const waysAnswer = z.object({
  /** Whether this instance sends mail: without it a forgotten password is an administrator's to mend. */
  mail: z.boolean(),
})
export const forgotten = z.object({ email })
export const mailedAnswer = z.object({ mailed: z.boolean() })
export const emailInput = saidAgain.extend({ email })
/** The addresses that must each confirm a change. */
export const emailAnswer = z.object({ confirm: z.array(z.string()) })
export const passwordInput = z.object({ password: newPassword })

const purpose = z.enum(['address', 'old', 'new', 'reset', 'handed'])
/** What a link is for, to whoever holds it. Reading it changes nothing: programs open every link of a mail. */
export const proofAnswer = z.object({
  purpose,
  name: z.string(),
  email: z.string(),
  expiresAt: z.iso.datetime(),
})
/** `done` is false while the other address of a change has yet to confirm. */
export const proofUsed = z.object({ purpose, email: z.string(), done: z.boolean() })
export const passwordSet = z.object({ email: z.string() })
export const handedAnswer = z.object({ id: z.string(), link: z.string(), expiresAt: z.iso.datetime() })
