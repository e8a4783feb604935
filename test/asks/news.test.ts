import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { runJobs } from '../../src/jobs.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { openTree } from './support.ts'
import type { Seat } from './support.ts'

let instance: Instance
let province: Seat
let tanLap: Seat
let sonHa: Seat
let cell: Seat
const mails: Mail[] = []
beforeAll(async () => {
  instance = await startInstance((platform) => ({
    ...platform,
    mail: {
      send: (mail) => {
        if (!mail.subject.startsWith('Xác nhận')) mails.push(mail)
        return Promise.resolve({ outcome: 'accepted' })
      },
    },
  }))
  ;({ province, tanLap, sonHa, cell } = await openTree(instance))
  await instance.platform.control.execute('update user set emailVerified = 1')
})
afterAll(() => instance.stop())
beforeEach(async () => {
  await tick()
  mails.length = 0
})

const DAY = 86_400_000
/** A minute goes by. */
async function tick(): Promise<void> {
  await instance.settle()
  instance.clock.now += 60_000
  await runJobs(instance.platform)
  await instance.settle()
}
const subjects = () => mails.map(({ subject }) => subject).toSorted()

async function give(from: Seat, to: Seat[], more: object = {}): Promise<string> {
  const body = { title: 'Rà soát', product: 'Báo cáo', dueOn: '2026-03-20', to: to.map((one) => one.handle) }
  const made = await from.chief.post(`${from.api}/asks`, { ...body, ...more })
  expect(made.status).toBe(201)
  return made.body.id
}
async function take(at: Seat): Promise<{ id: string; taskId: string }> {
  const { items } = (await at.chief.get(`${at.api}/arrived-asks`)).body
  const lead = { kind: 'person', id: at.workerId }
  const done = await at.chief.post(`${at.api}/arrived-asks/${items[0].id}/acceptance`, { lead })
  expect(done.status).toBe(201)
  return { id: items[0].id, taskId: done.body.taskId }
}
const step = async (at: Seat, path: string, body: object = {}, who = at.chief) =>
  expect([path, (await who.post(`${at.api}/${path}`, body)).status]).toEqual([path, 200])
type Row = { id: string; dueOn: string; late: boolean; news?: string; sub: string }
const listed = async (at: Seat, taskId: string, path: string, who = at.chief): Promise<Row> =>
  (await who.get(`${at.api}/${path}`)).body.items.find((one: Row) => one.id === taskId)

test('lists of tasks and my list show the day and the state that the origin gives now, before anybody here noted it', async () => {
  const sending = await give(province, [tanLap])
  const { id, taskId } = await take(tanLap)
  instance.clock.now += 25 * DAY
  expect(await listed(tanLap, taskId, 'task-board')).toMatchObject({ dueOn: '2026-03-20', late: true })
  await step(province, `asks/${sending}/deadline`, { dueOn: '2026-04-20', reason: 'Chờ số liệu' })
  const moved = { dueOn: '2026-04-20', late: false, news: 'Nơi giao vừa có quyết định mới' }
  expect(await listed(tanLap, taskId, 'task-board')).toMatchObject(moved)
  expect(await listed(tanLap, taskId, 'tasks?list=unit', tanLap.worker)).toMatchObject(moved)
  expect((await tanLap.worker.get(`${tanLap.api}/tasks/${taskId}`)).body).toMatchObject(moved)
  expect(await listed(tanLap, taskId, 'work', tanLap.worker)).toMatchObject({
    dueOn: '2026-04-20',
    sub: expect.stringContaining('Nơi giao vừa có quyết định mới'),
  })
  await step(tanLap, `arrived-asks/${id}/sight`)
  expect(await listed(tanLap, taskId, 'task-board')).toMatchObject({ dueOn: '2026-04-20', late: false })
  expect(await listed(tanLap, taskId, 'task-board')).not.toHaveProperty('news')

  await step(province, `asks/${sending}/recall`, { reason: 'Thay thế' })
  instance.clock.now += 40 * DAY
  const recalled = await listed(tanLap, taskId, 'task-board')
  expect(recalled).toMatchObject({ late: false, news: 'Nơi giao đã thu hồi' })
  instance.clock.now -= 65 * DAY
})

