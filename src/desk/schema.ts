import { z } from 'zod'
import { SEEN_TEXT } from '../core/described.ts'
import { awaitedItem, deskItem, foundItem, recentItem } from '../core/part.ts'

/** Where a person is and what they are there: what every screen of a committee begins with. */
export const shellAnswer = z.object({
  committee: z.object({
    handle: z.string(),
    name: z.string(),
    kind: z.string(),
    kindName: z.string(),
    suffix: z.string(),
    place: z.string(),
    superior: z
      .object({ handle: z.string(), name: z.string(), state: z.enum(['pending', 'accepted']) })
      .optional(),
    /** It was merged into another and is only read. */
    closed: z.boolean().optional(),
  }),
  me: z.object({
    memberId: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    unit: z.string().optional(),
    position: z.string().optional(),
  }),
  term: z
    .object({ id: z.string(), name: z.string(), opensOn: z.string(), closesOn: z.string().optional() })
    .optional(),
  /** How many things wait for this person, by kind. */
  counts: z.record(z.string(), z.number()),
  limits: z.object({ fileBytes: z.number() }),
})
export type ShellAnswer = z.infer<typeof shellAnswer>

/**
 * Bàn làm việc: what waits for me in the order to do it, then what I wait for from others: the clerk, who accepts
 * what is `arriving`, and the places that have not taken what was sent.
 */
export const deskAnswer = z.object({
  waiting: z.array(deskItem),
  arriving: z.array(deskItem),
  awaiting: z.array(awaitedItem),
  recent: z.array(recentItem),
  /** When the visit before this one ended: what is later is new to this person. None on the first. */
  since: z.iso.datetime().optional(),
})
export const visitAnswer = z.object({})

/** Việc của tôi: due first, then urgent, then old. */
export const workAnswer = z.object({ items: z.array(deskItem) })

export const pulseAnswer = z.object({
  counts: z.record(z.string(), z.number()),
  /** Another whenever anything on the desk is. */
  mark: z.string(),
})

export const searchQuery = z.object({
  q: z.string().trim().min(1, 'Nhập nội dung cần tìm.').max(200).meta({ pattern: SEEN_TEXT }),
  limit: z.coerce.number().int().min(1).max(50).default(10),
})
export const searchAnswer = z.object({
  groups: z.array(z.object({ kind: z.string(), items: z.array(foundItem), more: z.boolean() })),
})
