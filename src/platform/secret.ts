import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The environment of the Node host. Without AUTH_SECRET it keeps one of its own in the data folder, made at the
 * first start and readable by its user alone, so that sessions outlive a restart.
 * @param raw the environment as given
 */
export async function withSecret(raw: Record<string, string | undefined>): Promise<Record<string, unknown>> {
  if (raw.AUTH_SECRET !== undefined && raw.AUTH_SECRET !== '') return raw
  const folder = raw.DATA_DIR === undefined || raw.DATA_DIR === '' ? '.data' : raw.DATA_DIR
  const path = join(folder, 'auth-secret')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await writeFile(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return { ...raw, AUTH_SECRET: await readFile(path, 'utf8') }
}
