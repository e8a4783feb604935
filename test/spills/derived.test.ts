import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { and, inArray, isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseSpan, caseWork } from '../../src/cases/tables.ts'
import { runJobs } from '../../src/jobs.ts'
import { openTree, seated } from '../asks/support.ts'
import type { Seat } from '../asks/support.ts'
import type { Template } from '../../src/processes/template.ts'
import { inForce, opinion } from '../cases/support.ts'
import { TODAY } from '../procedures/examples.ts'
import { draft, issue, openPlace, upload, waitingAt } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'

let instance: Instance
let tree: Awaited<ReturnType<typeof openTree>>
let front: Seat

beforeAll(async () => {
  instance = await startInstance()
  tree = await openTree(instance)
  front = await seated(instance, await openPlace(instance, 'UBMTTQ tỉnh', { kind: 'non_party' }))
})
afterAll(() => instance.stop())

/** A word that stands nowhere else: last of all words of an index, so that its blocks hold it whole. */
let word = ''
let n = 0
const DUE = '2026-03-20'

const ok = async (sent: Promise<{ status: number; body: never }>) => {
  const { status, body } = await sent
  expect([status, body]).toEqual([expect.toSatisfy((code: number) => code < 300), body])
  return body as { id: string } & Record<string, string>
}
const chiefOf = (place: Seat): Seat => ({ ...place, clerk: place.chief })
const step = (by: Caller, { api }: Seat, task: string, path: string, body: object) =>
  ok(by.post(`${api}/tasks/${task}/${path}`, body))
const arrivedAt = async ({ chief, api }: Seat, title: string) => {
  const { items } = (await chief.get(`${api}/arrived-asks?limit=100`)).body
  return items.find((one: { title: string }) => one.title.includes(title)).id as string
}
/** Takes what was asked, has its worker report in words of the paper, and files it. */
async function work(place: Seat, askId: string, filed = true) {
  const lead = { kind: 'person', id: place.workerId }
  const { taskId = '' } = await ok(
    place.chief.post(`${place.api}/arrived-asks/${askId}/acceptance`, { lead }),
  )
  await step(place.worker, place, taskId, 'acceptance', {})
  await step(place.worker, place, taskId, 'extension', { dueOn: '2026-03-25', reason: `Chờ ${word}` })
  if (!filed) return taskId
  await step(place.worker, place, taskId, 'report', { text: `Điều 1: giữ ${word}.` })
  await step(place.chief, place, taskId, 'approval', {})
  return taskId
}

/** A draft that went round inside and outside, with what was said of it. */
async function discussed() {
  word = `zqv${(n += 1)}khoxanh`
  const province = chiefOf(tree.province)
  const file = { ...(await upload(province, word)), name: `${word}.pdf` }
  const made = await draft(province, [tree.tanLap], { subject: `Về ${word}`, files: [file] })
  const round = await ok(
    province.clerk.post(`${province.api}/documents/${made.id}/rounds`, {
      asked: [{ kind: 'person', id: tree.province.workerId }],
      committees: [front.handle],
      note: `Xem kỹ ${word}`,
      dueOn: DUE,
      version: made.version,
    }),
  )
  const api = `${province.api}/rounds/${round.id}`
  await ok(
    tree.province.worker.post(`${api}/opinion`, { stand: 'remarks', remarks: [{ text: `Sửa ${word}` }] }),
  )
  const askId = await arrivedAt(front, word)
  await work(front, askId)
  const seen = (await province.clerk.get(api)).body
  const outside = seen.parties.find((one: { kind: string }) => one.kind === 'committee')
  await ok(
    province.clerk.post(`${api}/uptakes`, {
      items: [
        { person: 1, no: 1, uptake: 'accepted', reply: `Đã sửa ${word}` },
        { person: outside.no, filing: outside.remarks[0].filing, no: 1, uptake: 'noted' },
      ],
    }),
  )
  return { id: made.id, file, askId }
}

