import type { Outline } from '../outline.ts'
import { called, warn, type Report } from './problem.ts'

/**
 * V5: no two branches that run side by side fill the same field, for whoever is later would write over the other. What
 * is filled in a row of `each` stays in that row, so rows do not meet. A warning: the history keeps both.
 */
export function checkFills({ template, nodes }: Outline, report: Report): void {
  /** By block and field the first branch that fills it, and at which step. */
  const first = new Map<string, Outline['nodes'][number]>()
  for (const node of nodes)
    node.step.form?.forEach(({ f, mode }, i) => {
      if (mode === 'ro') return
      // The blocks around the step, up to the row that keeps what is filled.
      for (let { scope } = node; scope.parent?.step.kind === 'parallel'; { scope } = scope.parent) {
        const key = `${scope.parent.path} ${f}`
        const other = first.get(key)
        if (other === undefined) first.set(key, { ...node, scope })
        else if (other.scope !== scope) {
          const label = template.fields[f]?.label ?? f
          const message = `trường “${label}” cũng được điền ở nhánh song song (${called(other)}), ai làm sau sẽ thay nội dung trước; hãy dùng mỗi nhánh một trường.`
          return warn(report, 'V5', node, `/form/${i}`, message)
        }
      }
    })
}
