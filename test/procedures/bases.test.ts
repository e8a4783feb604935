import { dayAt } from '../../src/core/dates.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { drafted, everybodys, inForce, nextVersion, opinion, opened } from '../cases/support.ts'
import type { Office } from '../cases/support.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace, openProvince, runRecovery } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { upperTag } from '../support/examples.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import type { Template } from '../../src/processes/template.ts'

const today = () => dayAt(instance.clock.now)
const DAY = 86_400_000

let instance: Instance
const plan: Plan = { calls: 0, log: [] }
let province: Place
let commune: Place
let above: Office
let here: Office
let specialist: Caller
let stranger: Place
beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập', { superior: province.handle })
  stranger = await openPlace(instance, 'Đảng ủy xã Ngoài')
  await province.clerk.post(`${province.api}/links/${commune.handle}/acceptance`)
  const office = async ({ api, handle }: Place): Promise<Office> => ({
    api,
    author: await joinCommittee(instance, handle, { name: 'Lê Chi', roles: ['office_chief'] }),
    approver: await joinCommittee(instance, handle, { name: 'Phạm Dung', roles: ['leader'] }),
  })
  ;[above, here] = [await office(province), await office(commune)]
  specialist = await joinCommittee(instance, commune.handle, { name: 'Vũ Soạn', roles: ['specialist'] })
})
afterAll(() => instance.stop())

/** The procedure of tests, with places left open to those below. */
function base(): Template {
  const template = opinion()
  template.main.steps[0]!.adapt = ['after']
  template.main.steps[1]!.adapt = ['before', 'skip']
  template.main.steps[2]!.adapt = ['lock']
  return template
}
const check = {
  id: 'the_thuc',
  name: 'Kiểm tra thể thức',
  role: 'lam',
  limit: { n: 2, u: 'wh' },
  guide: 'Đối chiếu mẫu.',
  records: [{ name: 'Phiếu kiểm tra', keep_years: 5 }],
}

async function handed(template = base()): Promise<{ id: string }> {
  const made = await inForce(above, today(), template)
  const done = await above.approver.post(`${above.api}/procedures/${made.id}/recipients`, {})
  expect(done.body).toEqual({ id: made.id, recipients: 1 })
  return made
}
const listed = async (id: string) =>
  (await here.author.get(`${here.api}/procedure-bases`)).body.items.find(
    (one: { id: string }) => one.id === id,
  )
const waiting = async (kind: string) =>
  (await here.author.get(`${here.api}/desk`)).body.waiting.filter(
    (one: { kind: string }) => one.kind === kind,
  )

async function adapted(id: string) {
  const made = await here.author.post(`${here.api}/procedure-bases/${id}/adaptations`, {
    code: `QT.${upperTag()}`,
  })
  expect(made.status).toBe(201)
  return made.body as { id: string; draftId: string }
}
const save = (draftId: string, version: number, ops: unknown[]) =>
  here.author.put(
    `${here.api}/procedure-versions/${draftId}/overlay`,
    { ops, note: 'Theo xã' },
    { 'if-match': `"v${version}"` },
  )

test('a commune adapts what the province handed down, and runs it', async () => {
  const { id } = await handed()
  expect(await listed(id)).toMatchObject({ issuer: province.name, number: 1, adapted: [] })
  expect((await waiting('base')).map((one: { id: string }) => one.id)).toContain(id)
  expect((await stranger.clerk.get(`${stranger.api}/procedure-bases`)).body.items).toEqual([])
  const foreign = await stranger.clerk.post(`${stranger.api}/procedure-bases/${id}/adaptations`, {
    code: 'QT.NGOAI',
  })
  expect(foreign.status).toBe(404)

  const made = await adapted(id)
  expect((await waiting('base')).map((one: { id: string }) => one.id)).not.toContain(id)
  const refused = await save(made.draftId, 1, [{ op: 'skip', step: 'duyet_bc' }])
  expect(refused.body.conflicts).toMatchObject([{ op: 0, message: expect.stringContaining('“Duyệt”') }])
  const submission = `${here.api}/procedure-versions/${made.draftId}/submission`
  expect((await here.author.post(submission)).body).toMatchObject({ code: 'conflict' })

  const ops = [
    { op: 'add', at: 'after', step: 'tiep_nhan', new: check },
    { op: 'limit', step: 'tham_muu', limit: { n: 1, u: 'wd' } },
  ]
  await here.author.put(`${here.api}/procedures/${made.id}/holders`, { holders: everybodys })
  const saved = await save(made.draftId, 2, ops)
  expect(saved.body).toMatchObject({ conflicts: [], version: 3 })
  const whole = await here.author.put(
    `${here.api}/procedure-versions/${made.draftId}`,
    { content: base() },
    { 'if-match': '"v3"' },
  )
  expect(whole.status).toBe(409)
  expect((await here.author.post(submission)).status).toBe(200)
  const approval = `${here.api}/procedure-versions/${made.draftId}/approval`
  expect((await here.approver.post(approval, { effectiveFrom: today() })).status).toBe(200)

  const caseId = await opened(here.api, specialist, made.id)
  const step = (no: number, outcome: string, fields: object, who: Caller) =>
    who.post(`${here.api}/cases/${caseId}/steps`, { no, outcome, fields })
  await step(1, 'chuyen', { noi_dung: 'Việc' }, specialist)
  const seen = (await here.author.get(`${here.api}/cases/${caseId}`)).body
  expect(seen.open).toMatchObject([{ name: 'Kiểm tra thể thức' }])
  expect((await step(2, 'xong', {}, here.author)).status).toBe(200)
})

