import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseLink, caseWork, processCase } from '../../src/cases/tables.ts'
import type { Template } from '../../src/processes/template.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { tenantOf } from '../support/place.ts'
import { inForce, opened, opinion } from './support.ts'
import type { Office } from './support.ts'

const TODAY = '2026-03-02'

let instance: Instance
let place: Place
let office: Office
let an: Caller
let called: { id: string; code: string }
beforeAll(async () => {
  instance = await startInstance()
  place = await openPlace(instance, 'Đảng ủy xã Gọi Nhau')
  const join = (name: string, roles: Parameters<typeof joinCommittee>[2]['roles']) =>
    joinCommittee(instance, place.handle, { name, roles })
  an = await join('Nguyễn An', ['specialist'])
  office = {
    api: place.api,
    author: await join('Lê Chi', ['office_chief']),
    approver: await join('Phạm Dung', ['leader']),
  }
  const { id } = await inForce(office, TODAY)
  called = { id, code: (await office.author.get(`${place.api}/procedures/${id}`)).body.code }
})
afterAll(() => instance.stop())

/** Begins, calls, and closes; what comes back decides nothing but is written down. */
const calling = (code: string): Template => ({
  ...opinion(),
  fields: {
    viec: { type: 'text', label: 'nội dung' },
    ra: { type: 'string', label: 'Kết quả' },
  },
  main: {
    start: 'mo_ra',
    steps: [
      {
        id: 'mo_ra',
        kind: 'task',
        name: 'Mở ra',
        role: 'mo',
        limit: { n: 1, u: 'wd' },
        form: [{ f: 'viec', mode: 'req' }],
        guide: 'Ghi việc.',
        out: [{ id: 'goi', label: 'Gọi', to: 'goi_tham_muu' }],
      },
      {
        id: 'goi_tham_muu',
        kind: 'call',
        name: 'Tham mưu riêng',
        template: code,
        form: [{ f: 'ra', mode: 'req' }],
        out: [
          { id: 'lai', label: 'Làm lại', to: 'mo_ra', when: { f: 'ra', is: 'eq', v: 'Lại' } },
          { id: 'xong', label: 'Xong', to: 'khep_lai' },
        ],
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

const act = (who: Caller, id: string, body: object) =>
  who.post(`${place.api}/cases/${id}/steps`, body, { 'idempotency-key': randomUUID() })
const page = async (who: Caller, id: string) => (await who.get(`${place.api}/cases/${id}`)).body
const tenant = () => tenantOf(instance, place.handle)

/** Begins a case that calls, and goes on to the call. @returns it and the case it called */
async function call(): Promise<{ caller: string; child: string }> {
  const { id: procedureId } = await inForce(office, TODAY, calling(called.code))
  const caller = await opened(place.api, an, procedureId, 'Kế hoạch tháng 3')
  expect((await act(an, caller, { no: 1, outcome: 'goi', fields: { viec: 'Soạn kế hoạch' } })).status).toBe(
    200,
  )
  const [link] = await (await tenant()).select().from(caseLink).where(eq(caseLink.caseId, caller))
  return { caller, child: link!.targetId }
}

/** Takes the case that was called to its end, with a result. */
async function finish(child: string, result: string): Promise<void> {
  const steps = [
    { by: an, body: { no: 1, outcome: 'chuyen' } },
    { by: office.author, body: { no: 2, outcome: 'trinh', fields: { ket_qua: result } } },
    { by: office.approver, body: { no: 3, outcome: 'dong_y' } },
  ]
  for (const { by, body } of steps) expect((await act(by, child, body)).status).toBe(200)
}

test('a step that calls opens a case of the process called, waits for it, and takes what it gave', async () => {
  const { caller, child } = await call()
  const seen = await page(an, child)
  expect(seen).toMatchObject({
    code: called.code,
    title: 'Kế hoạch tháng 3',
    status: 'running',
    caller: { id: caller, title: 'Kế hoạch tháng 3' },
    starter: { name: 'Nguyễn An' },
    // Known under the same name, whatever its id.
    fields: [{ label: 'Nội dung', value: 'Soạn kế hoạch' }],
  })
  let above = await page(an, caller)
  expect(above.open).toMatchObject([
    { name: 'Tham mưu riêng', kind: 'call', mine: false, holders: [], called: { id: child } },
  ])
  // It stands on the board, and on nobody's desk.
  const [board] = (await office.author.get(`${place.api}/cases?limit=100`)).body.items.filter(
    (one: { id: string }) => one.id === caller,
  )
  expect(board).toMatchObject({ stuck: false, now: [{ name: 'Tham mưu riêng', holders: [] }] })
  const work = (await an.get(`${place.api}/case-work`)).body.items.map(
    (one: { caseId: string }) => one.caseId,
  )
  expect([work.includes(caller), work.includes(child)]).toEqual([false, true])
  const early = await act(an, caller, { no: 2 })
  expect([early.status, early.body.detail]).toEqual([
    409,
    expect.stringContaining('tự xong khi hồ sơ đó xong'),
  ])

  await finish(child, 'Đã soạn')
  above = await page(an, caller)
  expect(above).toMatchObject({
    status: 'running',
    open: [{ name: 'Khép lại', mine: true }],
    fields: [{}, { label: 'Kết quả', value: 'Đã soạn' }],
  })
  expect((await act(an, caller, { no: 3, outcome: 'xong' })).body.status).toBe('done')
})

test('what comes back leads the way, and a second call opens a second case', async () => {
  const { caller, child } = await call()
  await finish(child, 'Lại')
  expect((await page(an, caller)).open).toMatchObject([{ name: 'Mở ra', no: 3 }])
  expect((await act(an, caller, { no: 3, outcome: 'goi' })).status).toBe(200)
  const links = await (await tenant()).select().from(caseLink).where(eq(caseLink.caseId, caller))
  expect(new Set(links.map(({ targetId }) => targetId)).size).toBe(2)
})

test('a case that was withdrawn hands the step to whoever opened the caller, who decides', async () => {
  const { caller, child } = await call()
  const order = { type: 'withdraw', reason: 'Không cần nữa' }
  expect((await office.author.post(`${place.api}/cases/${child}/orders`, order)).status).toBe(200)
  expect((await page(an, caller)).open).toMatchObject([{ name: 'Tham mưu riêng', mine: true }])
  const waiting = await (
    await tenant()
  )
    .select()
    .from(caseWork)
    .where(and(eq(caseWork.caseId, caller), eq(caseWork.kind, 'step')))
  expect(waiting).toHaveLength(1)
  expect((await act(an, caller, { no: 2 })).status).toBe(422)
  expect((await act(an, caller, { no: 2, fields: { ra: 'Tự làm' } })).status).toBe(200)
  expect((await page(an, caller)).open).toMatchObject([{ name: 'Khép lại' }])
})

test('a caller that is withdrawn withdraws what it called', async () => {
  const { caller, child } = await call()
  const order = { type: 'withdraw', reason: 'Dừng' }
  expect((await office.author.post(`${place.api}/cases/${caller}/orders`, order)).status).toBe(200)
  const [row] = await (await tenant()).select().from(processCase).where(eq(processCase.id, child))
  expect(row!.status).toBe('withdrawn')
  const work = await (await tenant()).select().from(caseWork).where(eq(caseWork.caseId, child))
  expect(work).toEqual([])
})

test('where the process called is withdrawn meanwhile, the step waits for whoever opened the case', async () => {
  const gone = await inForce(office, TODAY)
  const { code } = (await office.author.get(`${place.api}/procedures/${gone.id}`)).body
  const { id: procedureId } = await inForce(office, TODAY, calling(code))
  const closed = await office.approver.post(`${place.api}/procedures/${gone.id}/withdrawal`, {
    reason: 'Thôi',
  })
  expect(closed.status).toBe(200)
  const caller = await opened(place.api, an, procedureId)
  expect((await act(an, caller, { no: 1, outcome: 'goi', fields: { viec: 'Việc' } })).status).toBe(200)
  expect((await page(an, caller)).open).toMatchObject([{ name: 'Tham mưu riêng', mine: true }])
})

test('two who act at once on the case called move its caller once', async () => {
  const { caller, child } = await call()
  await act(an, child, { no: 1, outcome: 'chuyen' })
  await act(office.author, child, { no: 2, outcome: 'trinh', fields: { ket_qua: 'Một lần' } })
  const tried = await Promise.all(
    [1, 2, 3].map(() => act(office.approver, child, { no: 3, outcome: 'dong_y' })),
  )
  expect(tried.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
  expect((await page(an, caller)).open).toMatchObject([{ name: 'Khép lại', no: 3 }])
})

/** A process whose first step fills a list, and which calls another for each row of it. */
const callingEach = (code: string): Template => {
  const template = calling(code)
  const [first, call, last] = template.main.steps
  first!.form = [...first!.form!, { f: 'noi', mode: 'req' }]
  first!.out[0]!.to = 'tung_noi'
  return {
    ...template,
    fields: {
      ...template.fields,
      noi: { type: 'table', label: 'Nơi', columns: { ten: { type: 'string', label: 'Tên' } } },
    },
    main: {
      start: 'mo_ra',
      steps: [
        first!,
        {
          id: 'tung_noi',
          kind: 'each',
          name: 'Từng nơi',
          over: 'noi',
          join: { mode: 'all' },
          region: {
            start: 'goi_tham_muu',
            steps: [{ ...call!, form: [], out: [{ id: 'xong', label: 'Xong', to: 'END' }] }],
          },
          out: [{ id: 'het', label: 'Hết', to: 'khep_lai' }],
        },
        last!,
      ],
    },
  }
}

test('one command opens fifty cases at most; more are refused with the way out, and nothing is half opened', async () => {
  const { id: procedureId } = await inForce(office, TODAY, callingEach(called.code))
  const caller = await opened(place.api, an, procedureId, 'Nhiều nơi')
  const count = async () => (await (await tenant()).select({ id: processCase.id }).from(processCase)).length
  const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ ten: `Nơi ${i}` }))
  const go = (n: number) => act(an, caller, { no: 1, outcome: 'goi', fields: { viec: 'Việc', noi: rows(n) } })
  const before = await count()
  const refused = await go(51)
  expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('chia danh sách')])
  expect(await count()).toBe(before)
  expect((await page(an, caller)).open).toMatchObject([{ name: 'Mở ra', no: 1 }])
  expect((await go(50)).status).toBe(200)
  expect(await count()).toBe(before + 50)
  const { open } = await page(an, caller)
  expect(open.filter((one: { called?: unknown }) => one.called !== undefined)).toHaveLength(50)
})
