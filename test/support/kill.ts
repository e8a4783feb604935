import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { recover } from '../../src/core/recovery.ts'
import { CROSSINGS } from '../../src/crossings.ts'
import { confirmRoot } from '../../src/onboarding/confirmation.ts'
import { connect, noTrips } from '../../src/platform/database.ts'
import { readEnv } from '../../src/platform/env.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import { draft, openStranger, waitingAt } from './exchange.ts'
import type { Place } from './exchange.ts'

const LAUNCH = join(import.meta.dirname, '../../src/commands/launch.ts')
const SECRET = 'a secret that is long enough for killing'
/** An instance is killed so long (ms, by chance) after it has answered for an act, and works no longer than this. */
const [SOON, LONGEST] = [400, 20_000]
/** No answer is waited for longer (ms). */
const PATIENCE = 60_000

/** An act whose answer may have been lost: after the restart it is asked for again with its key. */
type Pending = { path: string; key: string; body: object; told: (answer: never) => void }
/** A clerk who does one thing after the other until the instance dies. */
type Worker = { place: Place; pending?: Pending; next: () => Promise<Pending | undefined> }

/** What clients were told, to be found true in the end. */
type Told = { issued: Map<string, number>; accepted: Map<string, number> }

export type Killed = { kills: number; issued: number; accepted: number; broken: string[] }

/**
 * Kills (SIGKILL) a real process of an instance in the middle of issuing and accepting, starts it again on the same
 * folder, repeats what was not answered, and in the end holds every row to what clients were told: no number lost or
 * given twice, nothing sent half, every acceptance known to both sides.
 */
export async function killUnderLoad(kills: number): Promise<Killed> {
  const folder = await mkdtemp(join(tmpdir(), 'lien-thong-kill-'))
  const port = 20_000 + Math.floor(Math.random() * 20_000)
  let host = await start(folder, port)
  try {
    const reachable = {
      app: {
        fetch: (request: Request) => fetch(at(port, request), { signal: AbortSignal.timeout(PATIENCE) }),
      },
    }
    const senders = await opened(reachable, folder, 'Tỉnh ủy Gửi', 2)
    const receivers = await opened(reachable, folder, 'Đảng ủy xã Nhận', 3)
    const told: Told = { issued: new Map(), accepted: new Map() }
    const workers = [
      ...senders.map((place) => issuing(place, receivers, told)),
      ...receivers.map((place) => accepting(place, told)),
    ]
    for (let i = 0; i < kills; i++) {
      const stop = new AbortController()
      const work = workers.map((one) => run(one, stop.signal))
      const before = told.issued.size + told.accepted.size
      for (const began = Date.now(); Date.now() - began < LONGEST; await sleep(20))
        if (told.issued.size + told.accepted.size > before) break
      await sleep(Math.random() * SOON)
      host.kill('SIGKILL')
      stop.abort()
      await Promise.all([once(host, 'exit'), ...work])
      host = await start(folder, port)
      for (const one of workers) await finish(one)
    }
    host.kill('SIGKILL')
    await once(host, 'exit')
    await recoverAll(folder)
    const broken = judge(folder, senders, receivers, told)
    return { kills, issued: told.issued.size, accepted: told.accepted.size, broken }
  } finally {
    host.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
}

const at = (port: number, request: Request): Request =>
  new Request(request.url.replace(/^http:\/\/[^/]+/, `http://127.0.0.1:${port}`), request)

const settings = (folder: string, port: number) => ({
  DATA_DIR: folder,
  PORT: String(port),
  BASE_URL: 'http://localhost:8787',
  AUTH_SECRET: SECRET,
  PASSWORD_COST: '10',
  TRUST_PROXY: '1',
})

async function start(folder: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, [LAUNCH, 'node'], {
    env: { PATH: process.env.PATH, ...settings(folder, port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (const began = Date.now(); Date.now() - began < 120_000; await sleep(30)) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined)
    if (answer?.ok === true) return child
  }
  throw new Error('the host did not start')
}

async function opened(
  reachable: Parameters<typeof openStranger>[0],
  folder: string,
  name: string,
  many: number,
): Promise<Place[]> {
  const places: Place[] = []
  const platform = await nodePlatform(readEnv(settings(folder, 0)))
  for (let i = 0; i < many; i++) {
    const place = await openStranger(reachable, `${name} ${i + 1}`)
    await confirmRoot(platform, place.handle)
    places.push(place)
  }
  await platform.close()
  return places
}

const key = () => crypto.randomUUID()

function issuing(place: Place, receivers: Place[], { issued }: Told): Worker {
  const next = async (): Promise<Pending> => {
    const { id, version } = await draft(place, receivers)
    const path = `${place.api}/documents/${id}/issue`
    return {
      path,
      key: key(),
      body: { version },
      told: ({ number }: { number: number }) => issued.set(id, number),
    }
  }
  return { place, next }
}

function accepting(place: Place, { accepted }: Told): Worker {
  const next = async (): Promise<Pending | undefined> => {
    const [first] = (await waitingAt(place)).toReversed()
    if (first === undefined) return undefined
    const path = `${place.api}/deliveries/${first.id}/acceptance`
    const told = ({ arrivalNo }: { arrivalNo: number }) =>
      accepted.set(`${place.handle} ${first.id}`, arrivalNo)
    return { path, key: key(), body: {}, told }
  }
  return { place, next }
}

/** Works until told to stop or cut off; what was asked and not answered stays pending. */
async function run(worker: Worker, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const pending = await worker.next()
      if (pending === undefined) await sleep(20)
      else {
        worker.pending = pending
        await finish(worker)
      }
    } catch (error) {
      // The line was cut with the process; anything else is a fault.
      if (stop.aborted) return
      await sleep(50)
      if (!stop.aborted) throw error
      return
    }
  }
}

