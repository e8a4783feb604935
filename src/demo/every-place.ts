import { cells } from './cells.ts'
import { agency, communes, district, province } from './places.ts'
import type { Place } from './places.ts'

/** Every committee of the demo, the cells last. */
export const everyPlace: readonly Place[] = [province, district, ...communes, agency, ...cells]
