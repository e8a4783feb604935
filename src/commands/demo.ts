import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROLES } from '../core/access.ts'
import type { Role } from '../core/access.ts'
import { everyPlace } from '../demo/every-place.ts'
import { OPERATOR, PASSWORD } from '../demo/places.ts'
import { accountsOf } from '../demo/set-up.ts'
import { runJobs } from '../jobs.ts'
import { startHost, stopOnSignals } from '../node.ts'
import { readEnv } from '../platform/env.ts'
import type { Env } from '../platform/env.ts'
import { nodePlatform } from '../platform/node.ts'
import { withSecret } from '../platform/secret.ts'

/**
 * Starts a demo province on this machine alone, in a data folder of its own that is kept between starts.
 *
 *     npm run demo              http://localhost:8787
 *     npm run demo -- --reset   from the beginning
 *     npm run demo -- --port 9000
 */
const ROOT = join(import.meta.dirname, '../..')

/** Settings of the demo: loopback only, mail into an inbox that is read at /thu-thu, whatever the environment says. */
export async function demoEnv(folder: string, port: number): Promise<Env> {
  const settings = {
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: port,
    BASE_URL: `http://localhost:${port}`,
    MAIL_URL: 'inbox',
  }
  return readEnv({ ...(await withSecret({ DATA_DIR: folder })), ...settings })
}

/**
 * Fills the folder with the demo province unless that was done before. The story is told to a folder beside it
 * that takes its place when it is whole, so a start that was cut off begins anew.
 * @param root the folder of the program, which has the files of the story
 * @returns whether it was filled now
 */
export async function prepareDemo(folder: string, root = ROOT): Promise<boolean> {
  if (await stat(folder).catch(() => undefined)) return false
  const aside = `${folder}.filling`
  await rm(aside, { recursive: true, force: true })
  await mkdir(aside, { recursive: true })
  const { fillDemo } = await import('../demo/fill.ts')
  // Everybody's password is printed below: keeping it dear to guess would only make the first start slow.
  const env = readEnv({ DATA_DIR: aside, AUTH_SECRET: randomBytes(32).toString('hex'), PASSWORD_COST: 10 })
  const platform = await nodePlatform(env)
  await fillDemo(platform, async (file) => new Uint8Array(await readFile(join(root, 'src/demo/files', file))))
  // What the story left for later is done before anybody looks.
  await runJobs({ ...platform, log: () => undefined })
  await platform.close()
  await rename(aside, folder)
  return true
}

/** The accounts, place by place. */
function tellAccounts(): string {
  const lines = everyPlace.flatMap((place) => [
    '',
    place.name,
    ...accountsOf(place).map(({ name, email, position, roles }) => {
      const can = roles.map((role) => ROLES[role as Role]).join(', ')
      return `  ${email.padEnd(44)} ${name.padEnd(20)} ${position} (${can})`
    }),
  ])
  const { name, email } = OPERATOR
  const operator = ['', 'Đơn vị quản lý hệ thống', `  ${email.padEnd(44)} ${name}`]
  return [`Mật khẩu của mọi tài khoản: ${PASSWORD}`, ...lines, ...operator].join('\n')
}

async function start(args: string[], root: string): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      reset: { type: 'boolean', default: false },
      port: { type: 'string', default: '8787' },
    },
  })
  const folder = join(root, '.data/demo')
  if (values.reset) await rm(folder, { recursive: true, force: true })
  if (await prepareDemo(folder, root)) console.log('Đã dựng dữ liệu mẫu của tỉnh Sơn Bình.')
  const host = await startHost(await demoEnv(folder, Number(values.port)), join(root, 'dist/web'))
  console.log(`\n${tellAccounts()}\n`)
  const seconds = (performance.now() / 1000).toFixed(1).replace('.', ',')
  console.log(`Thư gửi đi đọc ở ${host.url}/thu-thu.`)
  console.log(`Mở ${host.url} (chỉ trên máy này; sẵn sàng sau ${seconds} giây). Dừng: Ctrl+C.`)
  stopOnSignals(host)
}

/** Starts the demo; `args` are those above. */
export async function main(args: string[], root: string): Promise<void> {
  try {
    await start(args, root)
  } catch (error) {
    const busy = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
    const advice = 'Cổng này đang có chương trình khác dùng. Chọn cổng khác: npm run demo -- --port 9000'
    console.error(busy ? advice : error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
