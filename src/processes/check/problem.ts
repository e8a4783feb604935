import type { Node } from '../outline.ts'

/** V1–V13 are the rules of a publishable template; `shape` is the interchange form itself and its limits of size. */
export type Rule =
  | 'shape'
  | 'V1'
  | 'V2'
  | 'V3'
  | 'V4'
  | 'V5'
  | 'V6'
  | 'V7'
  | 'V8'
  | 'V9'
  | 'V10'
  | 'V11'
  | 'V12'
  | 'V13'

/** Something to mend before publishing (`error`) or to think over (`warning`). */
export type Problem = {
  rule: Rule
  severity: 'error' | 'warning'
  /** JSON Pointer (RFC 6901) into the template. */
  path: string
  /** Id of the step concerned. */
  step?: string
  /** In Vietnamese: what is wrong, where, and what to do. */
  message: string
}

export type Report = (problem: Problem) => void

/** How a step is named to its author. */
export function called({ step }: { step: { id: string; name: string } }): string {
  return `Bước “${step.name}” (${step.id})`
}

/** Reports a problem of a step, its message begun with the step's name; `at` is a pointer inside the step. */
export function blame(report: Report, rule: Rule, node: Node, at: string, message: string): void {
  report({
    rule,
    severity: 'error',
    path: node.path + at,
    step: node.step.id,
    message: `${called(node)}: ${message}`,
  })
}

/** As `blame`, for what may be published all the same. */
export function warn(report: Report, rule: Rule, node: Node, at: string, message: string): void {
  report({
    rule,
    severity: 'warning',
    path: node.path + at,
    step: node.step.id,
    message: `${called(node)}: ${message}`,
  })
}
