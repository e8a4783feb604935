import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { issue, openPlace, waitingAt } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { costs, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'
import { openTree, putBelow } from './support.ts'
import type { Seat } from './support.ts'

const ran: Ran[] = []
let instance: Instance
let province: Seat
let tanLap: Seat
let sonHa: Seat
let cell: Seat
beforeAll(async () => {
  instance = await startInstance((platform) => recording(platform, ran))
  ;({ province, tanLap, sonHa, cell } = await openTree(instance))
})
afterAll(() => instance.stop())

const WORK = { title: 'Rà soát văn bản chồng chéo', product: 'Báo cáo rà soát', dueOn: '2026-03-20' }
const day = 86_400_000

async function give(from: Seat, to: Seat[], more: object = {}): Promise<string> {
  const body = { ...WORK, to: to.map(({ handle }) => handle), ...more }
  const made = await from.chief.post(`${from.api}/asks`, body)
  expect([made.status, made.body]).toMatchObject([201, { asked: to.length }])
  return made.body.id
}
const sendingAt = async (from: Seat, id: string) => (await from.chief.get(`${from.api}/asks/${id}`)).body
const arrivedAt = async (at: Seat, from: Seat) =>
  (await at.chief.get(`${at.api}/arrived-asks`)).body.items.find(
    (one: { from: { handle: string } }) => one.from.handle === from.handle,
  )
const post = async (at: Seat, path: string, body: object = {}, status = 200, who = at.chief) => {
  const done = await who.post(`${at.api}/${path}`, body)
  expect([path, done.status, done.body]).toMatchObject([path, status, {}])
  return done.body
}
const takeIt = async (at: Seat, from: Seat, lead: object = { kind: 'person', id: at.workerId }) => {
  const { id } = await arrivedAt(at, from)
  const { taskId, arrivalNo } = await post(at, `arrived-asks/${id}/acceptance`, { lead }, 201)
  return { id: id as string, taskId: taskId as string, arrivalNo }
}
const finish = async (at: Seat, taskId: string) => {
  await post(at, `tasks/${taskId}/acceptance`, {}, 200, at.worker)
  await post(at, `tasks/${taskId}/report`, { text: 'Đã rà soát 12 văn bản' }, 200, at.worker)
  await post(at, `tasks/${taskId}/approval`)
}

describe('a task asked of another committee', () => {
  test('is taken with its paper by one act, done there, recognised above: two ticks', async () => {
    const paper = await issue(province, [tanLap, sonHa])
    const id = await give(province, [tanLap, sonHa], { documentId: paper.id })
    expect(await sendingAt(province, id)).toMatchObject({
      counts: { total: 2, done: 0, open: 2, late: 0 },
      branches: [
        { name: 'Đảng ủy xã Sơn Hà', taken: '01' },
        { name: 'Đảng ủy xã Tân Lập', taken: '01' },
      ],
    })
    const desk = (await tanLap.chief.get(`${tanLap.api}/work`)).body.items
    expect(desk).toContainEqual(expect.objectContaining({ kind: 'ask', ask: 'take', title: WORK.title }))
    const {
      taskId,
      arrivalNo,
      id: askId,
    } = await takeIt(tanLap, province, { kind: 'unit', id: tanLap.unitId })
    expect(arrivalNo).toBe(1)
    expect((await waitingAt(tanLap)).length).toBe(0)
    const booked = (await tanLap.chief.get(`${tanLap.api}/incoming`)).body.items[0]
    expect(booked).toMatchObject({ notation: paper.notation, state: 'assigned' })
    const branch = async () =>
      (await sendingAt(province, id)).branches.find((one: { name: string }) => one.name === tanLap.name)
    expect(await branch()).toMatchObject({ taken: '03', takenName: 'Đã tiếp nhận, chưa giao người' })
    await post(tanLap, `tasks/${taskId}/person`, { personId: tanLap.workerId })
    expect(await branch()).toMatchObject({ taken: '04' })
    await finish(tanLap, taskId)
    expect(await branch()).toMatchObject({
      taken: '06',
      state: 'open',
      filing: { text: 'Đã rà soát 12 văn bản' },
    })
    const statuses = (await province.clerk.get(`${province.api}/documents/${paper.id}/deliveries`)).body.items
    expect(statuses.find((one: { handle: string }) => one.handle === tanLap.handle)).toMatchObject({
      status: '06',
    })
    expect((await province.chief.get(`${province.api}/work`)).body.items).toContainEqual(
      expect.objectContaining({ kind: 'asked', id, sub: tanLap.name }),
    )
    await post(province, `asks/${id}/return`, { reason: 'Thiếu phụ lục' })
    const seen = await post(tanLap, `arrived-asks/${askId}/sight`)
    expect(seen.text).toBe('Tỉnh ủy Sơn Bình trả lại kết quả. Lý do: Thiếu phụ lục')
    expect((await tanLap.chief.get(`${tanLap.api}/tasks/${taskId}`)).body.state).toBe('returned')
    await post(tanLap, `tasks/${taskId}/report`, { text: 'Đã bổ sung phụ lục' }, 200, tanLap.worker)
    await post(tanLap, `tasks/${taskId}/approval`)
    expect((await branch()).filing).toMatchObject({ text: 'Đã bổ sung phụ lục' })
    expect((await branch()).filing).not.toHaveProperty('verdict')
    await post(province, `asks/${id}/recognition`)
    expect(await branch()).toMatchObject({ taken: '06', state: 'closed', filing: { verdict: 'recognised' } })
    const again = await province.chief.post(`${province.api}/asks/${id}/recognition`, {})
    expect(again.status).toBe(409)
    expect((await tanLap.chief.get(`${tanLap.api}/tasks/${taskId}/ask`)).body).toMatchObject({
      stateName: 'Đã công nhận',
      takenName: 'Đã xong',
    })
  })

  test('is split below; counts and the stuck link are told above, titles and owners are not', async () => {
    const id = await give(province, [tanLap, sonHa])
    const { taskId } = await takeIt(tanLap, province)
    await give(tanLap, [cell], { taskId, title: 'Việc kín của xã', dueOn: '2026-03-18' })
    const own = await takeIt(cell, tanLap)
    instance.clock.now += 21 * day
    const late = await sendingAt(province, id)
    expect(late.counts).toMatchObject({ total: 3, done: 0, late: 3 })
    expect(late.branches.map((one: { below: object }) => one.below)).toMatchObject([
      { total: 0 },
      { total: 1, late: 1 },
    ])
    expect(late.stuck).toMatch(
      /^Rà soát văn bản chồng chéo chậm vì Đảng ủy xã Sơn Hà chưa tiếp nhận, \d+ ngày\.$/,
    )
    expect(JSON.stringify(late)).not.toContain('Việc kín')
    expect((await province.chief.get(`${province.api}/arrived-asks/${own.id}`)).status).toBe(404)
    await finish(cell, own.taskId)
    expect((await sendingAt(province, id)).counts).toMatchObject({ total: 3, done: 1, late: 2 })
    instance.clock.now -= 21 * day
  })

  test('has a day that only its origin moves: a wish is numbered and answered by its number', async () => {
    const id = await give(province, [sonHa], { title: 'Tập huấn' })
    const { taskId, id: askId } = await takeItem(sonHa, 'Tập huấn')
    await post(sonHa, `tasks/${taskId}/acceptance`, {}, 200, sonHa.worker)
    await post(
      sonHa,
      `tasks/${taskId}/extension`,
      { dueOn: '2026-03-27', reason: 'Chờ giảng viên' },
      200,
      sonHa.worker,
    )
    const refused = await sonHa.chief.post(`${sonHa.api}/tasks/${taskId}/extension/approval`, {})
    expect([refused.status, refused.body.detail]).toEqual([
      409,
      expect.stringContaining('chỉ nơi giao trả lời'),
    ])
    expect((await sendingAt(province, id)).branches[0]).toMatchObject({
      dueOn: '2026-03-20',
      wish: { dueOn: '2026-03-27', reason: 'Chờ giảng viên' },
    })
    await post(province, `asks/${id}/extension`)
    expect((await sendingAt(province, id)).branches[0]).toMatchObject({
      firstDueOn: '2026-03-20',
      dueOn: '2026-03-27',
      behind: true,
    })
    await post(sonHa, `arrived-asks/${askId}/sight`)
    expect((await sonHa.chief.get(`${sonHa.api}/tasks/${taskId}`)).body).toMatchObject({
      dueOn: '2026-03-27',
      firstDueOn: '2026-03-20',
    })
    expect((await sendingAt(province, id)).branches[0]).toMatchObject({ behind: false })
    expect((await province.chief.post(`${province.api}/asks/${id}/extension`, {})).status).toBe(409)
  })

  test('taken back suspends, never deletes: nothing goes on below, and what was done stays', async () => {
    const id = await give(province, [tanLap], { title: 'Việc thu hồi' })
    const { taskId, id: askId } = await takeItem(tanLap, 'Việc thu hồi')
    await give(tanLap, [cell], { taskId, title: 'Phần của bản', dueOn: '2026-03-18' })
    const below = await takeItem(cell, 'Phần của bản')
    await post(province, `asks/${id}/recall`, { reason: 'Nghị quyết được thay thế' })
    expect((await sendingAt(province, id)).counts).toMatchObject({ total: 0 })
    for (const [at, task] of [
      [tanLap, taskId],
      [cell, below.taskId],
    ] as const) {
      const stopped = await at.worker.post(`${at.api}/tasks/${task}/acceptance`, {})
      expect([stopped.status, stopped.body.detail]).toEqual([
        409,
        expect.stringContaining('Tỉnh ủy Sơn Bình đã thu hồi'),
      ])
    }
    const more = await tanLap.chief.post(`${tanLap.api}/asks`, {
      ...WORK,
      to: [cell.handle],
      taskId,
      dueOn: '2026-03-18',
    })
    expect(more.status).toBe(409)
    await post(tanLap, `arrived-asks/${askId}/sight`)
    expect((await tanLap.chief.get(`${tanLap.api}/tasks/${taskId}`)).body.state).toBe('suspended')
    await post(province, `asks/${id}/restoration`)
    await post(tanLap, `arrived-asks/${askId}/sight`)
    expect((await tanLap.chief.get(`${tanLap.api}/tasks/${taskId}`)).body.state).toBe('assigned')
    await finish(tanLap, taskId)
    expect((await sendingAt(province, id)).counts).toMatchObject({ total: 2, done: 1 })
  })

  test('given back stays open and red with who asked', async () => {
    const id = await give(province, [sonHa], { title: 'Nhầm nơi' })
    const found = (await sonHa.chief.get(`${sonHa.api}/arrived-asks`)).body.items.find(
      (one: { title: string }) => one.title === 'Nhầm nơi',
    )
    await post(sonHa, `arrived-asks/${found.id}/refusal`, { reason: 'Việc của xã Tân Lập' })
    expect((await sendingAt(province, id)).branches[0]).toMatchObject({ taken: '02', takenName: 'Trả lại' })
    const second = await sonHa.chief.post(`${sonHa.api}/arrived-asks/${found.id}/acceptance`, {
      lead: { kind: 'unit', id: sonHa.unitId },
    })
    expect([second.status, second.body.detail]).toEqual([409, expect.stringContaining('đã trả lại')])
  })
})

test('before it is given out only those who give out read it; then whoever it is given to', async () => {
  await give(province, [tanLap], { title: 'Chưa phân công', note: 'Ghi chú riêng cho người giao việc' })
  const { items } = (await tanLap.chief.get(`${tanLap.api}/arrived-asks`)).body
  const { id } = items.find((one: { title: string }) => one.title === 'Chưa phân công')
  const path = `${tanLap.api}/arrived-asks`
  expect((await tanLap.worker.get(path)).status).toBe(403)
  const [before, unknown] = await Promise.all([
    tanLap.worker.get(`${path}/${id}`),
    tanLap.worker.get(`${path}/khong-co`),
  ])
  expect([before.status, before.body]).toEqual([404, unknown.body])
  await post(tanLap, `arrived-asks/${id}/acceptance`, { lead: { kind: 'person', id: tanLap.workerId } }, 201)
  expect((await tanLap.worker.get(`${path}/${id}`)).body).toMatchObject({ title: 'Chưa phân công' })
})

async function takeItem(at: Seat, title: string) {
  const { items } = (await at.chief.get(`${at.api}/arrived-asks`)).body
  const { id } = items.find((one: { title: string }) => one.title === title)
  const lead = { kind: 'person', id: at.workerId }
  const { taskId } = await post(at, `arrived-asks/${id}/acceptance`, { lead }, 201)
  return { id: id as string, taskId: taskId as string }
}

test('a day is moved by who gave it, for a reason, within the day above; the other side takes note', async () => {
  const id = await give(province, [tanLap, sonHa], { title: 'Dời ngày' })
  const { taskId, id: askId } = await takeItem(tanLap, 'Dời ngày')
  const below = await give(tanLap, [cell], { title: 'Dời ngày ở dưới', taskId })
  const move = async (from: Seat, sending: string, body: object) => {
    const done = await from.chief.post(`${from.api}/asks/${sending}/deadline`, {
      reason: 'Chờ số liệu',
      ...body,
    })
    return [done.status, done.body.changed ?? done.body.fields?.[0].message ?? done.body.detail]
  }
  expect(await move(province, id, { dueOn: '2026-03-28' })).toEqual([
    422,
    expect.stringContaining('ngày nghỉ'),
  ])
  expect(await move(province, id, { dueOn: '2026-03-27', reason: '' })).toEqual([422, expect.any(String)])
  expect(await move(tanLap, below, { dueOn: '2026-03-27' })).toEqual([
    422,
    expect.stringContaining('cấp trên đã giao'),
  ])
  expect(await move(province, id, { dueOn: '2026-03-27' })).toEqual([200, 2])
  expect(await move(province, id, { dueOn: '2026-03-27' })).toEqual([409, expect.any(String)])
  expect(await move(tanLap, below, { dueOn: '2026-03-27' })).toEqual([200, 1])
  expect((await sendingAt(province, id)).branches.map((one: { dueOn: string }) => one.dueOn)).toEqual([
    '2026-03-27',
    '2026-03-27',
  ])
  await post(tanLap, `arrived-asks/${askId}/sight`)
  expect((await tanLap.chief.get(`${tanLap.api}/tasks/${taskId}`)).body).toMatchObject({
    dueOn: '2026-03-27',
    firstDueOn: '2026-03-20',
  })
})

test('what was asked for a paper or a plan stands with it; a plan or paper that is not ours is refused', async () => {
  const sent = await issue(province, [tanLap, sonHa])
  const id = await give(province, [tanLap], { title: 'Theo văn bản', documentId: sent.id })
  await give(province, [tanLap], { title: 'Việc khác' })
  const { items } = (await province.chief.get(`${province.api}/asks?documentId=${sent.id}`)).body
  expect(items.map((one: { id: string }) => one.id)).toEqual([id])
  expect((await province.chief.get(`${province.api}/asks?planId=khong-co`)).body.items).toEqual([])
  for (const field of ['planId', 'documentId', 'taskId']) {
    const body = { ...WORK, to: [tanLap.handle], [field]: 'cua-noi-khac' }
    const refused = await province.chief.post(`${province.api}/asks`, body)
    expect([refused.status, refused.body.fields?.map((one: { field: string }) => one.field)]).toEqual([
      422,
      [field],
    ])
  }
})

describe('nobody is asked', () => {
  const why = async (from: Seat, to: string[], more: object = {}) => {
    const { status, body } = await from.chief.post(`${from.api}/asks`, { ...WORK, to, ...more })
    return [status, body.fields?.map((one: { message: string }) => one.message).join(' ') ?? body.detail]
  }
  test('by oneself, of whom nobody knows, of who is not below', async () => {
    expect(await why(province, [province.handle])).toEqual([422, expect.stringContaining('không tự giao')])
    expect(await why(province, ['khong-co'])).toEqual([422, expect.stringContaining('Không có cơ quan nào')])
    expect(await why(sonHa, [cell.handle])).toEqual([422, expect.stringContaining('không trực thuộc')])
    expect(await why(province, [])).toEqual([422, expect.stringContaining('ít nhất một')])
  })
  test('back up, also through three committees', async () => {
    await give(province, [tanLap], { title: 'Vòng' })
    const first = await takeItem(tanLap, 'Vòng')
    expect(await why(tanLap, [province.handle], { taskId: first.taskId })).toEqual([
      422,
      expect.stringContaining('thành vòng'),
    ])
    await give(tanLap, [cell], { taskId: first.taskId, title: 'Vòng dưới' })
    const second = await takeItem(cell, 'Vòng dưới')
    for (const above of [province, tanLap])
      expect(await why(cell, [above.handle], { taskId: second.taskId })).toEqual([
        422,
        expect.stringContaining('thành vòng'),
      ])
  })
  test('while suspended; later than was asked above; for a day off or past', async () => {
    const away = await openPlace(instance, 'Đảng ủy xã Tạm Dừng')
    await putBelow(away, province)
    await instance.platform.exchange.execute({
      sql: 'update mailbox set open = 0 where committeeId = (select toId from (select ? as toId))',
      args: [await idOf(away.handle)],
    })
    expect(await why(province, [away.handle])).toEqual([422, expect.stringContaining('tạm dừng')])
    await give(province, [tanLap], { title: 'Hạn' })
    const { taskId } = await takeItem(tanLap, 'Hạn')
    expect(await why(tanLap, [cell.handle], { taskId, dueOn: '2026-03-27' })).toEqual([
      422,
      expect.stringContaining('sau hạn mà Tỉnh ủy'),
    ])
    expect(await why(province, [sonHa.handle], { dueOn: '2026-03-21' })).toEqual([
      422,
      expect.stringContaining('ngày nghỉ'),
    ])
  })
})

async function idOf(handle: string): Promise<string> {
  const { rows } = await instance.platform.control.execute({
    sql: 'select id from committee where handle = ?',
    args: [handle],
  })
  return rows[0]!.id as string
}

/** What may stand although it reads or sorts, and why. */
const ALLOWED: [reason: string, test: (line: string, sql: string) => boolean][] = [
  [
    'the branches of one sending, the sendings of one page',
    (line) => /B-TREE FOR (GROUP BY|ORDER BY|count)/.test(line),
  ],
  ['a walk up or down from rows found by their keys', (line) => /^SCAN (walk|up|mine)$/.test(line)],
  ['a walk along an order, ended by the page', (line) => line === 'SCAN sending USING INDEX sending_list'],
  ['the units below that of one member', (line) => line === 'SCAN mine'],
  ['a handful of rows', (_, sql) => /"(unit|position|term)"/.test(sql)],
]

test('every list of asks, the tree and the desk are served by indexes', async () => {
  const id = await give(province, [tanLap])
  ran.length = 0
  for (const path of ['asks', `asks/${id}`, 'arrived-asks'])
    expect([path, (await province.chief.get(`${province.api}/${path}`)).status]).toEqual([path, 200])
  const found = await arrivedAt(tanLap, province)
  await tanLap.chief.get(`${tanLap.api}/arrived-asks/${found.id}`)
  const bad: string[] = []
  for (const one of new Map(ran.map((each) => [each.sql, each])).values())
    for (const line of await costs(one))
      if (!ALLOWED.some(([, allowed]) => allowed(line, one.sql))) bad.push(`${line} :: ${one.sql}`)
  expect(bad).toEqual([])
})
