import type { Organisation, Person } from '../../api/office.ts'
import type { List } from '../../parts/list.ts'

/** `unit` and `on` narrow the list; an empty day shows also those who have left. */
export type Roll = {
  list: List<Person>
  units: Organisation['units']
  unit: string
  on: string
  /** What was typed for a day and is none. */
  wrong?: string | undefined
}
