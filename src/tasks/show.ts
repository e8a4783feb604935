import type { z } from 'zod'
import { iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import type { News } from '../core/part.ts'
import type { Task } from './move.ts'
import type { taskRow } from './schema.ts'
import { STATES } from './states.ts'
import { decidedOf, isLate } from './verdicts.ts'

/**
 * A task as lists show it.
 * @param today `YYYY-MM-DD`: what is late is told by the day, never kept
 * @param news what was decided outside of tasks given from there: it stands above what our row says
 */
export const showTask = (row: Task, today: string, news: readonly News[] = []): z.infer<typeof taskRow> => {
  const decided = decidedOf(row, news)
  return {
    ...shown(decided === undefined ? row : { ...row, dueOn: decided.dueOn }),
    late: isLate(row, today, news),
    ...given({ news: decided?.text }),
  }
}

const shown = (row: Task): Omit<z.infer<typeof taskRow>, 'late'> => ({
  id: row.id,
  title: row.title,
  product: row.product,
  ...given({ target: row.target === '' ? null : row.target }),
  source: { kind: row.source, name: row.sourceName, ...given({ id: row.sourceId }) },
  urgency: row.urgency,
  owner: { kind: row.ownerKind, id: ownerId(row), name: row.ownerName },
  ...given({ unitId: row.unitId }),
  ...(row.personId === null ? {} : { person: { id: row.personId, name: row.personName ?? '' } }),
  giver: { id: row.giverId, name: row.giverName },
  state: row.state,
  stateName: STATES[row.state],
  startOn: row.startOn,
  ...given({ firstDueOn: row.firstDueOn, dueOn: row.dueOn }),
  movedAt: iso(row.movedAt),
})

const ownerId = ({ ownerKind, unitId, personId }: Task): string =>
  (ownerKind === 'unit' ? unitId : personId) ?? ''
