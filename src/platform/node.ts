import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient } from '@libsql/client/web'
import type { Client } from '@libsql/client'
import { migrate } from '../../migrations/apply.ts'
import type { Env } from './env.ts'
import { folderStore } from './files-folder.ts'
import type { Platform } from './platform.ts'
import { fileTenants, openFile } from './tenants-file.ts'

/** The platform of one Node process on files in `DATA_DIR`. */
export async function nodePlatform(env: Env): Promise<Platform & { close(): Promise<void> }> {
  await mkdir(env.DATA_DIR, { recursive: true, mode: 0o700 })
  const control = await openShared(env, 'control')
  const exchange = await openShared(env, 'exchange')
  await migrate(control, 'control')
  await migrate(exchange, 'exchange')
  const tenants = fileTenants(join(env.DATA_DIR, 'tenants'))
  return {
    env,
    clock: Date.now,
    control,
    exchange,
    tenants,
    files: folderStore(join(env.DATA_DIR, 'files')),
    later: (work) => void work.catch(() => undefined),
    log: (event, facts) => console.log(JSON.stringify({ at: new Date().toISOString(), event, ...facts })),
    async close() {
      await tenants.close()
      control.close()
      exchange.close()
    },
  }
}

function openShared(env: Env, name: 'control' | 'exchange'): Promise<Client> {
  const url = name === 'control' ? env.CONTROL_URL : env.EXCHANGE_URL
  const authToken = name === 'control' ? env.CONTROL_TOKEN : env.EXCHANGE_TOKEN
  if (url !== undefined) return Promise.resolve(createClient({ url, authToken }))
  return openFile(join(env.DATA_DIR, `${name}.db`))
}
