import { stampInTitle } from './title.ts'
import { stampUnmarked } from './unmarked.ts'
import type { Level } from './words.ts'

/** The stamp that a file's name carries, with marks or without (`TOI MAT_12.pdf`, `CONG VAN MAT.pdf`). */
export function stampInName(name: string): Level | undefined {
  const stem = name.replace(/\.[^.]*$/, '')
  return stampInTitle(stem) ?? stampUnmarked(stem)
}
