import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { countBehind, migrateTenants } from '../onboarding/migrate-tenants.ts'
import type { Progress, Share } from '../onboarding/migrate-tenants.ts'
import { readEnv } from '../platform/env.ts'
import type { Env } from '../platform/env.ts'
import { nodePlatform } from '../platform/node.ts'
import { environment, withSecret } from '../platform/secret.ts'

/**
 * Brings the control database, the exchange and the database of every committee up to date; may be repeated,
 * and run while the app serves. Settings are those of the host.
 *
 *     npm run migrate -- --at-once 8
 *
 * Exit code 0 when all are up to date, 1 when one failed: it is named, and the others are done.
 */
const { values } = parseArgs({
  options: {
    'at-once': { type: 'string', default: '8' },
    /** Of a process that this command started: its share, as "0/2". */
    share: { type: 'string' },
  },
})

/** How long one database is waited for (ms): a migration is the longest write there is. */
const PATIENCE = 60_000

/** From so many files on, starting more processes pays. */
const MANY = 400

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} giây`

/** Shows how far the run is: a bar that moves on a terminal, else a line for every tenth. */
function teller(began: number): (progress: Progress) => void {
  let tenths = 0
  return ({ done, of, failed }) => {
    const part = (done + failed.length) / Math.max(of, 1)
    const text = `${done + failed.length}/${of} cơ quan, ${seconds(began)}`
    if (process.stdout.isTTY) {
      const bar = '█'.repeat(Math.round(part * 30)).padEnd(30, '░')
      process.stdout.write(`\r${bar} ${text}`)
    } else if (Math.floor(part * 10) > tenths) {
      tenths = Math.floor(part * 10)
      console.log(text)
    }
  }
}

function report({ done, of, failed }: Progress, began: number): void {
  if (process.stdout.isTTY && of > 0) console.log()
  console.log(
    of === 0
      ? 'Cơ sở dữ liệu của mọi cơ quan đã mới nhất.'
      : `Đã nâng cấp ${done}/${of} cơ quan trong ${seconds(began)}.`,
  )
  if (failed.length === 0) return
  console.error(`Chưa nâng cấp được ${failed.length} cơ quan, dữ liệu giữ nguyên như trước:`)
  for (const { handle, name, error } of failed) {
    console.error(`  - ${name} (${handle}): ${error}`)
  }
  process.exitCode = 1
}

/** Runs the share of one process in this one. */
async function takeShare(env: Env, share: Share, tell: (progress: Progress) => void): Promise<Progress> {
  const platform = await nodePlatform(env, { patience: PATIENCE })
  try {
    return await migrateTenants(platform, Number(values['at-once']), tell, share)
  } finally {
    await platform.close()
  }
}

/** Runs the shares in processes of their own, as each file keeps its thread busy; gives what they did together. */
async function takeShares(of: number, tell: (progress: Progress) => void): Promise<Progress> {
  const parts = Array.from({ length: of }, (): Progress => ({ done: 0, of: 0, failed: [] }))
  const sum = (): Progress => ({
    done: parts.reduce((all, { done }) => all + done, 0),
    of: parts.reduce((all, part) => all + part.of, 0),
    failed: parts.flatMap(({ failed }) => failed),
  })
  const one = async (_: unknown, no: number): Promise<void> => {
    const child = fork(import.meta.filename, [...process.argv.slice(2), '--share', `${no}/${of}`])
    child.on('message', (progress: Progress) => {
      parts[no] = progress
      tell(sum())
    })
    const [code] = (await once(child, 'exit')) as [number | null]
    if (code !== 0) throw new Error('Một tiến trình nâng cấp dừng giữa chừng; đề nghị chạy lại lệnh này.')
  }
  await Promise.all(parts.map(one))
  return sum()
}

async function main(): Promise<void> {
  const began = performance.now()
  const atOnce = Number(values['at-once'])
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 100) throw new Error('--at-once: từ 1 đến 100.')
  const env = readEnv(await withSecret(environment()))
  const [no, of] = (values.share ?? '').split('/').map(Number)
  if (no !== undefined && of !== undefined) {
    await takeShare(env, { no, of }, (progress) => process.send?.(progress))
    process.disconnect()
    return
  }
  const platform = await nodePlatform(env, { patience: PATIENCE })
  console.log('Danh bạ và trục liên thông đã mới nhất.')
  const behind = await countBehind(platform)
  await platform.close()
  const processes = env.TENANTS === 'file' && behind > MANY ? availableParallelism() : 1
  const tell = teller(began)
  const whole = { no: 0, of: 1 }
  report(await (processes > 1 ? takeShares(processes, tell) : takeShare(env, whole, tell)), began)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