test('what is asked below stops where something above it is taken back', async () => {
  const sending = await give(province, [tanLap])
  const { taskId } = await take(tanLap)
  await give(tanLap, [cell], { taskId, title: 'Rà soát ở chi bộ', dueOn: '2026-03-18' })
  const below = await take(cell)
  expect(await listed(cell, below.taskId, 'task-board')).not.toHaveProperty('news')
  await step(province, `asks/${sending}/recall`, { reason: 'Thay thế' })
  expect(await listed(cell, below.taskId, 'task-board')).toMatchObject({
    news: 'Cấp trên của nơi giao đã thu hồi',
  })
})

test('asking, another day, a refusal, a wish, a result and a recall are told by mail, one a day of a kind', async () => {
  instance.clock.now += DAY
  const sending = await give(province, [tanLap, sonHa])
  await give(province, [tanLap], { title: 'Việc thứ hai' })
  await tick()
  expect(subjects()).toEqual(
    [tanLap, sonHa]
      .flatMap(({ name }) => {
        const told = `Tỉnh ủy Sơn Bình giao nhiệm vụ cho ${name}`
        // Whoever founded the committee is its clerk; another person is its chief.
        return [told, told]
      })
      .toSorted(),
  )
  expect(mails[0]!.text).toMatch(/\/cong-viec\/cap-tren-giao\//)
  expect(JSON.stringify(mails)).not.toContain('Việc thứ hai')
  mails.length = 0

  const { items } = (await sonHa.chief.get(`${sonHa.api}/arrived-asks`)).body
  await step(sonHa, `arrived-asks/${items[0].id}/refusal`, { reason: 'Không có văn bản nào' })
  await tick()
  expect(subjects()).toEqual(['Đảng ủy xã Sơn Hà trả lại nhiệm vụ'])
  expect(mails[0]!.text).toContain(`/cong-viec/giao-cap-duoi/${sending}`)
  mails.length = 0

  const { taskId } = await take(tanLap)
  await step(tanLap, `tasks/${taskId}/acceptance`, {}, tanLap.worker)
  await step(tanLap, `tasks/${taskId}/extension`, { dueOn: '2026-03-25', reason: 'Chờ' }, tanLap.worker)
  await tick()
  expect(subjects()).toEqual(['Đảng ủy xã Tân Lập xin gia hạn nhiệm vụ'])
  mails.length = 0
  await instance.settle()
  const all = (await province.chief.get(`${province.api}/asks`)).body.items
  const asked = all.find((one: { waiting: number }) => one.waiting === 1)
  await step(province, `asks/${asked.id}/extension`)
  await tick()
  expect(new Set(subjects())).toEqual(new Set(['Tỉnh ủy Sơn Bình trả lời về hạn của nhiệm vụ']))
  mails.length = 0
  await step(tanLap, `tasks/${taskId}/report`, { text: 'Đã rà soát' }, tanLap.worker)
  await step(tanLap, `tasks/${taskId}/approval`)
  await tick()
  expect(subjects()).toEqual(['Đảng ủy xã Tân Lập báo kết quả nhiệm vụ'])
  mails.length = 0
  await step(province, `asks/${asked.id}/return`, { reason: 'Thiếu phụ lục' })
  await tick()
  expect(new Set(subjects())).toEqual(new Set(['Tỉnh ủy Sơn Bình trả lại kết quả nhiệm vụ']))
  mails.length = 0
  const rest = all.find(
    (one: { id: string; counts: { total: number } }) => one.id !== asked.id && one.counts.total > 0,
  )
  await step(province, `asks/${rest.id}/recall`, { reason: 'Thay thế' })
  await tick()
  expect(new Set(subjects())).toEqual(new Set(['Tỉnh ủy Sơn Bình thu hồi nhiệm vụ đã giao']))
})
