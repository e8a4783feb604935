import { runJobs } from '../../src/jobs.ts'
import type { Mail } from '../../src/platform/mail.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft, openPlace, openProvince, savedAs, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { mailingTo } from '../support/mails.ts'
import { seated } from '../asks/support.ts'
import type { Seat } from '../asks/support.ts'

const mails: Mail[] = []
let instance: Instance
let province: Place
let agency: Seat
let commune: Place
beforeAll(async () => {
  instance = await startInstance(mailingTo(mails))
  province = await openProvince(instance)
  agency = await seated(instance, await openPlace(instance, 'Đảng ủy Ủy ban nhân dân tỉnh'))
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  await instance.platform.control.execute('update user set emailVerified = 1')
})
afterAll(() => instance.stop())

const at = (id: string) => `${province.api}/documents/${id}`
const read = async (id: string) => (await province.clerk.get(at(id))).body
const jointly = () => [
  { kind: 'committee', handle: agency.handle, coIssues: true },
  { kind: 'committee', handle: commune.handle },
]
const plan = { typeId: 'ke-hoach', subject: 'đối thoại trực tiếp với Nhân dân năm 2026' }
const jointCheck = async (id: string) =>
  (await read(id)).checks.find((one: { id: string }) => one.id.startsWith('joint-'))

/** A paper that the agency issues too and has agreed to, as it was first written. */
async function agreedDraft(mark: string) {
  const first = await upload(province, mark)
  const facts = { ...plan, subject: mark, recipients: jointly(), files: [first] }
  const { id } = await draft(province, [], facts)
  const body = savedAs(await read(id))
  const round = async () => {
    const { version } = await read(id)
    const made = await province.clerk.post(`${at(id)}/rounds`, {
      version,
      dueOn: '2026-03-20',
      committees: [agency.handle],
    })
    expect(made.status).toBe(201)
    return made.body.id as string
  }
  const end = async (roundId: string) =>
    expect((await province.clerk.post(`${province.api}/rounds/${roundId}/conclusion`)).status).toBe(200)
  const save = async (more: object) => {
    const whole = { ...body, recipients: jointly(), files: [first], ...more }
    const saved = await province.clerk.put(`${at(id)}`, whole, {
      'if-match': `"v${(await read(id)).version}"`,
    })
    expect([saved.status, saved.body]).toMatchObject([200, { id }])
  }
  const opened = await round()
  await answer('Nhất trí.')
  await end(opened)
  expect(await jointCheck(id)).toMatchObject({ state: 'ok', detail: 'Đã nhất trí với bản dự thảo 1.' })
  const issue = async () => province.clerk.post(`${at(id)}/issue`, { version: (await read(id)).version })
  return { id, first, round, end, save, issue }
}
const LAPSED =
  'Đảng ủy Ủy ban nhân dân tỉnh nhất trí với bản dự thảo 1; từ đó trích yếu, tên loại hoặc tệp đã thay đổi'

