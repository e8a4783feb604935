import type { Node, Outline } from '../outline.ts'
import { called, warn, type Report } from './problem.ts'

/**
 * V5: no two branches that run side by side fill the same field, for whoever is later would write over the other. What
 * is filled in a row of `each` stays in that row, so rows do not meet. A warning: the history keeps both.
 */
export function checkFills({ template, nodes }: Outline, report: Report): void {
  /** By block and field the first branch that fills it, and at which step. */
  const first = new Map<Node, Map<string, { branch: Node['scope']; node: Node }>>()
  for (const node of nodes) {
    const blocks = blocksAround(node)
    node.step.form?.forEach(({ f, mode }, i) => {
      if (mode === 'ro') return
      for (const { block, branch } of blocks) {
        const filled = first.get(block) ?? new Map()
        first.set(block, filled)
        const other = filled.get(f)
        if (other === undefined) filled.set(f, { branch, node })
        else if (other.branch !== branch) {
          const label = template.fields[f]?.label ?? f
          const message = `trường “${label}” cũng được điền ở nhánh chạy song song (${called(other.node)}), ai làm sau sẽ thay nội dung của người làm trước; hãy dùng mỗi nhánh một trường.`
          return warn(report, 'V5', node, `/form/${i}`, message)
        }
      }
    })
  }
}

/** The parallel blocks around a step with the branch it is in, up to the row that keeps what is filled. */
function blocksAround(node: Node): { block: Node; branch: Node['scope'] }[] {
  const found = []
  for (let branch = node.scope; branch.parent?.step.kind === 'parallel'; branch = branch.parent.scope)
    found.push({ block: branch.parent, branch })
  return found
}
