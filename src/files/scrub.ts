import { and, asc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Wake, Woken } from '../core/domain.ts'
import { hasBlocks, hashingBlocks } from './blocks.ts'
import { troubleOf } from './sound.ts'
import { file, fileTotal } from './tables.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Every file is read again after so long. */
export const ROUND = 30 * DAY
/** A turn reads so many bytes, or one file that has more, and others have their turn before the next. */
const TURN = 16 * 1024 * 1024
const PAUSE = 5 * MINUTE
/** Files that a turn looks for at most. */
const MOST = 200

/**
 * Goes round the files of a committee, those not read for longest first, and writes down what is lost or damaged; who
 * operates the instance is told how much (core/control-tables.ts). What is brought in again is whole again.
 */
export const scrubFiles: Wake = async (woken) => {
  const { tenant, now } = woken
  const due = await tenant
    .select()
    .from(file)
    .where(and(lte(file.checkedAt, now - ROUND), isNull(file.removingAt)))
    .orderBy(asc(file.checkedAt))
    .limit(MOST)
  let [done, read] = [0, 0]
  for (const one of due) {
    if (read > 0 && read + one.size > TURN) break
    await check(woken, one)
    read += one.size
    done += 1
  }
  const files = await storedIn(woken)
  const again = done < due.length || due.length === MOST ? PAUSE : DAY
  return { done, stored: files, ...(files.files === 0 ? {} : { next: now + again }) }
}

async function check(
  { files, tenant, committeeId, now }: Woken,
  one: typeof file.$inferSelect,
): Promise<void> {
  const { through, blocks } = hashingBlocks()
  const trouble = await troubleOf(files, { ...one, owner: committeeId }, through)
  const found = { checkedAt: now, trouble: trouble ?? null }
  const told = trouble === undefined && !hasBlocks(one) ? { blocks: blocks() } : {}
  await tenant
    .update(file)
    .set({ ...found, ...told })
    // What was brought in again meanwhile was read then.
    .where(and(eq(file.sha256, one.sha256), eq(file.checkedAt, one.checkedAt)))
}

/** What a committee stores, and how much of it is known to be wrong. */
async function storedIn({ tenant }: Pick<Woken, 'tenant'>) {
  const [[total], [wrong]] = await tenant.batch([
    tenant.select({ files: fileTotal.files, bytes: fileTotal.bytes }).from(fileTotal),
    tenant
      .select({
        lost: sql<number>`count(*) filter (where ${file.trouble} = 'lost')`,
        damaged: sql<number>`count(*) filter (where ${file.trouble} = 'damaged')`,
      })
      .from(file)
      .where(isNotNull(file.trouble)),
  ])
  return { files: 0, bytes: 0, lost: 0, damaged: 0, ...total, ...wrong }
}
