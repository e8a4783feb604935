import { z } from 'zod'

/** What is limited within a time: what the committee does, and what whoever asks does. */
export const LIMITED = [
  'uploads',
  'papers',
  'strangers',
  'invite',
  'inviteMany',
  'inviteSubordinates',
  'askSuperior',
] as const

/** What a committee uses of the instance; `stored` in bytes. */
export const usageAnswer = z.object({
  stored: z.object({ bytes: z.number(), most: z.number() }),
  limits: z.array(
    z.object({
      what: z.enum(LIMITED),
      /** Whether it is counted for the whole committee or for whoever asks. */
      whose: z.enum(['committee', 'person']),
      count: z.number(),
      most: z.number(),
      left: z.number(),
      /** Within how many seconds. */
      within: z.number(),
      /** When it starts over, where something is used. */
      until: z.iso.datetime().optional(),
    }),
  ),
  lostFiles: z.number(),
  damagedFiles: z.number(),
})
