import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { Agent, request as ask } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Caller } from '../support/instance.ts'
import type { Reachable } from '../support/instance.ts'

const LAUNCH = join(import.meta.dirname, '../../src/commands/launch.ts')
/** Linux counts a process's CPU in hundredths of a second. */
const TICK_US = 10_000
const CLIENTS = 8
const ROUNDS = 3

/** One request of a load; `known` is the tag of the answer one has already. */
export type Asked = { method?: string; path: string; body?: unknown; known?: string | undefined }

/** What a client gets, and what it costs the server's process. */
export type Cost = { perSecond: number; cpuUs: number }

/** The server as operators run it, in a process of its own, on files; load comes from this process. */
export type BenchHost = Reachable & {
  folder: string
  /** Asks once; how long the whole answer took, in ms. */
  time(caller: Caller, asked: Asked): Promise<number>
  /** Asks one after the other, eight at a time, in three rounds of their own requests: the best of them. */
  load(caller: Caller, rounds: (round: number) => Asked[]): Promise<Cost>
  stop(): Promise<void>
}

/**
 * Starts `npm start` (without npm) on an empty folder of its own, which goes with it.
 * @param kept a folder to run on instead, which stays
 */
export async function startHost(kept?: string): Promise<BenchHost> {
  const folder = kept ?? (await mkdtemp(join(tmpdir(), 'lien-thong-')))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), BASE_URL: 'http://localhost:8787' }
  const child = spawn(process.execPath, [LAUNCH, 'node'], {
    env: { ...env, PASSWORD_COST: '10', TRUST_PROXY: '1', STRANGERS_A_DAY: '10000' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const base = `http://127.0.0.1:${port}`
  await answers(`${base}/api/health`)
  const { one, load, leave } = clients(child.pid ?? 0, port)
  return {
    folder,
    app: { fetch: (request) => fetch(new Request(request.url.replace(/^http:\/\/[^/]+/, base), request)) },
    async time(caller, asked) {
      const start = performance.now()
      await one(caller, asked)
      return performance.now() - start
    },
    load,
    async stop() {
      leave()
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill()
      await gone
      if (kept === undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Those who ask a process, over connections that are kept. */
function clients(pid: number, port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const one = (caller: Caller, asked: Asked) => once(agent, port, caller, asked)
  return {
    one,
    load: async (caller: Caller, rounds: (round: number) => Asked[]): Promise<Cost> => {
      const costs: Cost[] = []
      for (let round = 0; round < ROUNDS; round += 1)
        costs.push(await measure(pid, rounds(round), (asked) => one(caller, asked)))
      return {
        perSecond: Math.max(...costs.map((cost) => cost.perSecond)),
        cpuUs: Math.min(...costs.map((cost) => cost.cpuUs)),
      }
    },
    leave: () => agent.destroy(),
  }
}

/** What the machine gives at all: bare Hono over a bare libSQL client, a list of twenty (`bare.ts`). */
export async function bareCost(times: number): Promise<Cost> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const args = [join(import.meta.dirname, 'bare.ts'), join(folder, 'bare.db'), String(port)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const { load, leave } = clients(child.pid ?? 0, port)
  try {
    await answers(`http://127.0.0.1:${port}/list`)
    return await load(new Caller(fetch), () => Array.from({ length: times }, () => ({ path: '/list' })))
  } finally {
    leave()
    child.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

async function answers(address: string): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 120_000; await sleep(50)) {
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok === true) return
  }
  throw new Error('the host did not start')
}

async function measure(pid: number, asked: Asked[], work: (asked: Asked) => Promise<void>): Promise<Cost> {
  const queue = asked.values()
  const [before, start] = [await cpuOf(pid), performance.now()]
  const client = async () => {
    for (const one of queue) await work(one)
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  const seconds = (performance.now() - start) / 1000
  const cpu = (await cpuOf(pid)) - before
  return { perSecond: Math.round(asked.length / seconds), cpuUs: Math.round(cpu / asked.length) }
}

/** CPU a process has used so far, its own and the kernel's for it, in µs (proc(5), fields 14 and 15). */
export async function cpuOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * TICK_US
}

/** One request over a connection that is kept, its answer read to the end. */
function once(
  agent: Agent,
  port: number,
  caller: Caller,
  { method = 'GET', path, body, known }: Asked,
): Promise<void> {
  const cookie = [...caller.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  const tag = known === undefined ? {} : { 'if-none-match': known }
  const headers = { cookie, origin: 'http://localhost:8787', ...json, ...tag }
  return new Promise((resolve, reject) => {
    const request = ask({ agent, host: '127.0.0.1', port, method, path, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => {
        const status = answer.statusCode ?? 0
        if (status < 300 || (status === 304 && known !== undefined)) resolve()
        else reject(new Error(`${method} ${path} answered ${status}`))
      })
    })
    request.once('error', reject)
    request.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
