import { checkTemplate, type Step, type Template } from '../template.ts'
import { stepsIn } from './asks.ts'
import { type El, list, ref, text } from './moddle.ts'
import type { Doc, Made } from './writer.ts'

/** The exact template as it travels in the file, tied to the drawing by a digest of it. */
export async function embedded(doc: Doc, process: Made, template: Template): Promise<Made> {
  // Characters that XML 1.0 cannot carry are escaped the JSON way.
  const json = JSON.stringify(template).replace(
    /[\u007f-\u009f\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return doc.make('qt:Template', { mark: await markOf(process), json })
}

/** Reads the embedded template; `current` tells whether the drawing is still the one it was written with. */
export async function readEmbedded(
  process: El,
): Promise<{ template: Template; current: boolean } | undefined> {
  const extensions = ref(process, 'extensionElements')
  const found = extensions && list(extensions, 'values').find((value) => value.$type === 'qt:Template')
  if (!found || typeof found['json'] !== 'string') return undefined
  try {
    const value: unknown = JSON.parse(found['json'])
    // A draft with problems travels too, as long as it has the shape of a template.
    const { problems } = checkTemplate(value)
    if (problems.some(({ rule, severity }) => rule === 'shape' && severity === 'error')) return undefined
    return { template: value as Template, current: found['mark'] === (await markOf(process)) }
  } catch {
    return undefined
  }
}

/**
 * Gives the steps of a template read from a changed drawing what a drawing cannot say: what the embedded template
 * knew about steps and roles that are still there.
 */
export function withDetails(drawn: Template, known: Template): Template {
  const steps = new Map([...stepsIn(known.main.steps)].map((step) => [step.id, step]))
  const roles = new Map(Object.entries(known.roles).map(([id, role]) => [role.name, { id, role }]))
  const renamed = new Map(
    Object.entries(drawn.roles).map(([id, role]) => [id, roles.get(role.name)?.id ?? id]),
  )
  for (const step of stepsIn(drawn.main.steps)) {
    if (step.role) step.role = renamed.get(step.role) ?? step.role
    const old = steps.get(step.id)
    if (old?.kind === step.kind) detail(step, old)
  }
  const kept = Object.entries(drawn.roles).map(([id, role]) => {
    const old = roles.get(role.name)
    return old ? ([old.id, old.role] as const) : ([id, role] as const)
  })
  const { purpose, scope, terms, basis, clauses, code, name, limit } = known
  return {
    ...drawn,
    ...(purpose && { purpose }),
    ...(scope && { scope }),
    ...(terms && { terms }),
    ...(basis && { basis }),
    ...(clauses && { clauses }),
    code,
    name,
    limit,
    roles: { ...Object.fromEntries(kept), ...known.roles },
    fields: { ...drawn.fields, ...known.fields },
  }
}

function detail(step: Step, old: Step): void {
  const { limit, alerts, form, records, guide, until, template } = old
  Object.assign(step, {
    ...(limit && { limit }),
    ...(alerts && { alerts }),
    ...(form && { form }),
    ...(records && { records }),
    ...(guide && { guide }),
    ...(until && { until }),
    ...(template && { template }),
  })
  for (const way of step.out) {
    const before = old.out.find((other) => other.to === way.to && other.label === way.label)
    if (before) Object.assign(way, before)
  }
}

/**
 * What ties the embedded template to the drawing: a digest of everything the import reads from the flow, in an
 * order of its own, so that a tool may write the file anew but not change it without being noticed.
 */
async function markOf(process: El): Promise<string> {
  const digest = await crypto.subtle.digest(
    'SHA-256',
    new TextEncoder().encode(JSON.stringify(outline(process))),
  )
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const references = [
  'sourceRef',
  'targetRef',
  'attachedToRef',
  'default',
  'dataObjectRef',
  'loopDataInputRef',
] as const
const plain = [
  'cancelActivity',
  'isInterrupting',
  'triggeredByEvent',
  'isSequential',
  'calledElement',
  'isForCompensation',
]

function outline(el: El): unknown {
  const inner = [
    ...list(el, 'flowElements'),
    ...list(el, 'eventDefinitions'),
    ...list(el, 'laneSets'),
    ...list(el, 'lanes'),
  ]
  const single = [
    'conditionExpression',
    'loopCharacteristics',
    'completionCondition',
    'activationCondition',
    'timeDuration',
  ]
  return [
    el.$type,
    ['id', 'name', 'body'].map((property) => text(el, property) ?? ''),
    references.map((property) => idIn(el, property)),
    plain.map((property) => JSON.stringify(el[property]) ?? ''),
    list(el, 'flowNodeRef')
      .map((node) => text(node, 'id') ?? '')
      .sort(),
    [ref(el, 'errorRef'), ref(el, 'itemSubjectRef')].map((other) => (other && text(other, 'id')) ?? ''),
    single.map((property) => ref(el, property)).map((other) => other && outline(other)),
    inner.toSorted(byKey).map(outline),
  ]
}

function byKey(a: El, b: El): number {
  const [one, other] = [a, b].map((el) => `${el.$type} ${text(el, 'id') ?? ''}`)
  return (one ?? '') < (other ?? '') ? -1 : one === other ? 0 : 1
}

function idIn(el: El, property: string): string {
  const other = ref(el, property)
  return (other && text(other, 'id')) ?? ''
}
