import type { R2Bucket } from '@cloudflare/workers-types'
import type { Env } from './env.ts'
import { r2Store } from './files-r2.ts'
import { mailerOf } from './mailer.ts'
import type { Platform } from './platform.ts'
import { pusherOf } from './push.ts'
import { breaker } from './breaker.ts'
import { remoteDatabase } from './remote-database.ts'
import type { OpenRemote } from './remote-database.ts'
import { namespaceTenants } from './tenants-namespaces.ts'
import { tursoTenants } from './tenants-turso.ts'

/**
 * The platform of a Worker: databases over HTTP, files in R2. The shared databases are not migrated here:
 * `npm run deploy` brings them up to date first.
 * @param later keeps a request alive until the work is done
 */
export function workerPlatform(
  env: Env,
  bucket: R2Bucket,
  later: (work: Promise<unknown>) => void,
): Platform {
  const health = breaker()
  const open: OpenRemote = (url, token, kind) => remoteDatabase(url, token, kind, { health })
  return {
    env,
    clock: Date.now,
    control: open(env.CONTROL_URL ?? '', env.CONTROL_TOKEN, 'control'),
    exchange: open(env.EXCHANGE_URL ?? '', env.EXCHANGE_TOKEN, 'exchange'),
    tenants: env.TENANTS === 'namespaces' ? namespaceTenants(env, open) : tursoTenants(env, undefined, open),
    files: r2Store(bucket),
    mail: mailerOf(env),
    push: pusherOf(env),
    unwell: () => health.unwell(),
    later: (work) => later(work.catch(() => undefined)),
    log: (event, facts) => console.log(JSON.stringify({ event, ...facts })),
  }
}
