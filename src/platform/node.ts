import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../../migrations/apply.ts'
import { failureBehind } from './database-failure.ts'
import type { Connection, Keeping, OpenDatabase, Shared } from './database.ts'
import type { Env } from './env.ts'
import { makeFile } from './file-database.ts'
import { folderStore } from './files-folder.ts'
import { s3Store } from './files-s3.ts'
import { lookAtBucket } from './s3-standing.ts'
import { mailerOf } from './mailer.ts'
import type { Mailer } from './mail.ts'
import { smtpMail } from './mail-smtp.ts'
import { refuseMoved } from './moved.ts'
import type { FileStore, Platform, TenantDatabases } from './platform.ts'
import { pusherOf } from './push.ts'
import type { OpenRemote } from './remote-database.ts'
import { nodeRemotes } from './remote-node.ts'
import { lookAtShared } from './standing.ts'
import { fileTenants } from './tenants-file.ts'
import { namespaceTenants } from './tenants-namespaces.ts'
import { tursoTenants } from './tenants-turso.ts'

/**
 * The platform of one Node process: on files in `DATA_DIR`, or on the services the settings name.
 * @param patience how long one that asks a database over HTTP waits (ms), where no request does
 */
export async function nodePlatform(
  env: Env,
  { patience }: { patience?: number } = {},
): Promise<Platform & { close(): Promise<void> }> {
  await mkdir(env.DATA_DIR, { recursive: true, mode: 0o700 })
  if (env.TENANTS === 'file') await refuseMoved(env.DATA_DIR)
  await refuseLosses(env)
  const remotes = nodeRemotes(patience)
  for (const warning of await lookAtShared(env, (url, token) => remotes.tripTo(url, token)))
    console.warn(warning)
  await lookAtBucket(env)
  const control = openShared(env, 'control', remotes.open)
  const exchange = openShared(env, 'exchange', remotes.open)
  await refuseDamaged(env, control, exchange)
  await migrate(control, 'control')
  await migrate(exchange, 'exchange')
  const tenants = chooseTenants(env, remotes.open)
  const mail = chooseMail(env)
  for (const warning of await lostTenants(env, control)) console.warn(warning)
  return {
    env,
    clock: Date.now,
    control,
    exchange,
    tenants,
    files: chooseFiles(env),
    mail,
    push: pusherOf(env),
    unwell: () => remotes.unwell(),
    later: (work) => void work.catch(() => undefined),
    log: (event, facts) => console.log(JSON.stringify({ at: new Date().toISOString(), event, ...facts })),
    async close() {
      mail?.close?.()
      await tenants.close?.()
      control.close?.()
      exchange.close?.()
      remotes.close()
    },
  }
}

type Closable = Connection & Shared & Keeping & Partial<Pick<OpenDatabase, 'close'>>

/** A shared database: where its URL says, or a file that a first start makes. */
function openShared(env: Env, name: 'control' | 'exchange', open: OpenRemote): Closable {
  const url = name === 'control' ? env.CONTROL_URL : env.EXCHANGE_URL
  const authToken = name === 'control' ? env.CONTROL_TOKEN : env.EXCHANGE_TOKEN
  if (url !== undefined) return open(url, authToken, name)
  return makeFile(join(env.DATA_DIR, `${name}.db`))
}

/**
 * A shared database whose pages are damaged would answer some and fail others, and be written to: it does not start.
 * @throws Error naming the file
 */
async function refuseDamaged(env: Env, control: Connection, exchange: Connection): Promise<void> {
  const files = [
    ...(env.CONTROL_URL === undefined ? [['control.db', control] as const] : []),
    ...(env.EXCHANGE_URL === undefined ? [['exchange.db', exchange] as const] : []),
  ]
  for (const [name, database] of files) {
    const found = await database.execute('pragma quick_check(1)').catch((error: unknown) => {
      if (failureBehind(error)?.code !== 'CORRUPT') throw error
      return undefined
    })
    if (found?.rows[0]?.quick_check === 'ok') continue
    throw new Error(
      `Chưa khởi động được vì ${name} trong ${env.DATA_DIR} đã hỏng. Đề nghị giữ nguyên thư mục này và khôi phục từ bản sao lưu.`,
    )
  }
}

/** Committees whose database the directory expects and the folder has not: the others work, these do not. */
async function lostTenants({ TENANTS, DATA_DIR }: Env, control: Connection): Promise<string[]> {
  if (TENANTS !== 'file') return []
  const there = new Set(await readdir(join(DATA_DIR, 'tenants')).catch(() => []))
  const { rows } = await control.execute('select handle, location from committee where location is not null')
  return rows.flatMap(({ handle, location }) =>
    there.has(location as string)
      ? []
      : [
          `Thiếu cơ sở dữ liệu tenants/${location as string} của ${handle as string}: đề nghị khôi phục từ bản sao lưu.`,
        ],
  )
}

/**
 * A shared database that is gone must not be made anew, empty, under committees that have theirs: an instance with
 * committees has an exchange, and one with an exchange has a directory, for they are made in this order.
 */
async function refuseLosses({ DATA_DIR, TENANTS, CONTROL_URL, EXCHANGE_URL }: Env): Promise<void> {
  const there = await readdir(DATA_DIR)
  const tenants = await readdir(join(DATA_DIR, 'tenants')).catch(() => [])
  const committees = TENANTS === 'file' && tenants.some((name) => name.endsWith('.db'))
  const exchange = EXCHANGE_URL === undefined && there.includes('exchange.db')
  const lost = [
    ...(CONTROL_URL === undefined && (committees || exchange) ? ['control.db'] : []),
    ...(EXCHANGE_URL === undefined && committees ? ['exchange.db'] : []),
  ].filter((name) => !there.includes(name))
  if (lost.length === 0) return
  throw new Error(
    `Chưa khởi động được vì thiếu ${lost.join(' và ')} trong ${DATA_DIR}, nơi đã có dữ liệu. ` +
      'Đề nghị khôi phục từ bản sao lưu, hoặc kiểm tra lại DATA_DIR; không có gì được tạo mới.',
  )
}

function chooseTenants(env: Env, open: OpenRemote): TenantDatabases & { close?(): Promise<unknown> } {
  if (env.TENANTS === 'turso') return tursoTenants(env, undefined, open)
  if (env.TENANTS === 'namespaces') return namespaceTenants(env, open)
  return fileTenants(join(env.DATA_DIR, 'tenants'))
}

function chooseFiles(env: Env): FileStore {
  if (env.S3_ENDPOINT !== undefined) return s3Store(env)
  return folderStore(join(env.DATA_DIR, 'files'))
}

const chooseMail = (env: Env): Mailer | undefined =>
  env.MAIL_URL?.startsWith('smtp') === true ? smtpMail(env) : mailerOf(env)
