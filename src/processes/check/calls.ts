import type { Outline } from '../outline.ts'
import { blame, type Report } from './problem.ts'

/** The templates now in effect: for each code, the codes it calls. */
export type Published = ReadonlyMap<string, readonly string[]>

/** V12: a call leads to a published template, and never back to the one that calls. Without `published`, only direct calls of itself are seen. */
export function checkCalls(
  { template, nodes }: Outline,
  published: Published | undefined,
  report: Report,
): void {
  for (const node of nodes) {
    const { step } = node
    if (step.kind !== 'call') continue
    if (comesBack(template.code, step.template, published)) {
      blame(
        report,
        'V12',
        node,
        '/template',
        `gọi “${step.template}” sẽ quay lại chính quy trình này; hãy bỏ vòng gọi.`,
      )
    } else if (published !== undefined && !published.has(step.template)) {
      blame(
        report,
        'V12',
        node,
        '/template',
        `quy trình được gọi “${step.template}” chưa ban hành; hãy ban hành trước hoặc chọn quy trình khác.`,
      )
    }
  }
}

function comesBack(code: string, first: string, published: Published | undefined): boolean {
  const reached = new Set([first])
  for (const one of reached) for (const next of published?.get(one) ?? []) reached.add(next)
  return reached.has(code)
}
