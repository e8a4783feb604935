import type { z } from 'zod'

/**
 * What a person is told of a wrong field when its schema has no words of its own: every problem in Vietnamese,
 * none with the names of types that programmers use.
 * @returns a sentence for one issue of zod
 */
export function wordsFor(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Cần nêu mục này.' : `Mục này phải là ${typeName(issue.expected)}.`
    case 'invalid_value':
      return `Chọn một trong các giá trị: ${issue.values.map(String).join(', ')}.`
    case 'too_big':
      return `${measure(issue.origin)} lớn nhất là ${String(issue.maximum)}.`
    case 'too_small':
      return `${measure(issue.origin)} nhỏ nhất là ${String(issue.minimum)}.`
    default:
      return 'Mục này chưa đúng dạng. Đề nghị kiểm tra lại.'
  }
}

const TYPES: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'đúng hoặc sai',
  array: 'danh sách',
  object: 'nhóm các mục có tên',
  record: 'nhóm các mục có tên',
}
const typeName = (expected: string): string => TYPES[expected] ?? 'giá trị dạng khác'

const MEASURES: Record<string, string> = { string: 'Số ký tự', array: 'Số mục', set: 'Số mục' }
const measure = (origin: string): string => MEASURES[origin] ?? 'Giá trị'
