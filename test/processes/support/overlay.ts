import type { Op } from '../../../src/processes/overlay.ts'
import type { Leave, Region, Step, Template } from '../../../src/processes/template.ts'

const LEAVES: readonly Leave[] = ['before', 'after', 'skip', 'lock']

/** Says at every step what may be adapted there: numbers decide. */
export function opened(template: Template, numbers: readonly number[]): Template {
  const made = structuredClone(template)
  all(made).forEach(({ step }, i) => {
    const by = numbers[i % numbers.length] ?? 0
    const leaves = LEAVES.filter((_, bit) => (by >> bit) & 1)
    if (leaves.length > 0) step.adapt = leaves
  })
  return made
}

/** Every step with its region, found by walking. */
export function all({ main }: Template): { step: Step; region: Region }[] {
  const found: { step: Step; region: Region }[] = []
  const walk = (region: Region): void => {
    for (const step of region.steps) {
      found.push({ step, region })
      step.branches?.forEach((one) => walk(one.region))
      if (step.region) walk(step.region)
    }
  }
  walk(main)
  return found
}

/** Draws operations on a template, also such as it does not allow. */
export function drawOps(template: Template, numbers: readonly number[]): Op[] {
  const steps = all(template).map(({ step }) => step)
  return numbers.map((by, i): Op => {
    const step = steps[by % steps.length]!
    const id = step.id
    const kind = Math.floor(by / 97) % 7
    if (kind < 3) {
      const back = by % 3 === 0
      const made = {
        id: `them_${i}`,
        name: `Thêm ${i}`,
        role: 'cv',
        guide: 'Làm.',
        limit: { n: 1, u: 'wd' as const },
      }
      const record = { records: [{ name: 'Phiếu', keep_years: 5 }] }
      return {
        op: 'add',
        at: kind === 0 ? 'before' : 'after',
        step: id,
        new: { ...made, ...record, ...(back && { back }) },
      }
    }
    if (kind === 3) return { op: 'skip', step: id }
    if (kind === 4) return { op: 'limit', step: by % 5 === 0 ? '' : id, limit: { n: 1 + (by % 3), u: 'wd' } }
    if (kind === 5) return { op: 'record', step: id, record: { name: `Sổ ${i}`, keep_years: 'permanent' } }
    return { op: 'bind', role: by % 2 === 0 ? 'cv' : 'khong_co', by: 'group', ref: 'khac' }
  })
}
