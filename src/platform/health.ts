import { failureBehind } from './database-failure.ts'
import type { FailureCode } from './database-failure.ts'
import type { Connection, Shared } from './database.ts'

/** A shared database that does not do its work, why, and since when it was first seen not to (ISO instant). */
export type Ill = { database: 'control' | 'exchange'; code: FailureCode; since: string }

/** How long an answer is waited for, and how long it is told again (ms), for anybody may ask as often as they like. */
const PATIENCE = 2_000
const FRESH = 1_000

/** Reads, and writes what is there already: a row that every database of ours has. */
const LOOK = [
  'select count(*) from migration',
  'update migration set at = at where id = (select min(id) from migration)',
]

/**
 * Whether control and exchange read and write: without them nothing of the instance works.
 * @param patience how long each is waited for (ms)
 * @param now the clock that says since when
 * @returns what looks at them, and names those that do not; none when all is well
 */
export function health(
  databases: Record<'control' | 'exchange', Connection & Shared>,
  patience = PATIENCE,
  now: () => number = Date.now,
): () => Promise<Ill[]> {
  // Only what was found is kept: on Workers no request may wait for what another one began.
  let last: { at: number; found: Ill[] } | undefined
  const since: Partial<Record<Ill['database'], string>> = {}
  return async () => {
    if (last !== undefined && performance.now() - last.at < FRESH) return last.found
    const looks = (['control', 'exchange'] as const).map(async (database) => {
      // Before those who wait for their turn: much to do is no illness.
      const { urgent = databases[database] } = databases[database]
      const code = await lookAt(urgent, patience)
      if (code === undefined) {
        delete since[database]
        return []
      }
      return [{ database, code, since: (since[database] ??= new Date(now()).toISOString()) }]
    })
    const found = (await Promise.all(looks)).flat()
    last = { at: performance.now(), found }
    return found
  }
}

/** What is wrong with a database; one that says nothing is away. */
async function lookAt(database: Connection, patience: number): Promise<FailureCode | undefined> {
  let late: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<FailureCode>((tell) => {
    late = setTimeout(() => tell('AWAY'), patience)
  })
  const look = database.batch(LOOK, 'write').then(
    () => undefined,
    (error: unknown) => failureBehind(error)?.code ?? 'AWAY',
  )
  const seen = await Promise.race([look, silence])
  clearTimeout(late)
  return seen
}
