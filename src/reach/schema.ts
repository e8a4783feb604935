import { z } from 'zod'
import { words } from '../core/fields.ts'
import { page } from '../core/paging.ts'
import { topics } from './topics.ts'

const chosen = z.array(z.enum(topics)).max(topics.length)

/** What a person wants to be told, by mail and on their devices; `digest` is one mail a day with what waits. */
export const wishes = z.object({ mail: chosen, push: chosen, digest: z.boolean() })

export const device = z.object({ id: z.string(), name: z.string(), createdAt: z.iso.datetime() })

export const reachAnswer = z.object({
  email: z.string(),
  /** Whether somebody has proven to read what is sent there. */
  proven: z.boolean(),
  /** Whether this instance sends mail at all. */
  mail: z.boolean(),
  /** What a browser subscribes with; none where notices on devices are not set up. */
  pushKey: z.string().optional(),
  wishes,
  devices: z.array(device),
})

const base64url = (bytes: number) =>
  z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}={0,2}$`), 'Khóa của thiết bị chưa đúng.')

/** A push subscription as the browser gives it (W3C Push API): a point on P-256, and 16 bytes of secret. */
export const deviceInput = z.object({
  endpoint: z.url('Địa chỉ của thiết bị chưa đúng.').max(1000, 'Địa chỉ của thiết bị quá dài.'),
  p256dh: base64url(65),
  auth: base64url(16),
  name: words('Cần tên thiết bị.', 80),
})
export const deviceAnswer = z.object({ id: z.string() })

export const letterStates = ['waiting', 'accepted', 'refused', 'gone'] as const
export const lettersQuery = z.object({ ...page, state: z.enum(letterStates).optional() })

export const lettersAnswer = z.object({
  /** Whether mail goes out at all, and who it is from. */
  mail: z.boolean(),
  from: z.string().optional(),
  waiting: z.number(),
  refused: z.number(),
  items: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      by: z.enum(['mail', 'push']),
      to: z.string(),
      state: z.enum(letterStates),
      at: z.iso.datetime(),
      tries: z.number(),
      nextAt: z.iso.datetime().optional(),
      doneAt: z.iso.datetime().optional(),
      /** What the service said last. */
      reason: z.string().optional(),
    }),
  ),
  next: z.string().optional(),
})

export const inboxAnswer = z.object({
  items: z.array(
    z.object({ id: z.string(), to: z.string(), at: z.iso.datetime(), subject: z.string(), text: z.string() }),
  ),
})
