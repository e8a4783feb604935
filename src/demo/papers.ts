import type { Paper } from './paper.ts'
import { others } from './papers/others.ts'
import { provinceEarly } from './papers/province-early.ts'
import { provinceLate } from './papers/province-late.ts'

/** Every paper of the demo. */
export const papers: readonly Paper[] = [...provinceEarly, ...provinceLate, ...others]

/** The paper with this id. */
export function paperOf(id: string): Paper {
  const found = papers.find((paper) => paper.id === id)
  if (found === undefined) throw new Error(`no paper ${id}`)
  return found
}
