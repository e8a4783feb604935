import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseEnv } from 'node:util'
import { remoteDatabase } from '../../src/platform/remote-database.ts'
import type { Confirming } from './committee.ts'
import type { Reachable } from './instance.ts'
import { startWay } from './way.ts'

const ROOT = join(import.meta.dirname, '../..')

/** A libsql-server that is to be tried; without one the stand-in is, and says so. */
export const { LIBSQL_SERVER } = process.env

/** A process of the instance, by requests alone; while it is away every request is answered 502, as by a proxy. */
export type Host = Reachable & {
  /** What it wrote for operators so far, as lines. */
  log: () => string
  pid: () => number | undefined
  kill(signal?: NodeJS.Signals): Promise<void>
  start(more?: Record<string, string>): Promise<void>
}

export type Premises = Awaited<ReturnType<typeof startPremises>>

/**
 * A province on its own premises, by the commands an operator types: keys and settings in a fresh folder, the server by
 * the line that was printed, the shared databases, and processes on ports of their own.
 * @param more settings beside those of the folder
 * @param from the data folder of an instance on files that is to move there: then nothing is made, nothing started
 */
export async function startPremises(processes = 2, more: Record<string, string> = {}, from?: string) {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-premises-'))
  const [data = 0, admin = 0, ...ports] = await freePorts(2 + processes)
  const here = join(folder, 'lien-thong')
  const said = await operate(
    ['prepare', here, '--url', 'http://localhost:8787', '--data-port', String(data)].concat(
      ['--admin-port', String(admin)],
      from === undefined ? [] : ['--from', from],
    ),
  )
  const line =
    said
      .split('\n')
      .find((one) => one.includes(' sqld '))
      ?.trim() ?? ''
  const settings = parseEnv(await readFile(join(here, 'lien-thong.env'), 'utf8'))
  const server = await startServer(line, await binIn(folder), data)
  const way = await startWay(data)
  const env: Record<string, string> = {
    SETTINGS: join(here, 'lien-thong.env'),
    EXCHANGE_URL: `http://localhost:${way.port}/dev/exchange/`,
    PASSWORD_COST: '10',
    STRANGERS_A_DAY: '10000',
    PAPERS_AN_HOUR: '100000',
    UPLOADS_AN_HOUR: '100000',
    ...more,
  }
  if (from === undefined) await operate(['create', 'shared'], env)
  const hosts: Host[] = []
  for (const port of ports) {
    const host = hostAt(port, env)
    if (from === undefined) await host.start()
    hosts.push(host)
  }
  const control = remoteDatabase(settings.CONTROL_URL ?? '', settings.CONTROL_TOKEN)
  return {
    folder: here,
    settings,
    env,
    line,
    server,
    /** The way from the processes to the exchange, which may be cut for writes. */
    way,
    hosts,
    /** The instance as one, for signing up and confirming: its first process. */
    instance: { app: hosts[0]?.app, platform: { control, clock: Date.now } } as Reachable & Confirming,
    /** Types a command of operators, which may be cut off. */
    typing: (args: string[]) => {
      const child = spawn(process.execPath, ['src/commands/operate.ts', ...args], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...env },
      })
      const ended = once(child, 'close').then(([code]) => code as number | null)
      return { said: listen(child), ended, kill: () => kill(child, 'SIGKILL') }
    },
    /** Types a command of operators. */
    operate: (args: string[]) => operate(args, env),
    migrate: () => command('src/commands/migrate.ts', [], env),
    async stop() {
      await Promise.all(hosts.map((host) => host.kill('SIGKILL')))
      await server.kill('SIGKILL')
      await way.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

const operate = (args: string[], env: Record<string, string> = {}) =>
  command('src/commands/operate.ts', args, env)

/** @throws Error with what it said, unless it ends well */
async function command(program: string, args: string[], env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  })
  const said = listen(child)
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${program} ${args[0] ?? ''}: ${said()}`)
  return said()
}

/** A folder with a `sqld`: the real one where there is one. */
async function binIn(folder: string): Promise<string> {
  const bin = join(folder, 'bin')
  await mkdir(bin)
  const program = LIBSQL_SERVER ?? `${process.execPath} ${join(ROOT, 'src/commands/dev/sqld.ts')}`
  await writeFile(join(bin, 'sqld'), `#!/bin/sh\nexec ${program} "$@"\n`)
  await chmod(join(bin, 'sqld'), 0o755)
  return bin
}

/** The server, by the line an operator is told to type. */
async function startServer(line: string, bin: string, port: number) {
  let child: ChildProcess | undefined
  const start = async (): Promise<void> => {
    child = spawn('sh', ['-c', `exec ${line}`], {
      env: { PATH: `${bin}:${process.env.PATH}` },
      stdio: 'ignore',
    })
    await answers(`http://localhost:${port}/health`)
  }
  await start()
  return { start, kill: (signal: NodeJS.Signals = 'SIGKILL') => kill(child, signal) }
}

export function hostAt(port: number, env: Record<string, string>): Host {
  const base = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined
  let said = ''
  return {
    app: {
      fetch: async (request) => {
        const url = request.url.replace(/^http:\/\/[^/]+/, base)
        return fetch(new Request(url, request)).catch(() => new Response(null, { status: 502 }))
      },
    },
    log: () => said,
    pid: () => child?.pid,
    kill: (signal = 'SIGKILL') => kill(child, signal),
    async start(more = {}) {
      child = spawn(process.execPath, ['src/commands/launch.ts', 'node'], {
        cwd: ROOT,
        env: { PATH: process.env.PATH, ...env, PORT: String(port), ...more },
      })
      for (const stream of [child.stdout, child.stderr])
        stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
      const ended = once(child, 'exit').then(() => {
        throw new Error(`a process ended:\n${said.slice(-2000)}`)
      })
      ended.catch(() => undefined)
      await Promise.race([answers(`${base}/api/health`), ended])
    },
  }
}

async function kill(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  await gone
}

function listen(child: ChildProcess): () => string {
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text))
  return () => said
}

async function answers(url: string): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 110_000; await sleep(50)) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok === true) return
  }
  throw new Error(`${url} does not answer`)
}

/** Ports that nobody listens on, all taken before any is let go. */
export async function freePorts(n: number): Promise<number[]> {
  const taken = Array.from({ length: n }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(taken.map((one) => once(one, 'listening')))
  const ports = taken.map((one) => (one.address() as AddressInfo).port)
  await Promise.all(taken.map((one) => new Promise((done) => one.close(done))))
  return ports
}
