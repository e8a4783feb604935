import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { tenant } from '../../migrations/all.ts'
import { openFile } from '../../src/platform/file-database.ts'
import { firstRelease } from '../support/first-release.ts'
import type { Figure } from './run.ts'

/** The committees of the country from province to commune: 34 provinces and 3,321 communes. */
const TENANTS = 3_355
/** What each holds. */
const PAPERS = 1_000

/**
 * `npm run migrate` over every committee of the country, from the first schema to the newest: the whole command,
 * its start included, on files each of which holds 1,000 papers.
 */
export async function* bench(): AsyncIterable<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'migrate-bench-'))
  try {
    await firstRelease(folder, TENANTS, PAPERS)
    const began = performance.now()
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [new URL('../../src/commands/migrate.ts', import.meta.url).pathname],
      { env: { ...process.env, DATA_DIR: folder, AUTH_SECRET: 'a secret that is long enough for this' } },
    )
    const seconds = (performance.now() - began) / 1000
    if (!stdout.includes(`${TENANTS}/${TENANTS}`)) throw new Error(stdout)
    await check(folder)
    yield { name: 'migrate.tenants', value: TENANTS, unit: 'databases' }
    yield { name: 'migrate.seconds', value: Math.round(seconds * 10) / 10, unit: 's' }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The directory says that all are done, and one of the files says so too. */
async function check(folder: string): Promise<void> {
  const control = openFile(join(folder, 'control.db'))
  const { rows } = await control.execute(
    'select count(*) as n, min(schemaVersion) as version, min(location) as location from committee',
  )
  control.close()
  const one = openFile(join(folder, 'tenants', rows[0]?.location as string))
  const applied = await one.execute('select count(*) as n from migration')
  one.close()
  if (rows[0]?.version !== tenant.length || applied.rows[0]?.n !== tenant.length) {
    throw new Error('not all databases are up to date')
  }
}
