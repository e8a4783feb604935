import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import type { CaseEvent, Fields } from '../processes/case.ts'
import type { Outline } from '../processes/outline.ts'
import type { Template } from '../processes/template.ts'
import type { HistoryLine } from './page-schema.ts'
import { told } from './told.ts'

type Stored = { event: CaseEvent; byName: string }
type Names = ReadonlyMap<string, string>

/** Values in the order of the fields of their template, each as people read it. */
export const filledIn = ({ fields }: Template, values: Fields, names: Names) =>
  Object.entries(fields).flatMap(([f, field]) =>
    Object.hasOwn(values, f) && values[f] !== null
      ? [{ f, label: field.label, value: values[f], text: told(field, values[f], names) }]
      : [],
  )

/**
 * What happened, a line for everything a person would tell of; steps that begin follow from those that end.
 * @param names of members and units by their ids
 */
export function storyOf({ byId, template }: Outline, stored: readonly Stored[], names: Names): HistoryLine[] {
  const steps = new Map<number, string>()
  const rows = new Map<number | string, string | undefined>()
  return stored.flatMap(({ event, byName }) => {
    if (event.type === 'entered') {
      steps.set(event.no, event.step)
      rows.set(event.no, rows.get(`${event.in}/${event.key}`) ?? rows.get(event.in))
      for (const { key, row } of event.branches ?? []) rows.set(`${event.no}/${key}`, rowName(row, names))
    }
    if (event.type === 'entered' || event.type === 'branch_done') return []
    const id = 'step' in event ? event.step : 'no' in event ? steps.get(event.no) : stepOfClock(event, steps)
    const step = id === undefined ? undefined : byId.get(id)?.step
    const outcome = 'outcome' in event ? step?.out.find((one) => one.id === event.outcome)?.label : undefined
    const filled = 'fields' in event && event.fields ? filledIn(template, event.fields, names) : []
    return [
      {
        at: iso(event.at),
        by: byName,
        type: event.type === 'closed' ? (event.skipped ? 'skipped' : event.kind) : event.type,
        ...given({ step: step?.name, label: outcome, row: 'no' in event ? rows.get(event.no) : undefined }),
        ...('reason' in event ? given({ reason: event.reason }) : {}),
        ...('reasonCode' in event ? given({ reasonCode: event.reasonCode }) : {}),
        ...('for' in event && event.for !== undefined
          ? { cover: [event.signature?.capacity, names.get(event.for)].filter(Boolean).join(' ') }
          : {}),
        ...(filled.length === 0 ? {} : { filled }),
        ...(event.type === 'finished' ? { label: event.status } : {}),
      },
    ]
  })
}

/** What a row of `each` is called: its first text, by name where it is somebody's or a unit's. */
export function rowName(row: Fields | undefined, names: Names): string | undefined {
  const text = Object.values(row ?? {}).find((value) => typeof value === 'string')
  return text === undefined ? undefined : (names.get(text) ?? text)
}

const stepOfClock = (event: CaseEvent, steps: Map<number, string>): string | undefined =>
  'clock' in event && typeof event.clock === 'number' ? steps.get(event.clock) : undefined
