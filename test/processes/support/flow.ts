import type { Region, Step, Template } from '../../../src/processes/template.ts'

/**
 * The control flow of a template and nothing else: for every step its kind, its role by name, how its branches join,
 * and where its outcomes lead. What neither acts nor decides is passed over: a decision with a single way, and the
 * steps an import adds to ask for a list.
 */
export function controlFlow(template: Template): unknown {
  return regionFlow(template, template.main, new Map())
}

function regionFlow(template: Template, region: Region, around: Map<string, string>): unknown {
  const passes = new Map(around)
  for (const step of region.steps) {
    const silent = (step.kind === 'decide' && step.out.length === 1) || step.id.startsWith('chuan_bi_')
    if (silent) passes.set(step.id, step.out[0]?.to ?? 'END')
  }
  const target = (id: string): string => {
    const further = passes.get(id)
    return further === undefined ? id : target(further)
  }
  const steps = region.steps.filter((step) => !passes.has(step.id) || around.has(step.id))
  return {
    start: target(region.start),
    steps: Object.fromEntries(steps.map((step) => [step.id, stepFlow(template, step, target, passes)])),
  }
}

function stepFlow(
  template: Template,
  step: Step,
  target: (id: string) => string,
  passes: Map<string, string>,
): unknown {
  const ways = step.out.map((way) => ({
    to: target(way.to),
    label: way.label,
    timeout: way.kind === 'timeout',
    ...(step.kind === 'decide' && way.when && { when: way.when }),
  }))
  return {
    kind: step.kind,
    name: step.name,
    ...(step.kind === 'task' && { role: template.roles[step.role]?.name }),
    ...('join' in step && { join: step.join }),
    ...(step.kind === 'each' && { over: step.over, region: regionFlow(template, step.region, passes) }),
    ...(step.kind === 'parallel' && {
      branches: step.branches.map((branch) => ({
        ...(branch.when && { when: branch.when }),
        region: regionFlow(template, branch.region, passes),
      })),
    }),
    // An event on an edge has no place among the ways a person chooses from.
    ways: [...ways.filter((way) => !way.timeout), ...ways.filter((way) => way.timeout)],
  }
}
