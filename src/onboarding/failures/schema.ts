import { z } from 'zod'

/** A place in the program, as the browser names it: a function of ours, the file, line and column. Nothing that people wrote. */
const FRAME = /^[\w$.<> ]{0,80} ?\(?assets\/[\w-]{1,80}\.js:\d{1,7}:\d{1,7}\)?$/

/** An error of the program in a browser, without its words: those may hold what people wrote. */
export const failureInput = z.object({
  /** The route of the screen, such as `/:handle/van-ban-den/:id`: never an address. */
  screen: z.string().regex(/^\/[a-z:/-]{0,100}$/i, 'Đường dẫn mẫu của màn hình chưa đúng.'),
  name: z.string().regex(/^[A-Z][A-Za-z]{0,39}$/, 'Tên lỗi chưa đúng.'),
  frames: z.array(z.string().regex(FRAME, 'Vị trí trong chương trình chưa đúng.')).min(1).max(6),
})

export const failureAnswer = z.object({ kept: z.literal(true) })
