import type { CrossingKind } from '../core/crossing.ts'
import type { Place } from './apart.ts'
import { delivering } from './consign.ts'

/** More places for a sending that went out before. */
export type Forwarding = { consignmentId: string; senderName: string; urgency: number; to: Place[] }

/** Delivers what was sent to further places: the same sending, so that replies and recalls find all of them. */
export const forwarding: CrossingKind<Forwarding> = {
  kind: 'forward',
  exchange: (db, effect, at, id) => delivering(db, effect, at, id),
}
