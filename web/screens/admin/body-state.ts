import type { Organisation } from '../../api/office.ts'
import type { Entry } from '../../api/types.ts'
import type { Usage } from './usage.ts'

/** What the screen of the committee itself shows, and how it is read again. */
export type Body = {
  entry: Entry
  organisation: Organisation
  usage: Usage
  refresh: () => Promise<void>
}
