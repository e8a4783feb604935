import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTree } from '../asks/support.ts'
import type { Seat } from '../asks/support.ts'
import { issue, openPlace } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'

let instance: Instance
let province: Seat
let tanLap: Seat
let sonHa: Seat
beforeAll(async () => {
  instance = await startInstance()
  ;({ province, tanLap, sonHa } = await openTree(instance))
})
afterAll(() => instance.stop())

const LINE = { product: 'Báo cáo', startOn: '2026-03-03', dueOn: '2026-03-20' }
const day = 86_400_000

const begin = async (lines: object[], more: object = {}) => {
  const body = { kindId: 'plan.action', name: 'Chương trình hành động', lines, ...more }
  return province.chief.post(`${province.api}/plans`, body)
}
const issuePlan = (id: string, who = province.chief) =>
  who.post(`${province.api}/plans/${id}/issue`, { version: 1 })
const get = async (path: string, who = province.chief) => (await who.get(`${province.api}/${path}`)).body

const lines = () => [
  { ...LINE, title: 'Tập huấn cấp ủy viên', lead: { kind: 'unit', id: province.unitId } },
  { ...LINE, title: 'Sắp xếp tổ chức', lead: { kind: 'committee', id: tanLap.handle } },
  { ...LINE, title: 'Rà soát văn bản chồng chéo', lead: { kind: 'below', id: 'all' } },
]

async function takeAll(at: Seat): Promise<string[]> {
  const { items } = (await at.chief.get(`${at.api}/arrived-asks`)).body
  const made: string[] = []
  for (const { id } of items) {
    const lead = { kind: 'person', id: at.workerId }
    made.push((await at.chief.post(`${at.api}/arrived-asks/${id}/acceptance`, { lead })).body.taskId)
  }
  return made
}
async function finish(at: Seat, taskId: string): Promise<void> {
  await at.worker.post(`${at.api}/tasks/${taskId}/acceptance`, {})
  await at.worker.post(`${at.api}/tasks/${taskId}/report`, { text: 'Đã rà soát' })
  expect((await at.chief.post(`${at.api}/tasks/${taskId}/approval`, {})).status).toBe(200)
}

test('a line of a plan that a committee owns is asked of it when the plan is issued; its paper names who holds it up', async () => {
  const paper = await issue(province, [tanLap, sonHa])
  const made = await begin(lines(), { basis: [{ kind: 'document', id: paper.id }], documentId: paper.id })
  const id = made.body.id as string
  expect((await get(`plans/${id}`)).lines.map((line: { lead: object }) => line.lead)).toMatchObject([
    { kind: 'unit', name: 'Văn phòng' },
    { kind: 'committee', id: tanLap.handle, name: 'Đảng ủy xã Tân Lập' },
    { kind: 'below', id: 'all', name: 'Tất cả cấp dưới trực thuộc' },
  ])
  expect((await get('asks')).items).toEqual([])
  const two = await Promise.all([issuePlan(id), issuePlan(id)])
  expect(two.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(two.find(({ status }) => status === 200)?.body).toEqual({ id, tasks: 4 })
  const shown = await get(`plans/${id}`)
  expect(shown.tasks).toEqual({ total: 4, done: 0, open: 4, late: 0 })
  expect(shown.lines[1]).toMatchObject({ lacks: [], asked: { places: 1, total: 1, late: 0 } })
  expect(shown.lines[2]).toMatchObject({ lacks: [], asked: { places: 2, total: 2, done: 0 } })
  expect((await get(`asks?planId=${id}`)).items.map(({ title }: { title: string }) => title)).toHaveLength(2)
  expect((await get('plans')).items).toMatchObject([{ id, tasks: { total: 4 } }])

  const [task] = await takeAll(sonHa)
  await finish(sonHa, task!)
  expect((await get(`plans/${id}`)).lines[2].asked).toMatchObject({ total: 2, done: 1 })

  instance.clock.now += 25 * day
  const became = await get(`documents/${paper.id}/results`)
  expect(became.total).toEqual({ total: 4, done: 1, open: 3, late: 3 })
  expect(became.asked).toMatchObject([{ places: expect.any(Number) }, { places: expect.any(Number) }])
  expect(became.holders).toEqual([
    expect.objectContaining({ handle: tanLap.handle, late: 2, word: 'chưa tiếp nhận', days: 25 }),
  ])
  expect(became.stuck).toContain('chậm vì')
  expect((await get(`plans/${id}`)).holders).toEqual(became.holders)
  instance.clock.now -= 25 * day

  const early = await province.chief.post(`${province.api}/plans/${id}/closure`, {})
  expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('Còn 1 nhiệm vụ')])
  await province.chief.post(`${province.api}/tasks/${shown.lines[0].task.id}/cancellation`, {
    reason: 'Trùng việc',
  })
  const standing = await province.chief.post(`${province.api}/plans/${id}/closure`, {})
  expect([standing.status, standing.body.detail]).toEqual([409, expect.stringContaining('Còn 3 nơi')])
  for (const { asked } of shown.lines.slice(1))
    await province.chief.post(`${province.api}/asks/${asked.id}/recall`, { reason: 'Thôi thực hiện' })
  expect((await province.chief.post(`${province.api}/plans/${id}/closure`, {})).status).toBe(200)
})

test('a line is refused for a committee that is not directly below, by its number; a plan of these is no specialist’s to issue', async () => {
  const stranger = await openPlace(instance, 'Đảng ủy xã Nậm Sỏi')
  const refused = await begin([{ ...LINE, title: 'Việc', lead: { kind: 'committee', id: stranger.handle } }])
  expect([refused.status, refused.body.fields]).toEqual([
    422,
    [{ field: 'lines.0.lead', message: expect.stringContaining('không trực thuộc') }],
  ])
  const none = await begin([{ ...LINE, title: 'Việc', lead: { kind: 'committee', id: 'khong-co' } }])
  expect(none.status).toBe(422)
  const { body } = await begin(lines().slice(2))
  expect((await issuePlan(body.id, province.worker)).status).toBe(403)
})