test('a new version of the base is shown side by side and never merged in silence', async () => {
  const { id } = await handed()
  const made = await adapted(id)
  await save(made.draftId, 1, [
    { op: 'add', at: 'before', step: 'tham_muu', new: check },
    { op: 'limit', step: 'tiep_nhan', limit: { n: 2, u: 'wh' } },
    { op: 'record', step: 'tiep_nhan', record: { name: 'Sổ xã', keep_years: 5 } },
  ])
  const next = base()
  next.main.steps[1]!.adapt = []
  next.main.steps[0]!.name = 'Tiếp nhận, phân loại'
  instance.clock.now += DAY
  await nextVersion(above, id, today(), next)
  expect(await waiting('rebase')).toEqual([])
  await above.approver.post(`${above.api}/procedures/${id}/recipients`, {})
  expect((await waiting('rebase')).map((one: { id: string }) => one.id)).toEqual([made.id])

  const overlay = `${here.api}/procedure-versions/${made.draftId}/overlay`
  const { newer } = (await here.author.get(overlay)).body
  expect(newer).toMatchObject({
    number: 2,
    touched: [
      {
        op: 0,
        was: { name: 'Tham mưu' },
        is: { name: 'Tham mưu' },
        message: expect.stringContaining('không cho thêm'),
      },
      { op: 1, was: { name: 'Tiếp nhận' }, is: { name: 'Tiếp nhận, phân loại' } },
      { op: 2 },
    ],
  })
  const rebased = await here.author.post(
    `${here.api}/procedure-versions/${made.draftId}/rebase`,
    {},
    { 'if-match': '"v2"' },
  )
  expect(rebased.body).toMatchObject({ version: 3, conflicts: [{ op: 0 }] })
  expect(await waiting('rebase')).toEqual([])
  const stale = await here.author.post(
    `${here.api}/procedure-versions/${made.draftId}/rebase`,
    {},
    { 'if-match': '"v3"' },
  )
  expect(stale.status).toBe(409)
  const submission = await here.author.post(`${here.api}/procedure-versions/${made.draftId}/submission`)
  expect(submission.body.code).toBe('conflict')
})

test('a change whose step the base lost is told with the remedy, and nothing of it is published or lost', async () => {
  const { id } = await handed()
  const made = await adapted(id)
  const ops = [
    { op: 'add', at: 'after', step: 'tiep_nhan', new: check },
    { op: 'limit', step: 'tham_muu', limit: { n: 1, u: 'wd' } },
  ]
  await here.author.put(`${here.api}/procedures/${made.id}/holders`, { holders: everybodys })
  expect((await save(made.draftId, 1, ops)).body.conflicts).toEqual([])
  const next = base()
  const [first, , last] = next.main.steps
  first!.out[0]!.to = 'duyet_bc'
  last!.out.splice(1)
  next.main.steps.splice(1, 1)
  instance.clock.now += DAY
  await nextVersion(above, id, today(), next)
  await above.approver.post(`${above.api}/procedures/${id}/recipients`, {})

  const version = `${here.api}/procedure-versions/${made.draftId}`
  const { newer } = (await here.author.get(`${version}/overlay`)).body
  expect(newer.touched).toMatchObject([
    { op: 0 },
    { op: 1, was: { name: 'Tham mưu' }, message: expect.stringMatching(/Đề nghị/) },
  ])
  expect(newer.touched[1]).not.toHaveProperty('is')
  const moved = await here.author.post(`${version}/rebase`, {}, { 'if-match': '"v2"' })
  expect(moved.body.conflicts).toMatchObject([{ op: 1, message: expect.stringMatching(/Đề nghị/) }])
  expect((await here.author.post(`${version}/submission`)).body.code).toBe('conflict')
  // Both operations are there still, for whoever takes the lost one away.
  expect((await here.author.get(`${version}/overlay`)).body.ops).toEqual(ops)
  expect((await save(made.draftId, 3, ops.slice(0, 1))).body.conflicts).toEqual([])
  expect((await here.author.post(`${version}/submission`)).status).toBe(200)
})

test('an adapted version begins no earlier than its base', async () => {
  const made = await inForce(above, '2026-04-01', base())
  await above.approver.post(`${above.api}/procedures/${made.id}/recipients`, {})
  const mine = await adapted(made.id)
  await here.author.put(`${here.api}/procedures/${mine.id}/holders`, { holders: everybodys })
  await save(mine.draftId, 1, [])
  await here.author.post(`${here.api}/procedure-versions/${mine.draftId}/submission`)
  const approval = `${here.api}/procedure-versions/${mine.draftId}/approval`
  const early = await here.approver.post(approval, { effectiveFrom: '2026-03-31' })
  expect(early.body.fields).toMatchObject([
    { field: 'effectiveFrom', message: expect.stringContaining('gốc') },
  ])
  expect((await here.approver.post(approval, { effectiveFrom: '2026-04-01' })).status).toBe(200)
})

