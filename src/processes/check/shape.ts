import type { core } from 'zod/mini'
import { isSafe, MAX_DEPTH } from './accept.ts'
import type { Problem, Report } from './problem.ts'

const MAX_VALUES = 200_000

type Place = { value: unknown; path: string; depth: number }

/**
 * Looks over any value for what must not reach recursive code: too deep, too many values (so also circular ones),
 * keys named `__proto__`, numbers past the safe integers. Walks a list of its own, so depth cannot exhaust the stack.
 * @returns whether the value may be parsed further
 */
export function guard(input: unknown, report: Report): boolean {
  const rest: Place[] = [{ value: input, path: '', depth: 0 }]
  let seen = 0
  let fit = true
  const refuse = (path: string, message: string) => {
    fit = false
    report({ rule: 'shape', severity: 'error', path, message })
  }
  for (let place = rest.pop(); place !== undefined; place = rest.pop()) {
    const { value, path, depth } = place
    if (typeof value === 'number' && !isSafe(value)) {
      refuse(
        path,
        `Số ${String(value)} vượt quá giới hạn chính xác của máy; hãy dùng số nhỏ hơn 9.007.199.254.740.992.`,
      )
    }
    if (typeof value !== 'object' || value === null) continue
    if (depth >= MAX_DEPTH) {
      refuse(path, `Dữ liệu lồng nhau quá ${MAX_DEPTH} cấp; hãy tách bớt thành quy trình con.`)
      return false
    }
    for (const key of Object.keys(value)) {
      const inside = `${path}/${escapePointer(key)}`
      if (++seen > MAX_VALUES) {
        refuse(path, `Quy trình quá lớn (hơn ${MAX_VALUES} giá trị); hãy tách thành nhiều quy trình.`)
        return false
      }
      if (key === '__proto__') refuse(inside, 'Không được dùng “__proto__” làm mã; hãy đặt mã khác.')
      else rest.push({ value: (value as Record<string, unknown>)[key], path: inside, depth: depth + 1 })
    }
  }
  return fit
}

/** Turns what zod found into problems in Vietnamese, each with the step it stands in. */
export function shapeProblems(input: unknown, issues: readonly core.$ZodIssue[]): Problem[] {
  return issues.map((issue) => {
    const { path, message } = explain(issue)
    const step = stepAt(input, path)
    const pointer = path.map((key) => `/${escapePointer(String(key))}`).join('')
    const where = step === undefined ? '' : `Bước “${step.name}” (${step.id}): `
    return {
      rule: 'shape' as const,
      severity: 'error' as const,
      path: pointer,
      ...(step && { step: step.id }),
      message: `${where}${message}`,
    }
  })
}

type Explained = { path: readonly PropertyKey[]; message: string }

function explain(issue: core.$ZodIssue): Explained {
  const { path } = issue
  const it = path.length === 0 ? 'Tệp quy trình' : `Mục “${String(path.at(-1))}”`
  switch (issue.code) {
    case 'invalid_type':
      return {
        path,
        message: `${it} ${issue.input === undefined ? 'còn thiếu; hãy điền' : 'phải là'} ${kindOf(issue.expected)}.`,
      }
    case 'unrecognized_keys':
      return { path, message: `${it} có mục không được dùng: ${issue.keys.join(', ')}; hãy bỏ đi.` }
    case 'invalid_value':
      return { path, message: `${it} phải là một trong: ${issue.values.map(String).join(', ')}.` }
    case 'too_small':
      return { path, message: `${it} quá ngắn hoặc quá nhỏ; tối thiểu là ${issue.minimum}.` }
    case 'too_big':
      return { path, message: `${it} quá dài hoặc quá lớn; tối đa là ${issue.maximum}.` }
    case 'invalid_format':
      return { path, message: `${it} không đúng dạng; ${hint(path)}.` }
    case 'invalid_key':
      return { path, message: `Mã “${String(path.at(-1))}” không hợp lệ; ${hint(path)}.` }
    case 'invalid_union':
      return inUnion(issue, it)
    default:
      return { path, message: `${it} phải có ít nhất một dòng.` }
  }
}

/** Of a choice of forms, what the best fitting one lacks: the one whose trouble lies deepest. */
function inUnion(issue: core.$ZodIssueInvalidUnion, it: string): Explained {
  const { path } = issue
  if (path.at(-1) === 'kind') {
    return { path, message: `${it} phải là một trong: task, decide, parallel, each, wait, call.` }
  }
  const deepest = issue.errors
    .map((errors) => errors[0])
    .filter((error) => error !== undefined && error.path.length > 0 && error.code !== 'unrecognized_keys')
    .sort((a, b) => (b?.path.length ?? 0) - (a?.path.length ?? 0))
    .find((error) => error !== undefined && !(error.code === 'invalid_type' && error.input === undefined))
  if (deepest === undefined)
    return { path, message: `${it} không đúng dạng; hãy chọn một trong các dạng được phép.` }
  return explain({ ...deepest, path: [...path, ...deepest.path] } as core.$ZodIssue)
}

function hint(path: readonly PropertyKey[]): string {
  if (path.length === 1 && path[0] === 'code')
    return 'gồm 2–32 ký tự in hoa, chữ số, dấu chấm, gạch ngang hoặc gạch chéo'
  return 'mã gồm chữ thường không dấu, chữ số, gạch dưới, bắt đầu bằng chữ, dài nhất 32 ký tự'
}

const kinds: Record<string, string> = {
  string: 'chữ',
  number: 'số',
  int: 'số nguyên',
  boolean: 'đúng/sai',
  array: 'danh sách',
  object: 'nhóm mục',
  record: 'nhóm mục',
}

function kindOf(expected: string): string {
  return kinds[expected] ?? expected
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The innermost step on the way along a path. */
function stepAt(input: unknown, path: readonly PropertyKey[]): { id: string; name: string } | undefined {
  let value: unknown = input
  let found: { id: string; name: string } | undefined
  path.forEach((key, i) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return
    value = (value as Record<PropertyKey, unknown>)[key]
    if (path[i - 1] !== 'steps' || typeof value !== 'object' || value === null) return
    const { id, name } = value as { id?: unknown; name?: unknown }
    if (typeof id === 'string') found = { id, name: typeof name === 'string' ? name : id }
  })
  return found
}
