import { z } from 'zod'
import { named } from '../../core/fields.ts'
import { page } from '../../core/paging.ts'
import { fileSchema } from '../../files/schema.ts'
import { historyEntry } from '../outgoing/schema.ts'

/** What a list shows of an incoming document. */
export const incomingRow = z.object({
  id: z.string(),
  arrivalNo: z.number(),
  arrivedOn: z.string(),
  sender: z.object({ handle: z.string(), name: z.string() }),
  notation: z.string(),
  typeName: z.string(),
  issuedOn: z.string(),
  subject: z.string(),
  urgency: z.number(),
  receiver: z.string(),
})
export const incomingList = z.object({ items: z.array(incomingRow), next: z.string().optional() })
export const incomingListQuery = z.object({ ...page, q: z.string().max(200).optional() })

/** An incoming document, whole: this committee's own copy. */
export const incomingAnswer = z.object({
  ...incomingRow.shape,
  deliveryId: z.string().optional(),
  signer: z.string(),
  dueOn: z.string().optional(),
  paperFollows: z.boolean(),
  unit: named.optional(),
  note: z.string().optional(),
  acceptedBy: z.string(),
  acceptedAt: z.string(),
  answers: z.object({ documentId: z.string(), notation: z.string(), subject: z.string() }).optional(),
  files: z.array(fileSchema),
  history: z.array(historyEntry),
  replies: z.array(
    z.object({ id: z.string(), state: z.string(), notation: z.string().optional(), subject: z.string() }),
  ),
})
