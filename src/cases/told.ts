import { showDay, showInstant } from '../core/dates.ts'
import { showSize } from '../files/rules.ts'
import { filesIn } from '../processes/condition.ts'
import type { Field } from '../processes/template.ts'

/**
 * A value as people read it: days in their customary form, people and units by their names, files by their
 * names and sizes, the rows of a table one after the other. What does not fit its field (a case may run on under another version) is shown as it stands.
 * @param names of members and units by their ids
 */
export function told(field: Field | undefined, value: unknown, names: ReadonlyMap<string, string>): string {
  if (value === null || value === undefined) return ''
  const files = filesIn(value)
  if (files.length > 0) return files.map(({ name, size }) => `${name} (${showSize(size)})`).join('; ')
  if (Array.isArray(value)) return value.map((row) => rowTold(field, row, names)).join('; ')
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  if (typeof value === 'number') return value.toLocaleString('vi-VN', { maximumFractionDigits: 20 })
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (field?.type === 'person' || field?.type === 'unit') return names.get(text) ?? text
  if (field?.type === 'date') return showDay(text)
  if (field?.type === 'datetime' && !Number.isNaN(Date.parse(text))) return showInstant(Date.parse(text))
  return text
}

const rowTold = (field: Field | undefined, row: unknown, names: ReadonlyMap<string, string>): string =>
  Object.entries(row ?? {})
    .map(([column, value]) => told(field?.columns?.[column], value, names))
    .filter((text) => text !== '')
    .join(' · ')
