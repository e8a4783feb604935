import { and, asc, count, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import { migrate, versionOf } from '../../migrations/apply.ts'
import { wakeAt } from '../core/wake.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { committee } from '../entrance/control-tables.ts'

/** A committee whose database could not be brought up to date, and why; the database is as it was. */
export type Failed = { handle: string; name: string; error: string }

/** How far a run is: databases up to date again, and of how many that were behind when it began. */
export type Progress = { done: number; of: number; failed: readonly Failed[] }

type Behind = Pick<typeof committee.$inferSelect, 'id' | 'handle' | 'name' | 'location' | 'schemaVersion'>

/** Which share of the databases a process takes, when several share the work: number `no` of `of`, from 0. */
export type Share = { no: number; of: number }

const PAGE = 200
/** Databases that are told to the directory together; a crash before that costs a second look at each. */
const TOGETHER = 50

/**
 * Brings every tenant database that is behind up to date, several at a time. Those up to date are not touched,
 * so a run that was broken off goes on where it was. One that fails does not stop the others. Safe while the
 * app serves: who comes second finds the migration done. Committees being set up are left to their set-up.
 * @param atOnce databases worked on at the same time
 * @param tell called after each database
 * @param share all of them, unless other processes take theirs
 */
export async function migrateTenants(
  platform: Platform,
  atOnce: number,
  tell: (progress: Progress) => void = () => undefined,
  share: Share = { no: 0, of: 1 },
): Promise<Progress> {
  const control = connect(platform.control, 'control', noTrips())
  const failed: Failed[] = []
  const progress = { done: 0, of: await countBehind(platform, share), failed }
  const left = everyBehind(control, share)
  let told: string[] = []
  const tellDirectory = async (): Promise<void> => {
    const ids = told
    told = []
    const schemaVersion = versionOf('tenant')
    // What a migration leaves to be done is done by whom it wakes.
    for (const id of ids) await wakeAt(control, id, platform.clock())
    await control
      .update(committee)
      .set({ schemaVersion })
      .where(and(inArray(committee.id, ids), lt(committee.schemaVersion, schemaVersion)))
  }
  const worker = async (): Promise<void> => {
    for await (const one of left) {
      try {
        await migrate(await platform.tenants.open(one.location ?? ''), 'tenant')
        told.push(one.id)
        progress.done += 1
      } catch (error) {
        failed.push({ handle: one.handle, name: one.name, error: reason(error) })
      }
      if (told.length >= TOGETHER) await tellDirectory()
      tell(progress)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await tellDirectory()
  return progress
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** How many databases are behind. */
export async function countBehind(platform: Platform, share: Share = { no: 0, of: 1 }): Promise<number> {
  const control = connect(platform.control, 'control', noTrips())
  const [total] = await control.select({ of: count() }).from(committee).where(behind(share))
  return total?.of ?? 0
}

const behind = ({ no, of }: Share) =>
  and(
    lt(committee.schemaVersion, versionOf('tenant')),
    ne(committee.state, 'provisioning'),
    isNotNull(committee.location),
    sql`${committee.rowid} % ${of} = ${no}`,
  )

/** Page by page along the index of versions. Whoever asks gets the next; several may ask at once. */
async function* everyBehind(control: Database, share: Share): AsyncGenerator<Behind> {
  let last = { schemaVersion: -1, id: '' }
  for (;;) {
    const page: Behind[] = await control
      .select({
        id: committee.id,
        handle: committee.handle,
        name: committee.name,
        location: committee.location,
        schemaVersion: committee.schemaVersion,
      })
      .from(committee)
      .where(
        and(
          behind(share),
          sql`(${committee.schemaVersion}, ${committee.id}) > (${last.schemaVersion}, ${last.id})`,
        ),
      )
      .orderBy(asc(committee.schemaVersion), asc(committee.id))
      .limit(PAGE)
    yield* page
    const end = page.at(-1)
    if (end === undefined || page.length < PAGE) return
    last = end
  }
}
