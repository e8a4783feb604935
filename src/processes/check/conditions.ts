import { comparisons, fits, holds, type Comparison } from '../condition.ts'
import type { Node, Outline } from '../outline.ts'
import type { Condition, Field, Template } from '../schema.ts'
import { isSafe } from '../../core/json-schema/accept.ts'
import { blame, warn, type Report } from './problem.ts'

const ordered = new Set<Field['type']>(['integer', 'decimal', 'date', 'datetime'])

/** V9: fields are well defined, and conditions, tables and limits use them by their type; V6: guards can hold. */
export function checkConditions({ template, nodes }: Outline, report: Report): void {
  for (const [id, field] of Object.entries(template.fields)) checkField(field, `/fields/${id}`, report)
  const from = (limit: { from?: string } | undefined) => fieldOf(template, limit?.from ?? '')
  const badFrom = (type: string | undefined) => type !== undefined && type !== 'date' && type !== 'datetime'
  if (badFrom(from(template.limit)?.type)) {
    const message =
      'Thời hạn toàn quy trình: mốc tính hạn phải là trường ngày hoặc ngày giờ; hãy chọn trường khác.'
    report({ rule: 'V9', severity: 'error', path: '/limit/from', message })
  }
  for (const node of nodes) {
    const { step } = node
    if (badFrom(from(step.limit)?.type)) {
      blame(
        report,
        'V9',
        node,
        '/limit/from',
        'mốc tính hạn phải là trường ngày hoặc ngày giờ; hãy chọn trường khác.',
      )
    }
    const over = step.kind === 'each' ? fieldOf(template, step.over) : undefined
    if (over !== undefined && over.type !== 'table') {
      blame(
        report,
        'V9',
        node,
        '/over',
        `trường “${over.label}” không phải là bảng nên không chia nhánh theo dòng được; hãy chọn trường kiểu bảng.`,
      )
    }
    if (step.kind === 'parallel')
      checkGuards(template, node, guardsOf(step.branches, '/branches'), false, report)
    checkGuards(
      template,
      node,
      guardsOf(step.out, '/out'),
      step.kind !== 'task' && step.kind !== 'wait',
      report,
    )
  }
}

type Guard = { when: Condition; at: string }

function guardsOf(parts: readonly { when?: Condition | undefined }[], at: string): Guard[] {
  const guards: Guard[] = []
  parts.forEach(({ when }, i) => {
    if (when !== undefined) guards.push({ when, at: `${at}/${i}/when` })
  })
  return guards
}

function fieldOf({ fields }: Template, id: string): Field | undefined {
  return Object.hasOwn(fields, id) ? fields[id] : undefined
}

function checkField(field: Field, path: string, report: Report): void {
  const error = (at: string, message: string) =>
    report({ rule: 'V9', severity: 'error', path: path + at, message: `Trường “${field.label}”: ${message}` })
  if (field.type === 'enum' && field.enum === undefined)
    error('', 'kiểu danh mục chưa có giá trị nào; hãy liệt kê các giá trị.')
  if (field.enum !== undefined && new Set(field.enum).size < field.enum.length)
    error('/enum', 'có giá trị trùng nhau; hãy bỏ bớt.')
  if (field.min !== undefined && field.max !== undefined && field.min > field.max) {
    error('/min', 'giá trị nhỏ nhất lớn hơn giá trị lớn nhất; hãy sửa lại.')
  }
  for (const [id, column] of Object.entries(field.columns ?? {})) {
    checkField(column, `${path}/columns/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`, report)
  }
}