/** An issued paper that became a plan, asks, tasks, a case and copies, here and two levels below. */
async function spread() {
  word = `zqv${(n += 1)}khoxanh`
  const { tanLap, sonHa, cell } = tree
  const province = chiefOf(tree.province)
  const file = { ...(await upload(province, word)), name: `${word}.pdf` }
  const sent = await issue(province, [tanLap, sonHa, cell], { subject: `Về ${word}`, files: [file] })
  const waits = async (place: Seat) =>
    (await waitingAt(place)).find((one) => one.notation === sent.notation)!.id
  const no = { reason: 'other', text: `Việc ${word} không của xã` }
  await ok(cell.clerk.post(`${cell.api}/deliveries/${await waits(cell)}/refusal`, no))
  const took = await ok(sonHa.clerk.post(`${sonHa.api}/deliveries/${await waits(sonHa)}/acceptance`))
  await ok(
    sonHa.chief.post(`${sonHa.api}/incoming/${took['incomingId']}/direction`, {
      text: `Đọc kỹ ${word}`,
      lead: { kind: 'person', id: sonHa.workerId },
      dueOn: DUE,
    }),
  )
  await ok(
    province.clerk.post(`${province.api}/asks`, {
      title: `Triển khai ${word}`,
      product: `Báo cáo ${word}`,
      target: word,
      note: word,
      dueOn: DUE,
      documentId: sent.id,
      to: [tanLap.handle],
    }),
  )
  const line = { title: `Làm ${word}`, product: word, startOn: '2026-03-03', dueOn: DUE }
  const lead = { kind: 'unit', id: tree.province.unitId }
  const plan = await ok(
    province.clerk.post(`${province.api}/plans`, {
      kindId: 'plan.plan',
      name: `Kế hoạch ${word}`,
      documentId: sent.id,
      lines: [{ ...line, lead }],
    }),
  )
  await ok(province.clerk.post(`${province.api}/plans/${plan.id}/issue`, { version: 1 }))
  // Below: in the book with a task, a copy to the cell, a task for the cell, a case.
  const below = chiefOf(tanLap)
  const taskId = await work(tanLap, await arrivedAt(tanLap, word), false)
  const { items } = (await below.clerk.get(`${below.api}/incoming?limit=100`)).body
  const { id: incomingId } = items.find((one: { notation: string }) => one.notation === sent.notation)
  await ok(
    below.clerk.post(`${below.api}/asks`, {
      title: `Chi bộ làm ${word}`,
      product: word,
      dueOn: '2026-03-18',
      taskId,
      to: [cell.handle],
    }),
  )
  await work(cell, await arrivedAt(cell, word))
  await ok(
    below.clerk.post(`${below.api}/incoming/${incomingId}/copies`, {
      kind: 'relayed',
      signerName: 'Lò Văn Bun',
      signerTitle: 'Chánh Văn phòng',
      recipients: [{ kind: 'committee', handle: cell.handle }],
    }),
  )
  const office = { clerk: tanLap.clerk, chief: tanLap.chief, author: tanLap.clerk, approver: tanLap.chief }
  const process = await inForce({ ...office, ...below } as never, TODAY)
  const begun = await ok(
    below.chief.post(`${below.api}/cases`, {
      procedureId: process.id,
      title: `Hồ sơ ${word}`,
      from: { kind: 'incoming', id: incomingId },
    }),
  )
  const typed = { no: 1, outcome: 'chuyen', fields: { noi_dung: `Theo ${word}` } }
  await ok(below.chief.post(`${below.api}/cases/${begun.id}/steps`, typed))
  // One that calls: the case that is called is named as the one that calls it.
  const { code } = (await below.chief.get(`${below.api}/procedures/${process.id}`)).body
  const calling = await inForce({ ...office, ...below } as never, TODAY, callingAtOnce(code))
  await ok(
    below.chief.post(`${below.api}/cases`, {
      procedureId: calling.id,
      title: `Gọi ${word}`,
      from: { kind: 'incoming', id: incomingId },
    }),
  )
  // One that has nothing to do with the paper, but whose called case was linked with it by hand.
  const apart = await ok(
    below.chief.post(`${below.api}/cases`, { procedureId: calling.id, title: 'Không liên quan' }),
  )
  const [{ called }] = (await below.chief.get(`${below.api}/cases/${apart.id}`)).body.open
  const to = { kind: 'incoming', id: incomingId }
  await ok(below.chief.post(`${below.api}/cases/${called.id}/links`, { to }))
  return { id: sent.id, file, caseId: begun.id, callerId: apart.id as string, calledId: called.id as string }
}

/** A process whose first step calls another. */
const callingAtOnce = (template: string): Template => ({
  ...opinion(),
  fields: { ra: { type: 'string', label: 'Kết quả' } },
  main: {
    start: 'goi',
    steps: [
      {
        id: 'goi',
        kind: 'call',
        name: 'Tham mưu riêng',
        template,
        form: [{ f: 'ra', mode: 'req' }],
        out: [{ id: 'xong', label: 'Xong', to: 'khep_lai' }],
      },
      {
        id: 'khep_lai',
        kind: 'task',
        name: 'Khép lại',
        role: 'mo',
        limit: { n: 1, u: 'wd' },
        guide: 'Khép lại.',
        out: [{ id: 'xong', label: 'Xong', to: 'END' }],
      },
    ],
  },
})

/** Lets the jobs run: as often as orders pass on from place to place. */
async function settle(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    instance.clock.now += 20_000
    await runJobs(instance.platform)
    await instance.settle()
  }
}

/** Where what was taken out is kept until it is decided; what was announced is kept a week as proof. No route reads it. */
const VAULT = ['sealed', 'spill_sealed', 'consignment.sealed', 'crossing', 'found_data', 'task_search_data']

