import type { Outcome, Step, Template } from '../template.ts'
import { joinText } from './flatten.ts'
import { limitText } from './words.ts'

/** A line of the list: its number (`3`, inside blocks `3a.1`), how deep it stands, the step, and what to read out. */
export type ListItem = { number: string; level: number; step: string; name: string; text: string }

/**
 * The flow of a template as a numbered list, for screen readers and for whoever prefers words: who does what in what
 * time, and where each result leads.
 */
export function listSteps(template: Template): ListItem[] {
  const entries = number(template.main.steps, '', 0)
  const numbers = new Map(entries.map(({ step, at }) => [step.id, { at, name: step.name }]))
  const order = new Map(entries.map(({ step }, index) => [step.id, index]))
  return entries.map(({ step, at, level }) => ({
    number: at,
    level,
    step: step.id,
    name: step.name,
    text: [
      `Bước ${at}: ${step.name}.`,
      ...about(template, step),
      ...step.out.map((way) => wayText(step, way, level, numbers, order)),
    ].join(' '),
  }))
}

type Entry = { step: Step; at: string; level: number }

function number(steps: Step[], prefix: string, level: number): Entry[] {
  return steps.flatMap((step, index) => {
    const at = `${prefix}${index + 1}`
    const branches =
      step.kind === 'parallel'
        ? step.branches.map(({ region }) => region)
        : step.kind === 'each'
          ? [step.region]
          : []
    const inner = branches.flatMap((region, branch) =>
      number(region.steps, `${at}${letter(branch)}.`, level + 1),
    )
    return [{ step, at, level }, ...inner]
  })
}

/** a … z, then aa, ab … */
function letter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? letter(rest - 1) : '') + String.fromCharCode(97 + (index % 26))
}

const kinds: Partial<Record<Step['kind'], string>> = {
  decide: 'Tự động xét điều kiện.',
  wait: 'Chờ.',
}

function about(template: Template, step: Step): string[] {
  const said: string[] = []
  const role = step.role && template.roles[step.role]?.name
  if (role) said.push(`${role} thực hiện.`)
  const kind = kinds[step.kind]
  if (kind) said.push(kind)
  if (step.kind === 'call') said.push(`Thực hiện theo quy trình ${step.template}.`)
  if (step.kind === 'parallel') said.push(`${step.branches.length} nhánh làm cùng lúc. ${joinText(step)}.`)
  if (step.kind === 'each')
    said.push(
      `Mỗi dòng của «${template.fields[step.over]?.label ?? step.over}» một nhánh. ${joinText(step)}.`,
    )
  if (step.limit) said.push(`Thời hạn ${limitText(step.limit)}.`)
  return said
}

function wayText(
  step: Step,
  { label, to, kind }: Outcome,
  level: number,
  numbers: Map<string, { at: string; name: string }>,
  order: Map<string, number>,
): string {
  const target = numbers.get(to)
  const late = kind === 'timeout' ? ' (khi hết hạn)' : ''
  if (!target) return `${label}${late}: ${level === 0 ? 'kết thúc quy trình' : 'xong nhánh'}.`
  const back = kind === 'return' || (order.get(to) ?? 0) <= (order.get(step.id) ?? 0)
  return `${label}${late}: ${back ? 'quay lại' : 'sang'} bước ${target.at} «${target.name}».`
}
