import { halts, type Node, type Outline } from '../outline.ts'
import type { Step } from '../schema.ts'
import { blame, warn, type Report } from './problem.ts'

/** V5: branches and joins that can be met. */
export function checkJoins({ nodes }: Outline, report: Report): void {
  for (const node of nodes) {
    const { step } = node
    checkStray(node, report)
    if (step.kind !== 'parallel' && step.kind !== 'each') continue
    const { mode, k } = step.join
    if (mode === 'at_least' && k === undefined) {
      blame(report, 'V5', node, '/join', 'cách gộp “đủ số” chưa nêu cần mấy nhánh; hãy điền k.')
    }
    if (mode !== 'at_least' && k !== undefined) {
      warn(report, 'V5', node, '/join/k', 'k chỉ có nghĩa với cách gộp “đủ số”; hãy bỏ k hoặc đổi cách gộp.')
    }
    if (step.kind !== 'parallel') continue
    const { branches } = step
    if (mode === 'at_least' && (k ?? 1) > branches.length) {
      blame(
        report,
        'V5',
        node,
        '/join/k',
        `cần ${k} nhánh xong mà chỉ có ${branches.length} nhánh nên không bao giờ gộp được; hãy giảm k.`,
      )
    }
    if (branches.every(({ when }) => when !== undefined)) {
      blame(
        report,
        'V5',
        node,
        '/branches',
        'mọi nhánh đều có điều kiện nên có thể không nhánh nào chạy; hãy để ít nhất một nhánh không điều kiện.',
      )
    }
  }
}

const stray: Record<Step['kind'], readonly (keyof Step)[]> = {
  task: ['branches', 'join', 'over', 'region', 'until', 'template'],
  decide: ['branches', 'join', 'over', 'region', 'until', 'template', 'form'],
  parallel: ['over', 'region', 'until', 'template', 'form'],
  each: ['branches', 'until', 'template', 'form'],
  wait: ['branches', 'join', 'over', 'region', 'template'],
  call: ['branches', 'join', 'over', 'region', 'until'],
}

/** What the interchange form admits on any step but only other kinds use. */
function checkStray(node: Node, report: Report): void {
  for (const key of stray[node.step.kind]) {
    if (node.step[key] === undefined) continue
    warn(report, 'shape', node, `/${key}`, `mục “${key}” không có tác dụng ở loại bước này; hãy bỏ đi.`)
  }
}

/** V6: a step can always be left. */
export function checkOutcomes({ nodes }: Outline, report: Report): void {
  for (const node of nodes) {
    checkTimeouts(node, report)
    if (node.step.kind === 'task' || node.step.kind === 'wait') checkChoice(node, report)
    else checkOrder(node, report)
  }
}

function checkTimeouts(node: Node, report: Report): void {
  const { step } = node
  let seen = 0
  step.out.forEach(({ kind, when }, i) => {
    if (kind !== 'timeout') return
    const at = `/out/${i}`
    if (++seen > 1) blame(report, 'V6', node, at, 'có hơn một kết quả khi hết hạn; hãy chỉ giữ một.')
    if (step.limit === undefined || step.kind === 'decide') {
      blame(
        report,
        'V6',
        node,
        at,
        'có kết quả khi hết hạn nhưng bước không có thời hạn; hãy đặt thời hạn hoặc bỏ kết quả này.',
      )
    }
    if (when !== undefined) {
      blame(
        report,
        'V6',
        node,
        `${at}/when`,
        'kết quả khi hết hạn không được kèm điều kiện; hãy bỏ điều kiện.',
      )
    }
  })
}

/** People choose: something must be offered whatever the fields hold. */
function checkChoice(node: Node, report: Report): void {
  if (node.step.out.some(({ kind, when }) => kind !== 'timeout' && when === undefined)) return
  blame(
    report,
    'V6',
    node,
    '/out',
    'mọi kết quả đều có điều kiện nên người làm có thể không còn lựa chọn nào; hãy để ít nhất một kết quả không điều kiện.',
  )
}

/** The engine chooses the first that holds: the last, and only the last, holds always. */
function checkOrder(node: Node, report: Report): void {
  const tried = node.step.out
    .map((outcome, i) => ({ outcome, i }))
    .filter(({ outcome }) => outcome.kind !== 'timeout')
  const last = tried.at(-1)
  if (last === undefined || last.outcome.when !== undefined) {
    blame(
      report,
      'V6',
      node,
      '/out',
      'kết quả cuối cùng phải là “còn lại”, không kèm điều kiện; hãy bỏ điều kiện hoặc thêm một kết quả.',
    )
  }
  for (const { outcome, i } of tried) {
    if (outcome !== last?.outcome && outcome.when === undefined) {
      blame(
        report,
        'V6',
        node,
        `/out/${i}`,
        `kết quả “${outcome.label}” không có điều kiện nên các kết quả sau nó không bao giờ được chọn; hãy thêm điều kiện hoặc chuyển xuống cuối.`,
      )
    }
    if (outcome.needs?.length && !halts(node.step)) {
      warn(
        report,
        'V6',
        node,
        `/out/${i}/needs`,
        'bước tự động không có ai để nêu lý do hoặc ký; hãy bỏ yêu cầu này.',
      )
    }
  }
}
