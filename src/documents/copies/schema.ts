import { z } from 'zod'
import { reference, sha256, text, title } from '../../core/fields.ts'
import { fileName, fileSchema } from '../../files/schema.ts'
import { LIMITS } from '../outgoing/limits.ts'
import { recipientInput } from '../outgoing/schema.ts'
import { copyKind, copyLine } from './answers.ts'

export const authority = z.enum(['', 'T/M', 'K/T', 'T/L', 'Q.'])

/** A copy to be made and sent: its kind, who signs it, where it goes; of an extract, which part and its file. */
export const copyInput = z.object({
  kind: copyKind,
  part: text('Phần được trích', 200).optional(),
  /** The body that copies: the committee itself unless given. */
  issuerId: reference.optional(),
  decidingBody: z.string().max(40).optional(),
  authority: authority.default('T/L'),
  signerName: title('Nhập họ và tên người ký bản sao.', LIMITS.signerName),
  signerTitle: title('Nhập chức vụ người ký bản sao.', LIMITS.signerTitle),
  recipients: z
    .array(recipientInput)
    .min(1, 'Chọn ít nhất một nơi nhận.')
    .max(5000, 'Một văn bản gửi nhiều nhất 5.000 nơi nhận mỗi lần.'),
  /** Files of its own: the part that is extracted, or the signed sheet of the copy. */
  files: z
    .array(z.object({ sha256, name: fileName.optional() }))
    .max(50, 'Một văn bản kèm nhiều nhất 50 tệp.')
    .default([]),
  /** Why a paper that holds no more is copied all the same. */
  overrideReason: text('Lý do', LIMITS.overrideReason).optional(),
  /** The number that was shown: with it the copy gets this one or is not made. */
  number: z.number().int().min(1).optional(),
})
export type CopyInput = z.output<typeof copyInput>

export const copyMade = z.object({
  id: z.string(),
  number: z.number(),
  notation: z.string(),
  issuedOn: z.string(),
  recipients: z.number(),
})
export type CopyMade = z.infer<typeof copyMade>

/** All that a copy of a paper starts from: what may be made, the number it would get, who signed the last one. */
export const copyOutlook = z.object({
  cited: z.string(),
  kinds: z.array(z.object({ id: copyKind, name: z.string() })),
  next: z.object({ number: z.number(), notation: z.string() }).optional(),
  issuers: z.array(z.object({ id: z.string(), name: z.string() })),
  bodies: z.array(z.object({ id: z.string(), name: z.string() })),
  signer: z.object({ name: z.string(), title: z.string(), authority: z.string(), body: z.string() }),
  below: z.number(),
  groups: z.array(z.object({ id: z.string(), name: z.string(), count: z.number() })),
  units: z.array(z.object({ id: z.string(), name: z.string() })),
  files: z.array(fileSchema),
  /** Why no copy may be made of it now; what became of it that whoever copies it must know. */
  refused: z.string().optional(),
  ended: z.string().optional(),
  remarks: z.array(z.string()),
  made: z.array(copyLine),
})
