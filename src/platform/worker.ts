import type { R2Bucket } from '@cloudflare/workers-types'
import type { Env } from './env.ts'
import { r2Store } from './files-r2.ts'
import { mailerOf } from './mailer.ts'
import type { Platform } from './platform.ts'
import { pusherOf } from './push.ts'
import { remoteDatabase } from './remote-database.ts'
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
  return {
    env,
    clock: Date.now,
    control: remoteDatabase(env.CONTROL_URL ?? '', env.CONTROL_TOKEN),
    exchange: remoteDatabase(env.EXCHANGE_URL ?? '', env.EXCHANGE_TOKEN),
    tenants: env.TENANTS === 'namespaces' ? namespaceTenants(env) : tursoTenants(env),
    files: r2Store(bucket),
    mail: mailerOf(env),
    push: pusherOf(env),
    later: (work) => later(work.catch(() => undefined)),
    log: (event, facts) => console.log(JSON.stringify({ event, ...facts })),
  }
}
