import { z } from 'zod'

const hour = z.object({ count: z.number(), most: z.number() })

/** What a committee uses of the instance; `stored` in bytes. */
export const usageAnswer = z.object({
  stored: z.object({ bytes: z.number(), most: z.number() }),
  uploadsThisHour: hour,
  papersThisHour: hour,
  lostFiles: z.number(),
  damagedFiles: z.number(),
})
