import { desc, lt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Call } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { sha256 } from '../../core/hash.ts'
import type { Database } from '../../platform/database.ts'
import { screenFailure } from '../control-tables.ts'
import type { failureAnswer, failureInput } from './schema.ts'

/** How many different failures are kept; more of those kept are counted, others are dropped. */
const MOST = 200
/** What has not happened again for so long (ms) is forgotten. */
const KEPT = 30 * 24 * 60 * 60_000
/** How many the operator is shown. */
const SHOWN = 20

/** Counts an error of the program that a browser met, in one trip; anybody may tell, so what is kept is bounded. */
export async function reportFailure(
  { control, clock, log }: Call,
  { screen, name, frames }: z.output<typeof failureInput>,
): Promise<z.infer<typeof failureAnswer>> {
  const at = clock()
  const place = frames.join('\n')
  const id = sha256(`${screen}\n${name}\n${place}`).slice(0, 32)
  const [, , [told]] = await control.batch([
    control.delete(screenFailure).where(lt(screenFailure.lastAt, at - KEPT)),
    control.run(sql`insert into screen_failure (id, screen, name, frames, count, firstAt, lastAt)
      select ${id}, ${screen}, ${name}, ${place}, 1, ${at}, ${at}
      where exists (select 1 from screen_failure where id = ${id})
        or (select count(*) from screen_failure) < ${MOST}
      on conflict do update set count = count + 1, lastAt = excluded.lastAt`),
    control
      .select({ count: screenFailure.count })
      .from(screenFailure)
      .where(sql`id = ${id}`),
  ])
  // Once in the log, where whoever is called first looks; how often is kept.
  if (told?.count === 1) log('screen.failed', { name, screen, at: frames })
  return { kept: true }
}

/** Query for what browsers met, the latest first. */
export const latestFailures = (control: Database) =>
  control.select().from(screenFailure).orderBy(desc(screenFailure.lastAt)).limit(SHOWN)

/** A failure as the operator sees it. */
export const showFailure = (row: typeof screenFailure.$inferSelect) => ({
  screen: row.screen,
  name: row.name,
  frames: row.frames.split('\n'),
  count: row.count,
  firstAt: iso(row.firstAt),
  lastAt: iso(row.lastAt),
})
