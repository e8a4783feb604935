import { z } from 'zod'
import { reference } from '../../core/fields.ts'
import { page } from '../../core/paging.ts'
import { LIMITS } from '../outgoing/limits.ts'
import { RELATION_KINDS } from './relations.ts'

/** Another paper of ours and what one does to the other, in words that stand before its number. */
export const relationAnswer = z.object({
  kind: z.enum(RELATION_KINDS),
  name: z.string(),
  documentId: z.string(),
  notation: z.string(),
  typeName: z.string(),
  subject: z.string(),
})

/** How long a paper holds and what ended it. */
export const validityAnswer = z.object({
  effectiveOn: z.string().optional(),
  expiresOn: z.string().optional(),
  ended: z
    .object({ on: z.string(), how: z.enum(['replaces', 'repeals', 'recalled']), text: z.string() })
    .optional(),
  recalled: z.object({ at: z.string(), by: z.string(), reason: z.string() }).optional(),
})

/** Papers in force on a day. */
export const inForceRow = z.object({
  id: z.string(),
  notation: z.string(),
  typeName: z.string(),
  subject: z.string(),
  issuedOn: z.string(),
  effectiveOn: z.string().optional(),
  expiresOn: z.string().optional(),
  amended: z.number(),
})
export const inForceList = z.object({ items: z.array(inForceRow), next: z.string().optional() })
export const inForceQuery = z.object({ ...page, type: z.string().min(1).max(80) })

export const similarQuery = z.object({
  subject: z.string().trim().max(LIMITS.subject),
  type: reference,
  except: z.string().max(80).optional(),
})
export const similarList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      notation: z.string(),
      typeName: z.string(),
      subject: z.string(),
      issuedOn: z.string(),
      /** Of the very type that is drafted: what it may replace or amend. */
      sameType: z.boolean(),
    }),
  ),
})
