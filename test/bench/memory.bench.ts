import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openStranger } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import type { Figure } from './run.ts'

/** Committees that are open at once. */
const TENANTS = 60

/** How long an instance is left alone: its files are closed after a minute (ms). */
const REST = 90_000

/**
 * What the Node host, as `npm start` runs it, takes of the machine's memory: resident, as Linux counts it, with many
 * committees at work and after they went.
 */
export async function* bench(): AsyncIterable<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  const env = { ...process.env, DATA_DIR: folder, PORT: String(port), BASE_URL: 'http://localhost:8787' }
  const launch = [join(import.meta.dirname, '../../src/commands/launch.ts'), 'node']
  const host = spawn(process.execPath, launch, { env: { ...env, PASSWORD_COST: '10' }, stdio: 'ignore' })
  try {
    const app = { fetch: (request: Request) => reach(port, request) }
    await started(port)
    const places: Place[] = []
    for (let i = 0; i < TENANTS; i += 1) places.push(await openStranger({ app }, `Đảng ủy xã số ${i}`))
    await sleep(REST)
    const [first] = places
    if (first !== undefined) await visit(first)
    const before = await residentKb(host.pid)
    for (const place of places) await visit(place)
    const open = await residentKb(host.pid)
    await sleep(REST)
    const idle = await residentKb(host.pid)
    yield { name: 'memory.per_tenant_kb', value: Math.round((open - before) / (TENANTS - 1)), unit: 'KB' }
    yield { name: 'memory.idle_mb', value: Math.round(idle / 1024), unit: 'MB' }
  } finally {
    const gone = once(host, 'exit')
    host.kill()
    await gone
    await rm(folder, { recursive: true, force: true })
  }
}

/** What somebody looks at who comes in the morning. */
async function visit({ clerk, api }: Place): Promise<void> {
  for (const path of ['desk', 'documents?limit=20', 'deliveries', 'organisation', 'members']) {
    const { status } = await clerk.get(`${api}/${path}`)
    if (status !== 200) throw new Error(`${path}: ${status}`)
  }
}

function reach(port: number, request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url)
  const init = { method: request.method, headers: request.headers, body: request.body, duplex: 'half' }
  return fetch(`http://127.0.0.1:${port}${pathname}${search}`, init as RequestInit)
}

async function started(port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => undefined)
    if (answer?.ok === true) return
    await sleep(100)
  }
  throw new Error('the host did not start')
}

async function residentKb(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1])
}
