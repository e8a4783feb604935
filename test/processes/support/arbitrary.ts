import fc from 'fast-check'
import type {
  Branch,
  Condition,
  Join,
  Outcome,
  Region,
  Step,
  Template,
} from '../../../src/processes/template.ts'
import { task, to } from './sample.ts'

/** Numbers that decide everything about a template, in order; small ones mean simple templates, so shrinking works. */
export const choices = fc.array(fc.nat(1_000_000), { minLength: 150, maxLength: 150 })

export type Size = { steps: number; depth: number; guards: number }

/** Draws a template from choices. Its spine is sound; what is drawn besides may break some rule. */
export function drawTemplate(numbers: readonly number[], size: Size): Template {
  const draw = new Draw(numbers, size)
  const main = draw.region(1, [])
  const first = task('dau', [to(main.start)])
  const booleans = Array.from({ length: draw.guards }, (_, i) => [
    `g${i}`,
    { type: 'boolean', label: `Cờ ${i}` },
  ])
  const template: Template = {
    schema: 'quytrinh/1',
    code: 'QT.99-RD',
    name: 'Quy trình ngẫu nhiên',
    roles: { cv: { name: 'Chuyên viên', by: 'group', ref: 'cv', cover: 'listed' } },
    fields: {
      ...(Object.fromEntries(booleans) as Template['fields']),
      bang: { type: 'table', label: 'Bảng', columns: { ten: { type: 'string', label: 'Tên' } } },
    },
    limit: { n: 10_000, u: 'wd' },
    main: { start: 'dau', steps: [first, ...main.steps] },
  }
  return fillEverywhere(template)
}

class Draw {
  private at = 0
  private steps = 0
  guards = 0
  private readonly numbers: readonly number[]
  private readonly size: Size

  constructor(numbers: readonly number[], size: Size) {
    this.numbers = numbers
    this.size = size
  }

  /** A number below `n`; 0 once the choices are used up. */
  private below(n: number): number {
    return (this.numbers[this.at++] ?? 0) % n
  }

  region(depth: number, around: readonly string[], startsWithTask = false): Region {
    const count = 1 + this.below(depth === 1 ? 4 : 3)
    const ids = Array.from({ length: count }, () => `s${this.steps++}`)
    const steps = ids.map((id, i) =>
      this.step(id, ids[i + 1] ?? 'END', depth, [...around, ...ids], startsWithTask && i === 0),
    )
    return { start: ids[0] ?? 'END', steps }
  }

  private step(
    id: string,
    next: string,
    depth: number,
    targets: readonly string[],
    mustBeTask: boolean,
  ): Step {
    const kind = mustBeTask ? 0 : this.below(12)
    const deeper = depth < this.size.depth && this.steps < this.size.steps
    if (kind === 7) return { ...this.bare(id), kind: 'decide', out: this.automatic(next, targets) }
    if (kind === 8)
      return {
        ...this.bare(id),
        kind: 'call',
        template: 'QT.98',
        limit: { n: 1, u: 'wd' },
        out: this.automatic(next, targets),
      }
    if (kind === 9)
      return {
        ...this.bare(id),
        kind: 'wait',
        until: { event: 'x' },
        limit: { n: 1, u: 'wd' },
        out: this.offered(next, targets),
      }
    if (kind >= 10 && deeper)
      return kind === 10 ? this.parallel(id, next, depth, targets) : this.each(id, next, depth, targets)
    return task(id, this.offered(next, targets))
  }

  private bare(id: string): { id: string; name: string } {
    return { id, name: `Bước ${id}` }
  }

  private parallel(id: string, next: string, depth: number, targets: readonly string[]): Step {
    const count = 2 + this.below(2)
    const branches = Array.from({ length: count }, (_, i): Branch => {
      const when = i > 0 ? this.guard(3) : undefined
      return { id: `n${id}${i}`, ...(when && { when }), region: this.region(depth + 1, targets) }
    })
    return {
      ...this.bare(id),
      kind: 'parallel',
      branches,
      join: this.join(count),
      ...this.timed(next, targets),
    }
  }

  private each(id: string, next: string, depth: number, targets: readonly string[]): Step {
    const region = this.region(depth + 1, targets, true)
    return {
      ...this.bare(id),
      kind: 'each',
      over: 'bang',
      region,
      join: this.join(2),
      ...this.timed(next, targets),
    }
  }

  private join(count: number): Join {
    const mode = (['all', 'any', 'at_least'] as const)[this.below(3)] ?? 'all'
    return mode === 'at_least' ? { mode, k: 1 + this.below(count) } : { mode }
  }

  private timed(next: string, targets: readonly string[]): Pick<Step, 'limit' | 'out'> {
    const out = this.automatic(next, targets)
    if (this.below(4) > 0) return { out }
    return {
      limit: { n: 1, u: 'wd' },
      out: [...out, to(this.target(targets), { id: 'het', kind: 'timeout' })],
    }
  }

  /** Outcomes tried in order: guarded ones, then the rest. */
  private automatic(next: string, targets: readonly string[]): Outcome[] {
    const when = this.guard(2)
    return when ? [to(this.target(targets), { id: 'neu', when }), to(next)] : [to(next)]
  }

  /** Outcomes to choose from, none of them guarded, so that all are always offered. */
  private offered(next: string, targets: readonly string[]): Outcome[] {
    const more = Array.from({ length: this.below(3) }, (_, i) =>
      to(this.target(targets), { id: `khac${i}`, kind: 'return' }),
    )
    return [to(next), ...more]
  }

  private target(targets: readonly string[]): string {
    return targets[this.below(targets.length + 1)] ?? 'END'
  }

  /** One time in `odds` a guard on a flag of its own. */
  private guard(odds: number): Condition | undefined {
    if (this.guards >= this.size.guards || this.below(odds) > 0) return undefined
    return { f: `g${this.guards++}`, is: 'eq', v: true }
  }
}

/** Whatever people or the outside do may change all that is read: flags, and the table of rows, which may become empty. */
function fillEverywhere(template: Template): Template {
  const form = Object.entries(template.fields).map(([f, { type }]) => ({
    f,
    mode: type === 'table' ? ('rw' as const) : ('req' as const),
  }))
  const visit = (region: Region) => {
    for (const step of region.steps) {
      if (step.kind === 'task' || step.kind === 'wait' || step.kind === 'call') step.form = form
      step.branches?.forEach((branch) => visit(branch.region))
      if (step.region) visit(step.region)
    }
  }
  visit(template.main)
  return template
}
