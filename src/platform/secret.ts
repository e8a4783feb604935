import { createECDH, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseEnv } from 'node:util'

/**
 * The environment of this process, with what stands in the file that `SETTINGS` names, if any; what is given otherwise
 * goes before it.
 * @throws Error when that file cannot be read
 */
export function environment(): Record<string, string | undefined> {
  const { SETTINGS } = process.env
  if (!isSet(SETTINGS)) return process.env
  try {
    return { ...parseEnv(readFileSync(SETTINGS, 'utf8')), ...process.env }
  } catch {
    throw new Error(`SETTINGS: không đọc được tệp ${SETTINGS}.`)
  }
}

/**
 * The environment of the Node host. Without AUTH_SECRET it keeps secrets of its own in the data folder, made at the first
 * start and readable by its user alone: that one, so that sessions outlive a restart, and PUSH_KEY, so that devices do.
 * Whoever gives the first gives the second too: several processes must share both.
 * @param raw the environment as given
 */
export async function withSecret(raw: Record<string, string | undefined>): Promise<Record<string, unknown>> {
  if (isSet(raw.AUTH_SECRET)) return raw
  const folder = isSet(raw.DATA_DIR) ? raw.DATA_DIR : '.data'
  const AUTH_SECRET = await keep(folder, 'auth-secret', () => randomBytes(32).toString('base64url'))
  const PUSH_KEY = isSet(raw.PUSH_KEY) ? raw.PUSH_KEY : await keep(folder, 'push-key', newPushKey)
  return { ...raw, AUTH_SECRET, PUSH_KEY }
}

const isSet = (value: string | undefined): value is string => value !== undefined && value !== ''

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
