import { Invalid } from './errors.ts'
import { soughtIn } from './text.ts'
import type { Sought } from './text.ts'

/** What was typed into a search field, read. @throws Invalid when it holds no letter or digit */
export function soughtBy(text: string): Sought {
  const sought = soughtIn(text)
  if (sought !== undefined) return sought
  throw new Invalid([{ field: 'q', message: 'Nhập ít nhất một chữ cái hoặc chữ số để tìm.' }])
}
