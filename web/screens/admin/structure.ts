import type { Organisation } from '../../api/office.ts'

/** The units and positions of the committee, and how they are read again. */
export type Structure = { organisation: Organisation; refresh: () => Promise<void> }