test('a base that is withdrawn is told, and what runs by it goes on', async () => {
  const { id } = await handed()
  const made = await adapted(id)
  await above.approver.post(`${above.api}/procedures/${id}/withdrawal`, {
    reason: 'Thay bằng quy trình khác',
  })
  expect((await listed(id)).closedOn).toBeDefined()
  const told = (await waiting('baseless')).find((one: { id: string }) => one.id === made.id)
  expect(told).toMatchObject({ sub: expect.stringContaining('Tỉnh ủy') })
  expect(
    (await here.author.get(`${here.api}/procedure-versions/${made.draftId}/overlay`)).body.closedOn,
  ).toBeDefined()
  const again = await here.author.post(`${here.api}/procedure-bases/${id}/adaptations`, { code: 'QT.SAU' })
  expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('đã bãi bỏ')])
  expect((await save(made.draftId, 1, [])).status).toBe(200)
  await here.approver.post(`${here.api}/procedures/${made.id}/withdrawal`, { reason: 'Theo quy trình gốc' })
  expect((await waiting('baseless')).filter((one: { id: string }) => one.id === made.id)).toEqual([])
})

test('a base that is withdrawn while a commune runs it takes nothing from the cases there', async () => {
  const { id } = await handed()
  const made = await adapted(id)
  await here.author.put(`${here.api}/procedures/${made.id}/holders`, { holders: everybodys })
  await save(made.draftId, 1, [{ op: 'add', at: 'after', step: 'tiep_nhan', new: check }])
  const version = `${here.api}/procedure-versions/${made.draftId}`
  await here.author.post(`${version}/submission`)
  await here.approver.post(`${version}/approval`, { effectiveFrom: today() })
  const caseId = await opened(here.api, specialist, made.id)
  const closed = await above.approver.post(`${above.api}/procedures/${id}/withdrawal`, { reason: 'Thay' })
  expect(closed.status).toBe(200)

  const step = async (who: Caller, no: number, outcome: string, fields = {}) =>
    (await who.post(`${here.api}/cases/${caseId}/steps`, { no, outcome, fields })).body
  await step(specialist, 1, 'chuyen', { noi_dung: 'Việc' })
  await step(here.author, 2, 'xong')
  await step(here.author, 3, 'trinh', { ket_qua: 'Xong' })
  expect(await step(here.approver, 4, 'dong_y')).toMatchObject({ status: 'done' })
  // What the commune published stays its own until it says otherwise; that the base is gone waits on its desk.
  expect((await waiting('baseless')).map((one: { id: string }) => one.id)).toContain(made.id)
  await opened(here.api, specialist, made.id, 'Sau khi bãi bỏ gốc')
})

test('only those directly below are handed to', async () => {
  const { id } = await inForce(above, today(), base())
  const path = `${above.api}/procedures/${id}/recipients`
  const wrong = await above.approver.post(path, { handles: [stranger.handle] })
  expect(wrong.body.fields).toMatchObject([{ field: 'handles' }])
  const draft = await drafted(above)
  expect((await above.approver.post(`${above.api}/procedures/${draft.id}/recipients`, {})).status).toBe(409)
  const alone = await inForce(here, today())
  expect((await here.approver.post(`${here.api}/procedures/${alone.id}/recipients`, {})).status).toBe(409)
})

const faults = [1, 2, 3, 4, 5].flatMap((at) => [
  { at, how: 'before' as const },
  { at, how: 'after' as const },
])
describe.each(faults)('the connection is lost $how call $at of handing down', (fault) => {
  test('tried again or not, it is handed down once or not at all', async () => {
    const { id } = await inForce(above, today(), base())
    const key = { 'idempotency-key': `hand-${fault.at}-${fault.how}` }
    const go = () => above.approver.post(`${above.api}/procedures/${id}/recipients`, {}, key)
    Object.assign(plan, fault, { calls: 0 })
    const first = await go()
    plan.at = undefined
    await runRecovery(instance)
    const told = await listed(id)
    expect(told?.number).toBe(first.status < 300 ? 1 : told?.number)
    expect((await go()).status).toBe(200)
    await runRecovery(instance)
    expect(await listed(id)).toMatchObject({ number: 1, issuer: province.name })
  })
})

test('one version of a process is handed to a unit of the same committee in the same way', async () => {
  const made = await inForce(here, today(), base())
  const unit = await commune.clerk.post(`${commune.api}/units`, { name: 'Văn phòng' })
  const mine = await here.author.post(`${here.api}/procedure-bases/${made.id}/adaptations`, {
    code: 'QT.VP',
    unitId: unit.body.id,
  })
  expect(mine.status).toBe(201)
  const read = (await here.author.get(`${here.api}/procedures/${mine.body.id}`)).body
  expect(read).toMatchObject({ base: { id: made.id, issuer: '' }, unit: { name: 'Văn phòng' } })
})
