import { parseArgs } from 'node:util'
import { migrateTenants } from '../directory/migrate-tenants.ts'
import type { Progress } from '../directory/migrate-tenants.ts'
import { readEnv } from '../platform/env.ts'
import { nodePlatform } from '../platform/node.ts'
import { withSecret } from '../platform/secret.ts'

/**
 * Brings the control database, the exchange and the database of every committee up to date; may be repeated,
 * and run while the app serves. Settings are those of the host.
 *
 *     npm run migrate -- --at-once 8
 *
 * Exit code 0 when all are up to date, 1 when one failed: it is named, and the others are done.
 */
const { values } = parseArgs({ options: { 'at-once': { type: 'string', default: '8' } } })

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
    console.error(`  - ${name} (${handle}): ${error instanceof Error ? error.message : String(error)}`)
  }
  process.exitCode = 1
}

try {
  const began = performance.now()
  const atOnce = Number(values['at-once'])
  if (!Number.isInteger(atOnce) || atOnce < 1 || atOnce > 100) throw new Error('--at-once: từ 1 đến 100.')
  const platform = await nodePlatform(readEnv(await withSecret(process.env)))
  console.log('Danh bạ và trục liên thông đã mới nhất.')
  report(await migrateTenants(platform, atOnce, teller(began)), began)
  await platform.close()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
