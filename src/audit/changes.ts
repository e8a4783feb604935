import type { Field, Fields } from '../core/act.ts'
import { showDay } from '../core/dates.ts'

/** What was kept of a thing before or after a change. */
export type State = Record<string, unknown>
export type FieldChange = { field: string; name: string; before?: string; after?: string }

/**
 * What differs between two states, field by field, in the words of the act. Without a state before, everything that
 * is now. What an act has no words for is not shown: entries of acts that are no more keep their states.
 */
export function changesOf(
  fields: Fields,
  before: State | undefined,
  after: State | undefined,
): FieldChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names.flatMap((field) => {
    const words = fields[field]
    if (words === undefined) return []
    const [was, is] = [before, after].map((state) => tell(words, state?.[field]))
    if (was === is) return []
    return [
      {
        field,
        name: typeof words === 'string' ? words : words.name,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ]
  })
}

/** A value in words; undefined for nothing. */
function tell(field: Field, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value)) {
    const told = value.flatMap((one) => tell(field, one) ?? [])
    return told.length === 0 ? undefined : told.join('; ')
  }
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  if (typeof value === 'object') {
    const { name } = value as { name?: unknown }
    return typeof name === 'string' ? name : undefined
  }
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return showDay(text)
  return (typeof field === 'string' ? undefined : field.words[text]) ?? text
}