/** Asks for what is pending and keeps what was told; a refusal is an outcome too. */
async function finish(worker: Worker): Promise<void> {
  if (worker.pending === undefined) return
  const { path, key: once, body, told } = worker.pending
  const answer = await worker.place.clerk.post(path, body, { 'idempotency-key': once })
  if (answer.status >= 500) throw new Error(`${path}: ${answer.status}`)
  if (answer.status < 300) told(answer.body as never)
  delete worker.pending
}

async function recoverAll(folder: string): Promise<void> {
  const platform = await nodePlatform(readEnv(settings(folder, 0)))
  const control = connect(platform.control, 'control', noTrips())
  const exchange = connect(platform.exchange, 'exchange', noTrips())
  await recover({ control, exchange, now: Date.now() + 10 * 60_000 }, CROSSINGS, async (id) =>
    connect(await platform.tenants.open(`${id}.db`), 'tenant', noTrips()),
  )
  await platform.close()
}

type Row = Record<string, string | number | null>

function judge(folder: string, senders: Place[], receivers: Place[], told: Told): string[] {
  const open = (path: string) => new DatabaseSync(join(folder, path), { readOnly: true })
  const [control, exchange] = [open('control.db'), open('exchange.db')]
  const rows = (db: DatabaseSync, sql: string, ...given: string[]) => db.prepare(sql).all(...given) as Row[]
  const broken: string[] = []
  const hold = (right: boolean, what: string) => void (right || broken.push(what))
  const tenantOf = ({ handle }: Place) => {
    const [found] = rows(control, 'select id, location from committee where handle = ?', handle)
    return { id: String(found?.id), db: open(join('tenants', String(found?.location))) }
  }
  const whole = (numbers: (string | number | null)[], what: string) =>
    hold(
      numbers.every((one, i) => one === i + 1),
      `${what}: ${numbers.join(' ')}`,
    )
  hold(rows(exchange, 'select * from intent').length === 0, 'something is announced and undecided')
  const issued = new Map<string, Row>()
  for (const place of senders) {
    const { id, db } = tenantOf(place)
    const papers = rows(db, `select id, number from document where state = 'issued' order by number`)
    whole(
      papers.map(({ number }) => number ?? null),
      `numbers of ${place.name}`,
    )
    for (const paper of papers) issued.set(String(paper.id), paper)
    const sent = rows(exchange, 'select id, documentId, number from consignment where senderId = ?', id)
    hold(sent.length === papers.length, `${place.name} issued ${papers.length} and sent ${sent.length}`)
    for (const one of sent) {
      const paper = issued.get(String(one.documentId))
      hold(paper?.number === one.number, `sent and not issued: ${one.id}`)
      const places = rows(exchange, 'select status from delivery where consignmentId = ?', String(one.id))
      hold(places.length === receivers.length, `sent to ${places.length} of ${receivers.length}: ${one.id}`)
    }
    db.close()
  }
  for (const [id, number] of told.issued)
    hold(issued.get(id)?.number === number, `told ${number} and lost: ${id}`)
  for (const place of receivers) {
    const { id, db } = tenantOf(place)
    const booked = rows(db, 'select deliveryId, arrivalNo from incoming order by arrivalNo')
    whole(
      booked.map(({ arrivalNo }) => arrivalNo ?? null),
      `arrival numbers of ${place.name}`,
    )
    const known = new Map(booked.map((one) => [String(one.deliveryId), one.arrivalNo]))
    hold(known.size === booked.length, `${place.name} booked something twice`)
    const taken = rows(
      exchange,
      `select consignmentId, arrivalNo from delivery where recipientId = ? and status = '03'`,
      id,
    )
    hold(taken.length === booked.length, `${place.name} booked ${booked.length}, told ${taken.length}`)
    for (const one of taken)
      hold(known.get(String(one.consignmentId)) === one.arrivalNo, `taken otherwise: ${one.consignmentId}`)
    for (const [which, number] of told.accepted) {
      const [handle, delivery = ''] = which.split(' ')
      if (handle === place.handle) hold(known.get(delivery) === number, `told ${number} and lost: ${which}`)
    }
    db.close()
  }
  control.close()
  exchange.close()
  return broken
}
