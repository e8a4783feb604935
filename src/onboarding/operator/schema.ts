import { z } from 'zod'
import { truth, words } from '../../core/fields.ts'
import { page } from '../../core/paging.ts'

export const overviewQuery = z.object({
  ...page,
  q: z.string().trim().max(200).optional(),
  /** Only those nobody confirmed yet. */
  unconfirmed: truth.optional(),
  /** Only those that are waiting for somebody: open reports, changes not confirmed yet, files lost or damaged. */
  waiting: truth.optional(),
})
const party = z.object({ handle: z.string(), name: z.string() })
export const overviewItem = z.object({
  handle: z.string(),
  name: z.string(),
  kindName: z.string(),
  suffix: z.string(),
  place: z.string(),
  state: z.enum(['ready', 'suspended']),
  createdAt: z.string(),
  confirmed: z.boolean(),
  /** Confirmed by the operator itself. */
  root: z.boolean(),
  superior: party.extend({ state: z.string() }).optional(),
  looksLike: party.optional(),
  changes: z.array(z.object({ what: z.string(), before: z.string().optional(), after: z.string() })),
  /** How many reports of it are open. */
  reports: z.number(),
  /** What its files came to when it was last looked at, in bytes; how many are gone or not what they were. */
  stored: z.object({ files: z.number(), bytes: z.number(), wrong: z.number(), at: z.string() }).optional(),
  version: z.number(),
})
export const overviewAnswer = z.object({ items: z.array(overviewItem), next: z.string().optional() })

export const whyInput = z.object({ why: words('Cần ghi lý do.', 500) })
export const actAnswer = z.object({ handle: z.string(), name: z.string() })

export const reportQuery = z.object(page)
export const reportList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      about: party,
      by: party,
      actor: z.string(),
      text: z.string(),
      at: z.string(),
    }),
  ),
  next: z.string().optional(),
})
export const settleInput = z.object({ outcome: words('Cần ghi kết quả xử lý.', 500) })
export const settleAnswer = z.object({ id: z.string() })

/** How the instance stands, and what it limits. */
export const stateAnswer = z.object({
  committees: z.number(),
  suspended: z.number(),
  confirmed: z.number(),
  reports: z.number(),
  jobs: z.array(z.object({ name: z.string(), ranAt: z.string() })),
  /** Databases that did not answer this process when it last asked, for reads or for writes. */
  unwell: z.array(
    z.object({
      database: z.string(),
      committee: party.optional(),
      writes: z.boolean(),
      code: z.string(),
      since: z.string(),
    }),
  ),
  /** Errors of the program that browsers met lately, the latest first. */
  failures: z.array(
    z.object({
      screen: z.string(),
      name: z.string(),
      frames: z.array(z.string()),
      count: z.number(),
      firstAt: z.string(),
      lastAt: z.string(),
    }),
  ),
  /** All committees together. */
  stored: z.object({ files: z.number(), bytes: z.number(), lost: z.number(), damaged: z.number() }),
  /** Whether mail is set up. */
  mail: z.boolean(),
  /** What one committee may do; bytes, and how many an hour or a day. */
  limits: z.object({
    strangersADay: z.number(),
    maxFileBytes: z.number(),
    storedBytes: z.number(),
    uploadsAnHour: z.number(),
    papersAnHour: z.number(),
  }),
})
