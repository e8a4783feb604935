import { and, asc, count, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import { migrate, versionOf } from '../../migrations/apply.ts'
import { connect, noTrips } from '../platform/database.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { committee } from './tables.ts'

/** A committee whose database could not be brought up to date, and why; the database is as it was. */
export type Failed = { handle: string; name: string; error: unknown }

/** How far a run is: databases up to date again, and of how many that were behind when it began. */
export type Progress = { done: number; of: number; failed: readonly Failed[] }

type Behind = Pick<typeof committee.$inferSelect, 'id' | 'handle' | 'name' | 'location' | 'schemaVersion'>

const PAGE = 200
/** Databases that are told to the directory together; a crash before that costs a second look at each. */
const TOGETHER = 50

/**
 * Brings every tenant database that is behind up to date, several at a time. Those up to date are not touched,
 * so a run that was broken off goes on where it was. One that fails does not stop the others. Safe while the
 * app serves: who comes second finds the migration done. Committees being set up are left to their set-up.
 * @param atOnce databases worked on at the same time
 * @param tell called after each database
 */
export async function migrateTenants(
  platform: Platform,
  atOnce: number,
  tell: (progress: Progress) => void = () => undefined,
): Promise<Progress> {
  const control = connect(platform.control, 'control', noTrips())
  const [total] = await control.select({ of: count() }).from(committee).where(behind())
  const failed: Failed[] = []
  const progress = { done: 0, of: total?.of ?? 0, failed }
  const left = everyBehind(control)
  let told: string[] = []
  const tellDirectory = async (): Promise<void> => {
    const ids = told
    told = []
    const schemaVersion = versionOf('tenant')
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
        failed.push({ handle: one.handle, name: one.name, error })
      }
      if (told.length >= TOGETHER) await tellDirectory()
      tell(progress)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  await tellDirectory()
  return progress
}

const behind = () =>
  and(
    lt(committee.schemaVersion, versionOf('tenant')),
    ne(committee.state, 'provisioning'),
    isNotNull(committee.location),
  )

/** Page by page along the index of versions. Whoever asks gets the next; several may ask at once. */
async function* everyBehind(control: Database): AsyncGenerator<Behind> {
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
          behind(),
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