test('an agreement is to one content: other files or another subject and it lapses, the same again and it holds', async () => {
  const { id, first, save, issue, round, end } = await agreedDraft('bản liên tịch thứ nhất')
  const other = await upload(province, 'bản khác')
  for (const change of [
    { files: [other] },
    { files: [first, other] },
    { files: [] },
    { subject: 'việc khác' },
  ]) {
    await save(change)
    expect([change, await jointCheck(id)]).toMatchObject([
      change,
      { state: 'error', detail: expect.stringContaining(LAPSED) },
    ])
    expect((await read(id)).recipients[0]).toMatchObject({ agreedTo: 1, lapsed: true })
    await save({})
    expect(await jointCheck(id)).toMatchObject({ state: 'ok' })
  }
  // Who is to read it, and how fast, is no content.
  await save({ urgency: 1 })
  expect(await jointCheck(id)).toMatchObject({ state: 'ok' })

  await save({ files: [other] })
  // Asked again, about the version of now.
  const again = await round()
  await answer('Nhất trí.')
  await end(again)
  expect(await jointCheck(id)).toMatchObject({ state: 'ok', detail: 'Đã nhất trí với bản dự thảo 2.' })
  const me = (await province.clerk.get(`${province.api}/members`)).body.items[0].id
  const hand = async (body: object) => {
    const done = await province.clerk.post(`${at(id)}/hand-overs`, {
      version: (await read(id)).version,
      ...body,
    })
    expect([body, done.status]).toEqual([body, 201])
  }
  await hand({ act: 'submit', toId: me })
  // Before it is signed, what is changed under the signer's hands is not what they agreed to.
  await save({ files: [first] })
  await hand({ act: 'sign' })
  const refused = await issue()
  expect(refused.status).toBe(422)
  expect(refused.body.fields).toContainEqual({
    field: 'overrideReason',
    message: expect.stringContaining('nhất trí với bản dự thảo 2; từ đó'),
  })
  await hand({ act: 'return', note: 'Trở lại bản đã nhất trí' })
  await save({ files: [other] })
  await hand({ act: 'submit', toId: me })
  await hand({ act: 'sign' })
  // The scan of what was signed lapses nothing, and is told wherever the agreement is.
  await save({ files: [await upload(province, 'bản quét')] })
  expect(await jointCheck(id)).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('Nhất trí với bản dự thảo 2; tệp gửi đi được thêm sau khi ký'),
  })
  await save({ files: [await upload(province, 'bản quét')], subject: 'việc khác hẳn' })
  expect(await jointCheck(id)).toMatchObject({ state: 'error' })
  await save({ files: [await upload(province, 'bản quét')] })
  expect((await issue()).status).toBe(200)
  const there = (await waitingAt(agency)).find(({ subject }) => subject === 'bản liên tịch thứ nhất')!
  const { checks } = (await agency.clerk.get(`${agency.api}/deliveries/${there.id}`)).body
  expect(checks.find((one: { id: string }) => one.id === 'joint')).toMatchObject({
    state: 'ok',
    detail: expect.stringContaining('Nhất trí với bản dự thảo 2; tệp gửi đi được thêm sau khi ký'),
  })
})

test('an agreement that comes after the draft was changed is to what was read, not to what it became', async () => {
  const { id, save, round, end } = await agreedDraft('bản liên tịch thứ hai')
  const asked = await round()
  await save({ subject: 'đã đổi trong lúc hỏi' })
  await answer('Nhất trí.')
  await end(asked)
  expect(await jointCheck(id)).toMatchObject({
    state: 'error',
    detail: expect.stringContaining('nhất trí với bản dự thảo 2; từ đó'),
  })
})

/** What the jobs do some minutes from now, twice: whoever is woken, then what that told. */
async function later(minutes: number): Promise<void> {
  for (const more of [minutes * 60_000, 120_000]) {
    instance.clock.now += more
    await runJobs(instance.platform)
    await instance.settle()
  }
}

/** The agency takes note of everything that its desk says was decided elsewhere. */
async function noteAll(): Promise<void> {
  for (const { id } of await decidedElsewhere())
    expect((await agency.chief.post(`${agency.api}/arrived-asks/${id}/sight`, {})).status).toBe(200)
}
const decidedElsewhere = async () =>
  (await agency.chief.get(`${agency.api}/desk`)).body.waiting.filter(
    (one: { kind: string; ask: string }) => one.kind === 'ask' && one.ask === 'see',
  )

test('who agreed is told by itself that the draft is another now, once it has settled, and that it is the same again', async () => {
  const { first, save } = await agreedDraft('bản liên tịch thứ ba')
  const { api, chief, worker } = agency
  await later(15)
  await noteAll()
  const pulse = async () => (await chief.get(`${api}/pulse`)).body
  const quiet = await pulse()
  mails.length = 0

  await save({ subject: 'bản liên tịch đã sửa', files: [first] })
  await later(1)
  expect([await decidedElsewhere(), await pulse()]).toEqual([[], quiet])
  await save({ subject: 'bản liên tịch đã sửa lần nữa', files: [first] })
  await later(11)
  const [lapsed, ...more] = await decidedElsewhere()
  expect(more).toEqual([])
  expect(lapsed).toMatchObject({
    title: expect.stringContaining('Góp ý dự thảo Kế hoạch bản liên tịch thứ ba'),
    sub: `${province.name} · Dự thảo đã sửa, nhất trí không còn hiệu lực`,
  })
  expect(await pulse()).not.toEqual(quiet)
  const told = mails.filter(
    ({ subject }) => subject === `${province.name} sửa dự thảo ${agency.name} đã nhất trí`,
  )
  expect(told.length).toBeGreaterThan(0)
  expect(told).toHaveLength(new Set(told.map(({ to }) => to)).size)
  expect(JSON.stringify(told)).not.toContain('lần nữa')
  const there = async () => (await chief.get(`${api}/arrived-asks/${lapsed.id}`)).body
  expect(await there()).toMatchObject({
    changed: true,
    filing: { verdict: 'lapsed', reason: 'Nội dung đã sửa sau khi nhất trí: trích yếu.' },
  })
  // Only who takes asks notes it, and the task that was done stays done.
  expect((await worker.post(`${api}/arrived-asks/${lapsed.id}/sight`, {})).status).toBe(403)
  const noted = await chief.post(`${api}/arrived-asks/${lapsed.id}/sight`, {})
  expect([noted.status, noted.body.text]).toEqual([
    200,
    `${province.name} đã sửa dự thảo, nhất trí không còn hiệu lực. Lý do: Nội dung đã sửa sau khi nhất trí: trích yếu.`,
  ])
  expect(await decidedElsewhere()).toEqual([])
  expect((await worker.get(`${api}/tasks/${(await there()).taskId}`)).body.state).toBe('done')

  // Nothing new, nothing told, however often the committee is woken.
  mails.length = 0
  await save({ subject: 'lần thứ tư', files: [first] })
  await later(15)
  expect([await decidedElsewhere(), mails]).toEqual([[], []])

  await save({})
  await later(15)
  expect(await there()).toMatchObject({ changed: true, filing: { verdict: 'recognised' } })
  const restored = await pulse()
  // Not noted yet, and another again: whoever has the desk open is shown it.
  await save({ files: [] })
  await later(15)
  expect(await there()).toMatchObject({
    filing: { verdict: 'lapsed', reason: 'Nội dung đã sửa sau khi nhất trí: tệp.' },
  })
  expect(await pulse()).not.toEqual(restored)
  await noteAll()
})

