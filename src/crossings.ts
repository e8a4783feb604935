import type { CrossingKind } from './core/crossing.ts'
import { editing } from './directory/edit.ts'
import { belonging } from './directory/membership.ts'
import { consign } from './exchange/consign.ts'
import { receive } from './exchange/receive.ts'
import { reminding } from './exchange/remind.ts'

/** Every kind of crossing between databases, for recovery to settle by. */
export const CROSSINGS = [consign, receive, reminding, editing, belonging] as CrossingKind<never>[]
