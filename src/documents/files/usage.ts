import { isNotNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { PERSONAL } from '../../core/limit.ts'
import { query } from '../../core/query.ts'
import { spentOf } from '../../entrance/limit.ts'
import type { Counted } from '../../entrance/limit.ts'
import { file, fileTotal } from '../../files/tables.ts'
import type { LIMITED, usageAnswer } from './schema.ts'

const total = query()((db) => db.select({ bytes: fileTotal.bytes }).from(fileTotal))
const inTrouble = query()((db) =>
  db
    .select({
      lost: sql<number>`count(*) filter (where ${file.trouble} = 'lost')`,
      damaged: sql<number>`count(*) filter (where ${file.trouble} = 'damaged')`,
    })
    .from(file)
    .where(isNotNull(file.trouble)),
)
const HOUR = 3600
const DAY = 24 * HOUR

type Limited = { what: (typeof LIMITED)[number]; whose: 'committee' | 'person' } & Counted

/** What is limited, under the names it is counted by where it is done (entrance/serve.ts, exchange/apart.ts). */
function limitedOf({ committee: { id }, person, most, strangersADay }: Context): Limited[] {
  const whole = (what: Limited['what'], who: string, max: number, seconds: number): Limited => ({
    what,
    whose: 'committee',
    who: `${who} ${id}`,
    max,
    seconds,
  })
  const verbs = Object.keys(PERSONAL) as (keyof typeof PERSONAL)[]
  return [
    whole('uploads', 'uploadsAnHour', most.uploadsAnHour, HOUR),
    whole('papers', 'papersAnHour', most.papersAnHour, HOUR),
    whole('strangers', 'apart', strangersADay, DAY),
    ...verbs.map((what): Limited => ({
      what,
      whose: 'person',
      who: `${what} ${person.id}`,
      ...PERSONAL[what],
    })),
  ]
}

/** What this committee stores, what is used of each limit by now, and what the instance allows. */
export async function getUsage(ctx: Context): Promise<z.infer<typeof usageAnswer>> {
  const limited = limitedOf(ctx)
  const [{ stored, troubled }, spent] = await Promise.all([
    look(ctx, { stored: total(ctx.tenant, {}), troubled: inTrouble(ctx.tenant, {}) }),
    spentOf(ctx, limited),
  ])
  const { lost = 0, damaged = 0 } = troubled[0] ?? {}
  return {
    stored: { bytes: stored[0]?.bytes ?? 0, most: ctx.most.stored },
    limits: limited.map(({ what, whose, max, seconds }, i) => {
      const { count, until } = spent[i] ?? { count: 0 }
      const left = max - count
      return {
        what,
        whose,
        count,
        most: max,
        left,
        within: seconds,
        ...(until === undefined ? {} : { until: iso(until) }),
      }
    }),
    lostFiles: lost,
    damagedFiles: damaged,
  }
}