test('an agreement that never held is told as soon as it was taken in, and a place that issues it no more is left alone', async () => {
  const { id, first, save, round, end } = await agreedDraft('bản liên tịch thứ tư')
  await later(15)
  await noteAll()
  const asked = await round()
  await save({ subject: 'đổi trong lúc hỏi', files: [first] })
  await later(15)
  await noteAll()
  await answer('Nhất trí.')
  await end(asked)
  await later(2)
  expect(await decidedElsewhere()).toMatchObject([
    { sub: expect.stringContaining('nhất trí không còn hiệu lực') },
  ])
  await noteAll()
  const recipients = [{ kind: 'committee', handle: commune.handle }]
  await save({ recipients, subject: 'đổi trong lúc hỏi', files: [first] })
  await save({ recipients })
  await later(15)
  expect(await decidedElsewhere()).toEqual([])
  expect((await read(id)).subject).toBe('bản liên tịch thứ tư')
})

/** The agency answers the ask about a draft, from its own desks. */
async function answer(text: string): Promise<void> {
  const { api, chief, worker, workerId } = agency
  const { items } = (await chief.get(`${api}/arrived-asks?limit=100`)).body
  const taken = await chief.post(`${api}/arrived-asks/${items.at(-1).id}/acceptance`, {
    lead: { kind: 'person', id: workerId },
  })
  const task = `${api}/tasks/${taken.body.taskId}`
  expect((await worker.post(`${task}/acceptance`, {})).status).toBe(200)
  expect((await worker.post(`${task}/report`, { text })).status).toBe(200)
  expect((await chief.post(`${task}/approval`, {})).status).toBe(200)
}

