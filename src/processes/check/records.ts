import type { Outline } from '../outline.ts'
import { warn, type Report } from './problem.ts'

/**
 * V13: the five things every step of a procedure makes clear: người (role), việc (name), trách nhiệm (guide), thời
 * gian (limit), kết quả (form or records). Name, and the keep time of each record, are settled by the shape; a task
 * also has role and limit by its shape, a wait or a call is asked for its limit.
 */
export function checkRecords({ nodes }: Outline, report: Report): void {
  for (const node of nodes) {
    const { kind, guide, limit, form = [], records = [] } = node.step
    if ((kind === 'wait' || kind === 'call') && limit === undefined) {
      warn(report, 'V13', node, '/limit', 'chưa rõ thời gian; hãy đặt thời hạn.')
    }
    if (kind !== 'task') continue
    if (!guide?.trim())
      warn(report, 'V13', node, '/guide', 'chưa rõ trách nhiệm; hãy ghi hướng dẫn: làm gì, đến đâu là xong.')
    if (records.length === 0 && form.every(({ mode }) => mode === 'ro')) {
      warn(
        report,
        'V13',
        node,
        '/records',
        'chưa rõ kết quả; hãy thêm biểu mẫu phải điền hoặc hồ sơ phải lưu.',
      )
    }
  }
}
