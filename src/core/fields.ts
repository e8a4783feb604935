import { z } from 'zod'
import { DAY_TEXT, MAIL_TEXT, MERE_NAME_TEXT, NAME_TEXT, SEEN_TEXT, SIGN_TEXT } from './described.ts'
import { asDisplayed, leadsAway, oddIn, spaced, turns } from './letters.ts'
import { SECRET_ADVICE, stampInNote, stampInTitle } from './secrecy/stamps.ts'

/*
 * Fields that many forms have. Text is kept as it is displayed, in NFC without spaces around it; the spelling (uỷ or
 * ủy) stays as it was typed. Whatever people write freely (notes, reasons, titles) is looked at here for stamps of
 * state secrecy.
 */

const unstamped = (text: z.ZodString) =>
  text.refine((written) => stampInNote(written) === undefined, SECRET_ADVICE)

/**
 * A line that must be filled in.
 * @param missing what is said when it is not, best with an example
 * @param most its length in characters
 */
export const words = (missing: string, most: number) =>
  unstamped(
    z
      .string(missing)
      .overwrite(asDisplayed)
      .trim()
      .min(1, missing)
      .max(most, `Tối đa ${most} ký tự. Đề nghị viết ngắn lại.`),
  ).meta({ pattern: SEEN_TEXT })

/** Text that says what a thing is about: it carries no stamp in the way of subjects either ("Công văn mật về…"). */
export const asSubject = (about: z.ZodString) =>
  about.refine((written) => stampInTitle(written) === undefined, SECRET_ADVICE)

/** A line by which a thing is called in lists, as {@link words} and {@link asSubject} say. */
export const heading = (missing: string, most: number) => asSubject(words(missing, most))

/**
 * The name or the sign of something, which others must be able to trust at a glance: nothing invisible in it, no
 * letter that only looks like one of ours, one plain space between words.
 * @param missing what is said when it is not filled in, best with an example
 * @param most its length in characters
 */
export const title = (missing: string, most: number) =>
  trusted(z.string(missing))
    .min(1, missing)
    .max(most, `Tối đa ${most} ký tự. Đề nghị viết ngắn lại.`)
    .meta({ pattern: NAME_TEXT })

/**
 * The same where it may be left empty.
 * @param what the field as the form calls it
 * @param most its length in characters
 */
export const titleOrNone = (what: string, most: number) =>
  trusted(z.string(`${what} phải là chữ.`))
    .max(most, `${what} dài quá ${most} ký tự. Đề nghị rút gọn.`)
    .meta({ pattern: `^$|${NAME_TEXT}` })

const trusted = (name: z.ZodString) =>
  unstamped(
    name
      .refine((typed) => oddIn(typed) === undefined, {
        error: ({ input }) => oddLetter(oddIn(String(input)) ?? ''),
        abort: true,
      })
      .overwrite((typed) => spaced(asDisplayed(typed))),
  )

/** A character that cannot be shown is called by its number. */
function oddLetter(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  const shown =
    asDisplayed(char) === '' || turns(char) ? `không nhìn thấy được (U+${code})` : `“${char}” (U+${code})`
  return `Có ký tự ${shown} dễ gây nhầm lẫn. Đề nghị xóa rồi gõ lại bằng bộ gõ tiếng Việt.`
}

/**
 * Text that may be left empty.
 * @param what the field as the form calls it
 * @param most its length in characters
 */
export const text = (what: string, most: number) =>
  unstamped(
    z
      .string(`${what} phải là chữ.`)
      .overwrite(asDisplayed)
      .trim()
      .max(most, `${what} dài quá ${most} ký tự. Đề nghị rút gọn.`),
  )

/**
 * What people fill into forms that a committee made itself: of any shape, held to the form where it is used. Every text
 * in it is kept as it is displayed and is looked at for stamps, as everywhere else.
 */
export const filled = z
  .unknown()
  .overwrite(eachText)
  .superRefine((value, ctx) => {
    for (const { path, text: written } of textsIn(value))
      if (stampInNote(written) !== undefined) ctx.addIssue({ code: 'custom', path, message: SECRET_ADVICE })
  })