test('a joint paper waits for who issues it too, takes the number of who leads, and stands in both books', async () => {
  const { id, version } = await draft(province, [], {
    ...plan,
    recipients: jointly(),
    files: [await upload(province, 'liên tịch')],
  })
  expect(await jointCheck(id)).toMatchObject({
    state: 'error',
    label: 'Cùng ban hành: Đảng ủy Ủy ban nhân dân tỉnh',
  })
  const refused = await province.clerk.post(`${at(id)}/number`, { version })
  expect([refused.status, refused.body.fields[0].field]).toEqual([422, 'overrideReason'])

  const round = await province.clerk.post(`${at(id)}/rounds`, {
    version,
    dueOn: '2026-03-20',
    committees: [agency.handle],
  })
  expect(round.status).toBe(201)
  await answer('Nhất trí.')
  const ended = await province.clerk.post(`${province.api}/rounds/${round.body.id}/conclusion`)
  expect(ended.status).toBe(200)
  expect(await jointCheck(id)).toMatchObject({ state: 'ok' })
  expect((await read(id)).recipients[0]).toMatchObject({
    coIssues: true,
    agreedOn: '2026-03-02',
    agreedTo: 1,
  })

  // Opinions are in; what is left are the ways every draft goes before it is sent.
  const hand = async (body: object) => {
    const { version: now } = await read(id)
    const done = await province.clerk.post(`${at(id)}/hand-overs`, { version: now, ...body })
    expect([body, done.status]).toEqual([body, 201])
  }
  const me = (await province.clerk.get(`${province.api}/members`)).body.items[0].id
  await hand({ act: 'submit', toId: me })
  await hand({ act: 'sign' })
  const sent = await province.clerk.post(`${at(id)}/issue`, { version: (await read(id)).version })
  expect(sent.status).toBe(200)
  expect(sent.body.notation).toMatch(/-KH\/TU$/)

  const [waiting] = await waitingAt(agency)
  const there = `${agency.api}/deliveries/${waiting!.id}`
  expect((await agency.clerk.get(there)).body.joint).toEqual({ with: [agency.name], ours: true })
  const taken = await agency.clerk.post(`${there}/acceptance`, {})
  const kept = (await agency.clerk.get(`${agency.api}/incoming/${taken.body.incomingId}`)).body
  expect(kept).toMatchObject({
    joint: { with: [agency.name], ours: true },
    sender: { name: `${province.name}, ${agency.name}` },
    deliveryId: waiting!.id,
  })
  const [elsewhere] = await waitingAt(commune)
  const { checks } = (await commune.clerk.get(`${commune.api}/deliveries/${elsewhere!.id}`)).body
  expect(checks).toContainEqual({
    id: 'joint',
    state: 'ok',
    label: `Cùng ban hành: ${agency.name}`,
    detail: 'Đã nhất trí qua hệ thống.',
  })
  expect((await commune.clerk.get(`${commune.api}/deliveries/${elsewhere!.id}`)).body.joint).toEqual({
    with: [agency.name],
    ours: false,
  })
  const book = (await province.clerk.get(`${province.api}/registers/outgoing`)).body.items
  expect(JSON.stringify(book)).toContain('Đảng ủy Ủy ban nhân dân tỉnh (cùng ban hành)')
})

test('who signed on paper needs no round, where somebody answers for it by name', async () => {
  const overrideReason = 'Đã ký trên bản giấy ngày 04/01/2026, đồng chí Chánh Văn phòng cho phép'
  const { id, version } = await draft(province, [], { ...plan, recipients: jointly(), overrideReason })
  expect(await jointCheck(id)).toMatchObject({
    state: 'warn',
    detail: expect.stringContaining(overrideReason),
  })
  expect((await province.clerk.post(`${at(id)}/issue`, { version })).status).toBe(200)
})

const toldOf = async (place: Place, subject: string) => {
  const { id } = (await waitingAt(place)).find((one) => one.subject === subject)!
  const { checks } = (await place.clerk.get(`${place.api}/deliveries/${id}`)).body
  return { id, check: checks.find((one: { id: string }) => one.id === 'joint') }
}

test('whoever receives a joint paper is told who did not agree to it here, and its book says so', async () => {
  const subject = 'việc mà cơ quan kia chưa từng biết'
  const recipients = [
    { kind: 'committee', handle: province.handle, coIssues: true },
    { kind: 'committee', handle: agency.handle },
  ]
  const { id, version } = await draft(commune, [], {
    typeId: 'ke-hoach',
    subject,
    recipients,
    overrideReason: 'Đã ký trên bản giấy',
  })
  expect((await commune.clerk.post(`${commune.api}/documents/${id}/issue`, { version })).status).toBe(200)
  for (const place of [province, agency])
    expect((await toldOf(place, subject)).check).toMatchObject({
      state: 'warn',
      detail: expect.stringContaining('chưa nhất trí qua hệ thống'),
    })
  const taken = await agency.clerk.post(
    `${agency.api}/deliveries/${(await toldOf(agency, subject)).id}/acceptance`,
    {},
  )
  const kept = (await agency.clerk.get(`${agency.api}/incoming/${taken.body.incomingId}`)).body
  expect(kept.sender.name).toBe(`${commune.name}, ${province.name} (nơi gửi ghi)`)
})

test('so many issue a paper jointly as a register can name, and no more', async () => {
  const recipients = Array.from({ length: 21 }, (_, i) => ({
    kind: 'committee',
    handle: `noi-${i}`,
    coIssues: true,
  }))
  const refused = await province.clerk.post(`${province.api}/documents`, { ...plan, recipients })
  expect(refused.status).toBe(422)
  expect(refused.body.fields).toContainEqual({
    field: 'recipients',
    message: 'Một văn bản liên tịch có nhiều nhất 20 cơ quan cùng ban hành.',
  })
})
