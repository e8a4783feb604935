import { z } from 'zod'
import { COPY_KIND_IDS } from './rules.ts'

export const copyKind = z.enum(COPY_KIND_IDS, 'Chọn sao y, sao lục hay trích sao.')

/** What a copy says of the paper it is of and of who copied it: the form that stands below the line. */
export const copyAnswer = z.object({
  kind: copyKind,
  name: z.string(),
  part: z.string().optional(),
  cited: z.string(),
  of: z.object({
    notation: z.string(),
    typeName: z.string(),
    issuer: z.string(),
    issuedOn: z.string(),
    subject: z.string(),
  }),
  by: z.object({
    authority: z.string(),
    body: z.string(),
    title: z.string(),
    name: z.string(),
    place: z.string(),
  }),
  recipients: z.string(),
  /** The paper here that it is of. */
  original: z.object({ side: z.enum(['document', 'incoming']), id: z.string() }).optional(),
})

/** A copy that was made of a paper. */
export const copyLine = z.object({
  id: z.string(),
  name: z.string(),
  notation: z.string(),
  issuedOn: z.string(),
  recipients: z.number(),
  ended: z.string().optional(),
})
