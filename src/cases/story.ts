import { iso } from '../core/dates.ts'
import type { CaseEvent } from '../processes/case.ts'
import type { Outline } from '../processes/outline.ts'
import type { HistoryLine } from './page-schema.ts'

type Stored = { event: CaseEvent; byName: string }

/** What happened, a line for everything a person would tell of; steps that begin follow from those that end. */
export function storyOf(
  { byId }: Outline,
  stored: readonly Stored[],
  people: ReadonlyMap<string, string>,
): HistoryLine[] {
  const names = new Map<number, string>()
  return stored.flatMap(({ event, byName }) => {
    if (event.type === 'entered') names.set(event.no, event.step)
    if (event.type === 'entered' || event.type === 'branch_done') return []
    const id = 'step' in event ? event.step : 'no' in event ? names.get(event.no) : stepOfClock(event, names)
    const step = id === undefined ? undefined : byId.get(id)?.step
    const outcome = 'outcome' in event ? step?.out.find((one) => one.id === event.outcome)?.label : undefined
    return [
      {
        at: iso(event.at),
        by: byName,
        type: event.type === 'closed' ? (event.skipped ? 'skipped' : event.kind) : event.type,
        ...(step === undefined ? {} : { step: step.name }),
        ...(outcome === undefined ? {} : { label: outcome }),
        ...('reason' in event && event.reason !== undefined ? { reason: event.reason } : {}),
        ...('reasonCode' in event && event.reasonCode !== undefined ? { reasonCode: event.reasonCode } : {}),
        ...('for' in event && event.for !== undefined
          ? { cover: [event.signature?.capacity, people.get(event.for)].filter(Boolean).join(' ') }
          : {}),
        ...(event.type === 'finished' ? { label: event.status } : {}),
      },
    ]
  })
}

const stepOfClock = (event: CaseEvent, names: Map<number, string>): string | undefined =>
  'clock' in event && typeof event.clock === 'number' ? names.get(event.clock) : undefined
