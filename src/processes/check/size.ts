import type { Outline } from '../outline.ts'
import { blame, warn, type Report } from './problem.ts'

const MANY_STEPS = 100
const MAX_STEPS = 2000
const DEEP = 4
const MAX_DEEP = 20

/** Limits of size: past the first a template is hard to follow, past the second it is refused. */
export function checkSize({ nodes, scopes }: Outline, report: Report): void {
  const about = { rule: 'shape', path: '/main' } as const
  const split = 'hãy tách thành các quy trình con bằng bước gọi.'
  if (nodes.length > MAX_STEPS) {
    report({
      ...about,
      severity: 'error',
      message: `Quy trình có ${nodes.length} bước, quá ${MAX_STEPS}; ${split}`,
    })
  } else if (nodes.length > MANY_STEPS) {
    report({
      ...about,
      severity: 'warning',
      message: `Quy trình có ${nodes.length} bước, khó theo dõi; ${split}`,
    })
  }
  const tooDeep = (limit: number) => scopes.find(({ depth }) => depth === limit + 1)?.parent
  const refused = tooDeep(MAX_DEEP)
  const deep = tooDeep(DEEP)
  if (refused) blame(report, 'shape', refused, '', `các nhánh lồng nhau quá ${MAX_DEEP} tầng; ${split}`)
  else if (deep)
    warn(report, 'shape', deep, '', `các nhánh lồng nhau quá ${DEEP} tầng, khó theo dõi; ${split}`)
}
