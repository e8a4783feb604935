import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../../migrations/apply.ts'
import type { OpenDatabase } from './database.ts'
import type { Env } from './env.ts'
import { openFile } from './file-database.ts'
import { folderStore } from './files-folder.ts'
import { s3Store } from './files-s3.ts'
import { mailerOf } from './mailer.ts'
import type { Mailer } from './mail.ts'
import { smtpMail } from './mail-smtp.ts'
import type { FileStore, Platform, TenantDatabases } from './platform.ts'
import { pusherOf } from './push.ts'
import { remoteDatabase } from './remote.ts'
import { fileTenants } from './tenants-file.ts'
import { namespaceTenants } from './tenants-namespaces.ts'
import { tursoTenants } from './tenants-turso.ts'

/** The platform of one Node process: on files in `DATA_DIR`, or on the services the settings name. */
export async function nodePlatform(env: Env): Promise<Platform & { close(): Promise<void> }> {
  await mkdir(env.DATA_DIR, { recursive: true, mode: 0o700 })
  const control = openShared(env, 'control')
  const exchange = openShared(env, 'exchange')
  await migrate(control, 'control')
  await migrate(exchange, 'exchange')
  const tenants = chooseTenants(env)
  const mail = chooseMail(env)
  return {
    env,
    clock: Date.now,
    control,
    exchange,
    tenants,
    files: chooseFiles(env),
    mail,
    push: pusherOf(env),
    later: (work) => void work.catch(() => undefined),
    log: (event, facts) => console.log(JSON.stringify({ at: new Date().toISOString(), event, ...facts })),
    async close() {
      mail?.close?.()
      await tenants.close?.()
      control.close()
      exchange.close()
    },
  }
}

function openShared(env: Env, name: 'control' | 'exchange'): OpenDatabase {
  const url = name === 'control' ? env.CONTROL_URL : env.EXCHANGE_URL
  const authToken = name === 'control' ? env.CONTROL_TOKEN : env.EXCHANGE_TOKEN
  if (url !== undefined) return remoteDatabase(url, authToken)
  return openFile(join(env.DATA_DIR, `${name}.db`))
}

function chooseTenants(env: Env): TenantDatabases & { close?(): Promise<unknown> } {
  if (env.TENANTS === 'turso') return tursoTenants(env)
  if (env.TENANTS === 'namespaces') return namespaceTenants(env)
  return fileTenants(join(env.DATA_DIR, 'tenants'))
}

function chooseFiles(env: Env): FileStore {
  if (env.S3_ENDPOINT !== undefined) return s3Store(env)
  return folderStore(join(env.DATA_DIR, 'files'))
}

const chooseMail = (env: Env): Mailer | undefined =>
  env.MAIL_URL?.startsWith('smtp') === true ? smtpMail(env) : mailerOf(env)
