import type { FieldProblem } from '../core/errors.ts'

/** What a line must have before anybody can be held to it (seed 003: rõ người, rõ việc, rõ thời gian, rõ sản phẩm). */
export type Line = {
  title: string
  product: string
  startOn?: string | null | undefined
  dueOn?: string | null | undefined
  lead?: unknown
}

const NEEDS = [
  ['lead', 'chủ trì'],
  ['startOn', 'ngày bắt đầu'],
  ['dueOn', 'hạn'],
  ['product', 'sản phẩm'],
] as const

/** What a line lacks, by field and in words. */
export const lacksOf = (line: Line): { field: string; word: string }[] =>
  NEEDS.filter(([field]) => line[field] === undefined || line[field] === null || line[field] === '').map(
    ([field, word]) => ({ field, word }),
  )

/** Why lines cannot be issued: each line that lacks something, with what. */
export function whyNotReady(lines: readonly Line[]): FieldProblem[] {
  if (lines.length === 0)
    return [{ field: 'lines', message: 'Kế hoạch chưa có nhiệm vụ nào. Thêm ít nhất một nhiệm vụ.' }]
  return lines.flatMap((line, i) => [
    ...lacksOf(line).map(({ field, word }) => ({
      field: `lines.${i}.${field}`,
      message: `Nhiệm vụ ${i + 1} “${line.title}” chưa có ${word}.`,
    })),
    ...((line.startOn ?? '') > (line.dueOn ?? '9')
      ? [
          {
            field: `lines.${i}.dueOn`,
            message: `Nhiệm vụ ${i + 1} “${line.title}” có hạn trước ngày bắt đầu.`,
          },
        ]
      : []),
  ])
}