/** A value with all texts of it as they are displayed. */
function eachText(value: unknown): unknown {
  if (typeof value === 'string') return asDisplayed(value)
  if (Array.isArray(value)) return value.map(eachText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, eachText(inner)]))
}

function textsIn(value: unknown, path: string[] = []): { path: string[]; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]))
}

/**
 * The name of a person or a body by which mail from here calls them: a {@link title} that holds no address. Sign-up is
 * open, and programs for mail make links of addresses in letters that really come from here.
 */
export const mereName = (missing: string, most: number) =>
  title(missing, most)
    .refine(
      (name) => !leadsAway(name),
      'Tên không ghi địa chỉ trang mạng hoặc thư điện tử. Đề nghị chỉ ghi tên.',
    )
    .meta({ pattern: MERE_NAME_TEXT })

/** The sign of a body in numbers of papers, such as VPTU: letters with their accents, digits, dots, hyphens. */
export const sign = (missing: string) =>
  title(missing, 20)
    .regex(/^[\p{L}\p{N}.-]+$/u, {
      message: 'Ký hiệu chỉ gồm chữ, số, dấu chấm hoặc gạch nối, viết liền, ví dụ VPTU.',
    })
    .meta({ pattern: SIGN_TEXT })

/** A mail address as it is kept. */
export const mailAddress = (missing: string) =>
  z
    .string(missing)
    .trim()
    .toLowerCase()
    .max(254, 'Địa chỉ thư quá dài. Đề nghị kiểm tra lại.')
    .meta({ pattern: MAIL_TEXT })
    .pipe(z.email('Thư điện tử chưa đúng dạng, ví dụ hoa@laocai.vn.'))

/** No paper here is older than the state, and a year after this one is a slip of the finger. */
const YEARS = { first: 1945, last: 2100 }

/**
 * A day (`YYYY-MM-DD`) in a year that can be meant: 0205 for 2025 and 20255 are told as what they are.
 * @param what the field as the form calls it
 */
export const day = (what = 'Ngày') =>
  z.iso
    .date({ error: `${what} cần ở dạng năm-tháng-ngày, ví dụ 2026-03-02.`, abort: true })
    .refine((date) => Number(date.slice(0, 4)) >= YEARS.first && Number(date.slice(0, 4)) <= YEARS.last, {
      error: ({ input }) =>
        `${what} ghi năm ${String(input).slice(0, 4)}: đề nghị xem lại năm (từ ${YEARS.first} đến ${YEARS.last}).`,
    })
    .meta({ pattern: DAY_TEXT })

/**
 * An instant (ISO 8601, UTC), of which offices write hour and day.
 * @param what the field as the form calls it
 */
export const instant = (what: string) =>
  z.iso.datetime(`${what} cần đủ giờ và ngày, ví dụ 2026-03-02T08:30:00Z.`)

/** Where a thing stands among its like: by number, then by name. */
export const rank = z
  .number('Thứ tự là một số, ví dụ 10.')
  .int('Thứ tự là số nguyên, ví dụ 10.')
  .min(0, 'Thứ tự nhỏ nhất là 0.')
  .max(9999, 'Thứ tự lớn nhất là 9999.')

/** Yes or no in an address. */
export const truth = z.stringbool().meta({ enum: ['true', 'false'] })

/** The id of another thing. */
export const reference = z.string().min(1).max(80)

/** A thing as an answer refers to it. */
export const named = z.object({ id: z.string(), name: z.string() })

/** The answer of a change that leaves nothing to tell but which thing it was. */
export const idAnswer = z.object({ id: z.string() })

/** The SHA-256 of a file's bytes. */
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'Mã kiểm tra phải là SHA-256 của nội dung tệp: 64 ký tự 0–9, a–f viết thường.')

/** An edit that names the fields it changes: at least one of them. */
export const someOf = <Shape extends z.ZodRawShape>(schema: z.ZodObject<Shape>) =>
  schema
    .refine((edit) => Object.values(edit).some((value) => value !== undefined), {
      error: 'Cần nêu ít nhất một mục để sửa.',
    })
    .meta({ minProperties: 1 })
