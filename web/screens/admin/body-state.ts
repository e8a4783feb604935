import type { Organisation } from '../../api/office.ts'
import type { Entry } from '../../api/types.ts'

/** What the screen of the committee itself shows, and how it is read again. */
export type Body = { entry: Entry; organisation: Organisation; refresh: () => Promise<void> }
