import { failureBehind } from './database-failure.ts'
import type { FailureCode } from './database-failure.ts'
import type { Connection } from './database.ts'

/** A shared database that does not do its work, and why. */
export type Ill = { database: 'control' | 'exchange'; code: FailureCode }

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
 * @returns what looks at them, and names those that do not; none when all is well
 */
export function health(
  databases: { control: Connection; exchange: Connection },
  patience = PATIENCE,
): () => Promise<Ill[]> {
  // Only what was found is kept: on Workers no request may wait for what another one began.
  let last: { at: number; found: Ill[] } | undefined
  return async () => {
    if (last !== undefined && performance.now() - last.at < FRESH) return last.found
    const looks = (['control', 'exchange'] as const).map(async (database) => {
      const code = await lookAt(databases[database], patience)
      return code === undefined ? [] : [{ database, code }]
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