/** Every table, column and full-text index of every database that holds the word. */
async function heldBy(): Promise<string[]> {
  const folder = String(instance.platform.env.DATA_DIR)
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.db'))
  const found = names.flatMap((name) => {
    const db = new DatabaseSync(join(folder, name), { readOnly: true })
    const tables = db.prepare("select name from pragma_table_list where schema = 'main'").all()
    const held = tables.flatMap(({ name: table }) => {
      const rows = db.prepare(`select * from "${String(table)}"`)
      rows.setReadBigInts(true)
      return rows
        .all()
        .flatMap((row) =>
          Object.entries(row).flatMap(([column, value]) =>
            textOf(value).toLowerCase().includes(word) ? [`${String(table)}.${column}`] : [],
          ),
        )
    })
    db.close()
    return held.map((one) => `${name.replace(/.*\//, '').slice(-12)} ${one}`)
  })
  return [...new Set(found)].toSorted()
}
const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)
const readable = async () =>
  (await heldBy()).filter((one) => !VAULT.some((kept) => ` ${one.split(' ')[1]}.`.startsWith(` ${kept}.`)))

const lock = (id: string) =>
  ok(tree.province.clerk.post(`${tree.province.api}/documents/${id}/lock`, { found: 'content' }))
const decide = (id: string, how: string, body: object = {}) =>
  ok(tree.province.chief.post(`${tree.province.api}/spills/${id}/${how}`, body))

describe.each([
  ['a draft that opinions were asked on', discussed],
  ['a paper that work came of', spread],
])('%s', (_, make) => {
  test('says its words nowhere once it is locked, and holds them nowhere once it is purged', async () => {
    const { id, file } = await make()
    expect((await readable()).length).toBeGreaterThan(5)
    const spill = await lock(id)
    await settle()
    expect(await readable()).toEqual([])
    await decide(spill.id, 'purge')
    instance.clock.now += 10 * 60_000
    await settle()
    expect(await heldBy()).toEqual([])
    const stored = await readdir(String(instance.platform.env.DATA_DIR), { recursive: true })
    expect(stored.filter((name) => name.endsWith(file.sha256))).toEqual([])
  })

  test('has all of them again once it is given back', async () => {
    const { id } = await make()
    const before = await readable()
    const spill = await lock(id)
    await settle()
    await decide(spill.id, 'release', { reason: 'Dấu của mẫu biểu' })
    await settle()
    expect((await readable()).filter((one) => !one.includes('_data.'))).toEqual(
      before.filter((one) => !one.includes('_data.')),
    )
  })
})

test('a case that began from a purged paper ends: off the board, on no desk, late no longer; its caller is decided by a person', async () => {
  const { id, caseId, callerId, calledId } = await spread()
  const { chief, api, handle } = tree.tanLap
  const listed = async (state: string) =>
    new Map<string, Record<string, unknown>>(
      (await chief.get(`${api}/cases?state=${state}&limit=100`)).body.items.map((one: { id: string }) => [
        one.id,
        one,
      ]),
    )
  const spill = await lock(id)
  await settle()
  expect([...(await listed('running')).keys()]).toEqual(expect.arrayContaining([caseId, calledId, callerId]))
  await decide(spill.id, 'purge')
  await settle()
  const [running, over] = [await listed('running'), await listed('ended')]
  for (const gone of [caseId, calledId]) {
    expect(running.has(gone)).toBe(false)
    expect(over.get(gone)).toMatchObject({
      status: 'withdrawn',
      late: false,
      title: expect.stringContaining('đã khóa'),
    })
    expect((await chief.get(`${api}/cases/${gone}`)).status).toBe(410)
  }
  const tenant = await tenantOf(instance, handle)
  const these = [caseId, calledId]
  expect(await tenant.select().from(caseWork).where(inArray(caseWork.caseId, these))).toEqual([])
  const open = and(inArray(caseSpan.caseId, these), isNull(caseSpan.end))
  expect(await tenant.select().from(caseSpan).where(open)).toEqual([])
  expect((await chief.get(`${api}/cases/${callerId}`)).body.open).toMatchObject([
    { name: 'Tham mưu riêng', mine: true },
  ])
  const typed = { no: 1, fields: { ra: 'Tự làm' } }
  expect((await chief.post(`${api}/cases/${callerId}/steps`, typed)).status).toBe(200)
})

test('a case that began from a locked paper is neither shown nor moved, and goes on where it was once it is given back', async () => {
  const { id, caseId } = await spread()
  const { chief, api } = tree.tanLap
  const at = `${api}/cases/${caseId}`
  const order = { no: 2, outcome: 'trinh', fields: { ket_qua: 'Xong' } }
  const before = (await chief.get(at)).body
  const spill = await lock(id)
  await settle()
  for (const answer of [await chief.get(at), await chief.post(`${at}/steps`, order)])
    expect([answer.status, answer.body.detail]).toEqual([410, expect.stringContaining('đã khóa')])
  expect((await chief.get(`${api}/calendar-recounts`)).status).toBe(200)
  const moves = await chief.get(`${api}/case-moves?procedure=${before.procedure.id}`)
  expect([moves.status, moves.body.items]).toEqual([200, []])
  instance.clock.now += 30 * 86_400_000
  await settle()
  await decide(spill.id, 'release', { reason: 'Dấu của mẫu biểu' })
  await settle()
  expect((await chief.get(at)).body).toMatchObject({ title: before.title, open: [{ no: 2 }] })
})
