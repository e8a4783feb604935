import { z } from 'zod'
import { asDisplayed } from '../core/letters.ts'
import { FILE_TEXT, TEN_TEXT } from '../core/described.ts'

/** Control characters, path separators and marks that turn the direction of writing have no place in a name. */
const UNFIT = /[\p{Cc}\p{Zl}\p{Zp}/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** A file's name, kept as it is displayed. */
export const fileName = z
  .string('Thiếu tên tệp. Đề nghị chọn lại tệp.')
  .overwrite(asDisplayed)
  .trim()
  .min(1, 'Thiếu tên tệp. Đề nghị chọn lại tệp.')
  .max(200, 'Tên tệp dài quá 200 ký tự. Đề nghị đặt tên ngắn hơn.')
  .refine(
    (name) => !UNFIT.test(name),
    'Tên tệp có ký tự không dùng được (như / \\ : * ? " < > |). Đề nghị đổi tên tệp.',
  )
  .meta({ pattern: FILE_TEXT })

/** The SHA-256 of a file's bytes. */
export const fileHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Mã kiểm tra phải là SHA-256 của nội dung tệp: 64 ký tự 0–9, a–f viết thường.')

export const fileParam = z.object({ sha256: fileHash })

/** A file of something that has an id. */
export const sheetParam = z.object({ id: z.string(), sha256: fileHash })

export const uploadQuery = z.object({
  name: fileName,
  declared: z
    .string()
    .overwrite(asDisplayed)
    .trim()
    .min(10, 'Đề nghị nêu rõ lý do xác nhận (ít nhất 10 ký tự).')
    .max(500, 'Lý do dài quá 500 ký tự. Đề nghị viết gọn hơn.')
    .meta({ pattern: TEN_TEXT })
    .optional(),
})

export const downloadQuery = z.object({ inline: z.enum(['0', '1']).optional() })

export const fileSchema = z.object({
  sha256: z.string(),
  name: z.string(),
  type: z.string(),
  size: z.number(),
})

/** The same where a paper is read, with how many digital signatures it bears where they were counted. */
export const heldFile = fileSchema.extend({ signed: z.number().optional() })

/** A file as a document names it: its bytes, its name, its media type and its size in bytes. */
export type FileFacts = z.infer<typeof fileSchema>

/** The rows of a list, each cell as text. */
export const sheetAnswer = z.object({ rows: z.array(z.array(z.string())) })
