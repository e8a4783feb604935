import { isObject } from '../../core/json-schema/accept.ts'
import { explain, type Keys } from '../../core/json-schema/explain.ts'
import { capitalize } from '../../core/text.ts'
import { called, type Report } from './problem.ts'

/** Reports where a value departs from the schema of templates, each fault with the innermost step it lies in. */
export function explainShape(schema: object, input: unknown, report: Report): void {
  for (const { keys, message } of explain(schema, input)) {
    const step = stepAround(input, keys)
    report({
      rule: 'shape',
      severity: 'error',
      path: keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
      ...(step && { step: step.id }),
      message: step ? `${called({ step })}: ${message}` : capitalize(message),
    })
  }
}

type Named = { id: string; name: string }

function stepAround(input: unknown, keys: Keys): Named | undefined {
  let found: Named | undefined
  let value = input
  for (const [i, key] of keys.entries()) {
    if (typeof value !== 'object' || value === null) break
    value = (value as Record<string, unknown>)[key]
    if (keys[i - 1] === 'steps' && isObject(value) && typeof value['id'] === 'string') {
      const { id, name } = value
      found = { id, name: typeof name === 'string' ? name : id }
    }
  }
  return found
}
