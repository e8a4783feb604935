import { createECDH, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The environment of the Node host. What it lacks of secrets it keeps in the data folder, made at the first start and
 * readable by its user alone: AUTH_SECRET, so that sessions outlive a restart, and PUSH_KEY, so that devices do.
 * @param raw the environment as given
 */
export async function withSecret(raw: Record<string, string | undefined>): Promise<Record<string, unknown>> {
  const folder = raw.DATA_DIR === undefined || raw.DATA_DIR === '' ? '.data' : raw.DATA_DIR
  const kept = async (name: string, given: string | undefined, make: () => string): Promise<string> =>
    given === undefined || given === '' ? keep(folder, name, make) : given
  return {
    ...raw,
    AUTH_SECRET: await kept('auth-secret', raw.AUTH_SECRET, () => randomBytes(32).toString('base64url')),
    PUSH_KEY: await kept('push-key', raw.PUSH_KEY, newPushKey),
  }
}

async function keep(folder: string, name: string, make: () => string): Promise<string> {
  const path = join(folder, name)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  try {
    await writeFile(path, make(), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFile(path, 'utf8')
}

/** A pair on P-256 for VAPID (RFC 8292), as push.ts reads it. */
export function newPushKey(): string {
  const pair = createECDH('prime256v1')
  pair.generateKeys()
  // A number that happens to be short keeps its length: JWK wants all 32 bytes.
  const secret = pair.getPrivateKey('hex').padStart(64, '0')
  return `${pair.getPublicKey('base64url')}.${Buffer.from(secret, 'hex').toString('base64url')}`
}