/** Guards of one step. When they are tried `inOrder`, each must hold in some case in which none before it does. */
function checkGuards(
  template: Template,
  node: Node,
  guards: Guard[],
  inOrder: boolean,
  report: Report,
): void {
  if (guards.length === 0) return
  const sound: Guard[] = []
  for (const { when, at } of guards) {
    const wrong = comparisons(when).flatMap(({ leaf, at: inside }) => {
      const found = mistake(template, leaf)
      return found ? { ...found, at: `${at}${inside}/${found.key}` } : []
    })
    for (const one of wrong) blame(report, one.rule, node, one.at, one.message)
    if (wrong.length === 0) sound.push({ when, at })
  }
  let left = casesOf(
    template,
    sound.map(({ when }) => when),
  )
  for (const { when, at } of sound) {
    if (!left.some((known) => may(when, known, true))) {
      warn(
        report,
        'V6',
        node,
        at,
        'không có giá trị nào làm cho điều kiện này đúng nên hướng đi này không bao giờ được chọn; hãy xem lại điều kiện.',
      )
    }
    if (inOrder) left = left.filter((known) => may(when, known, false))
  }
}

function mistake(
  template: Template,
  { f, is, v }: Comparison,
): { rule: 'V1' | 'V9'; key: string; message: string } | undefined {
  const field = fieldOf(template, f)
  if (field === undefined)
    return {
      rule: 'V1',
      key: 'f',
      message: `điều kiện dùng trường “${f}” không có trong quy trình; hãy tạo thêm hoặc chọn lại.`,
    }
  const named = `điều kiện trên trường “${field.label}”`
  if (is === 'set') return undefined
  if (field.type === 'table' || field.type === 'file')
    return {
      rule: 'V9',
      key: 'is',
      message: `${named} chỉ hỏi được “đã điền”; hãy đổi phép so sánh.`,
    }
  if (!['eq', 'ne', 'in'].includes(is) && !ordered.has(field.type)) {
    return {
      rule: 'V9',
      key: 'is',
      message: `${named} so sánh hơn kém mà trường không phải số hay ngày; hãy đổi phép so sánh.`,
    }
  }
  const values = is === 'in' ? v : [v]
  // what the field may hold is not narrowed by min and max here: comparing with a bound outside them is harmless
  const type: Field = { ...field, min: undefined, max: undefined }
  if (
    Array.isArray(values) &&
    values.length > 0 &&
    values.every((one) => fits(type, one) && (typeof one !== 'number' || isSafe(one)))
  )
    return undefined
  return {
    rule: 'V9',
    key: 'v',
    message: `${named} có giá trị không đúng kiểu${field.type === 'enum' ? ' hoặc ngoài danh mục' : ''}; hãy chọn lại giá trị.`,
  }
}

const MAX_CASES = 256

/**
 * The cases that guards tell apart: every value of the fields that have few (up to 256 combinations). A comparison of
 * any other field may turn out either way. That a field is not set is a case only where a guard asks for that; where
 * its value is read, V8 has it filled.
 */
function casesOf(template: Template, guards: readonly Condition[]): Map<string, unknown>[] {
  const leaves = guards.flatMap((one) => comparisons(one).map(({ leaf }) => leaf))
  const asked = new Set(leaves.flatMap(({ f, is }) => (is === 'set' ? [f] : [])))
  let cases: Map<string, unknown>[] = [new Map()]
  for (const id of new Set(leaves.map(({ f }) => f))) {
    const values = choices(fieldOf(template, id))
    if (asked.has(id)) values.push(undefined)
    if (values.length === 0 || cases.length * values.length > MAX_CASES) continue
    cases = cases.flatMap((known) => values.map((value) => new Map(known).set(id, value)))
  }
  return cases
}

function choices(field: Field | undefined): unknown[] {
  if (field?.type === 'boolean') return [true, false]
  return field?.type === 'enum' ? [...(field.enum ?? [])] : []
}

/** Whether a condition may come out as `wanted`, given the fields known. */
function may(condition: Condition, known: Map<string, unknown>, wanted: boolean): boolean {
  if ('not' in condition) return may(condition.not, known, !wanted)
  if ('f' in condition) return !known.has(condition.f) || holds(condition, (f) => known.get(f)) === wanted
  const [parts, all] = 'all' in condition ? [condition.all, wanted] : [condition.any, !wanted]
  return all
    ? parts.every((part) => may(part, known, wanted))
    : parts.some((part) => may(part, known, wanted))
}
