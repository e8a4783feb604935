import type { CrossingKind } from './core/crossing.ts'
import { domains } from './domains.ts'

/** Every kind of crossing between databases, for recovery to settle by. */
export const CROSSINGS: CrossingKind<never>[] = domains.flatMap((one) => [...(one.crossings ?? [])])
