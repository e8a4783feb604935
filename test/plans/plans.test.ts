import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { alike, lineWords } from '../../src/plans/alike.ts'
import { issue, openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { staff } from '../support/people.ts'
import type { Staff } from '../support/people.ts'
import { recording, unallowed } from '../support/plans.ts'
import type { Allowed, Ran } from '../support/plans.ts'

const ran: Ran[] = []
let instance: Instance
let place: Place
let people: Staff
beforeAll(async () => {
  instance = await startInstance((platform) => recording(platform, ran))
  place = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, place)
})
afterAll(() => instance.stop())

const LINE = {
  title: 'Rà soát văn bản chồng chéo',
  product: 'Báo cáo',
  startOn: '2026-03-03',
  dueOn: '2026-03-20',
}
const unitLead = (id = people.board) => ({ kind: 'unit', id })
const input = (more: object = {}) => ({ kindId: 'plan.action', name: 'Chương trình hành động', ...more })

async function begin(more: object = {}): Promise<string> {
  const made = await people.chief.caller.post(`${place.api}/plans`, input(more))
  expect([made.status, made.body]).toMatchObject([201, { version: 1 }])
  return made.body.id
}
const get = async (id: string, who = people.chief) => (await who.caller.get(`${place.api}/plans/${id}`)).body
const issuePlan = (id: string, version = 1) =>
  people.chief.caller.post(`${place.api}/plans/${id}/issue`, { version })

describe('a plan', () => {
  test('is not issued while a line lacks owner, start, due or product: each is named (seed 003)', async () => {
    const whole = { ...LINE, lead: unitLead() }
    const id = await begin({
      lines: [
        whole,
        ...(['lead', 'startOn', 'dueOn', 'product'] as const).map((lacking) => ({
          ...whole,
          [lacking]: undefined,
        })),
      ],
    })
    expect((await get(id)).lines.map((line: { lacks: string[] }) => line.lacks)).toEqual([
      [],
      ['chủ trì'],
      ['ngày bắt đầu'],
      ['hạn'],
      ['sản phẩm'],
    ])
    const refused = await issuePlan(id)
    expect(refused.status).toBe(422)
    expect(refused.body.fields).toEqual(
      [
        ['lines.1.lead', 'Nhiệm vụ 2', 'chủ trì'],
        ['lines.2.startOn', 'Nhiệm vụ 3', 'ngày bắt đầu'],
        ['lines.3.dueOn', 'Nhiệm vụ 4', 'hạn'],
        ['lines.4.product', 'Nhiệm vụ 5', 'sản phẩm'],
      ].map(([field, no, what]) => ({ field, message: `${no} “${LINE.title}” chưa có ${what}.` })),
    )
    expect((await get(id)).state).toBe('draft')
    const empty = await issuePlan(await begin())
    expect(empty.body.fields).toMatchObject([{ field: 'lines' }])
  })

  test('becomes tasks when it is issued, once; ends when they have ended; its paper tells what became of it', async () => {
    const paper = await issue(place, [await openPlace(instance, 'Đảng ủy xã Sơn Hà')])
    const lines = [
      { ...LINE, measure: 'Tỷ lệ văn bản đã rà soát', target: '100 %', lead: unitLead() },
      { ...LINE, title: 'Tập huấn cấp ủy viên', lead: { kind: 'person', id: people.specialist.id } },
    ]
    const id = await begin({
      name: 'Chương trình thực hiện',
      basis: [{ kind: 'document', id: paper.id }],
      lines,
    })
    const two = await Promise.all([issuePlan(id), issuePlan(id)])
    expect(two.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const shown = await get(id, people.specialist)
    expect(shown).toMatchObject({
      state: 'issued',
      tasks: { total: 2, done: 0, open: 2, late: 0 },
      actions: [],
    })
    // Its page leads where its reader may go: each line says whether its task opens, and the task agrees.
    for (const reader of [people.specialist, people.head, people.chief])
      for (const { task: made } of (await get(id, reader)).lines) {
        const { status } = await reader.caller.get(`${place.api}/tasks/${made.id}`)
        expect(made.open).toBe(status === 200)
      }
    expect(shown.lines.map((line: { task: { open: boolean } }) => line.task.open)).toContain(true)
    const [first, second] = shown.lines.map((line: { task: { id: string } }) => line.task.id)
    const { body: task } = await people.head.caller.get(`${place.api}/tasks/${first}`)
    expect(task).toMatchObject({
      source: { kind: 'plan', id, name: 'Chương trình thực hiện' },
      target: 'Tỷ lệ văn bản đã rà soát: 100 %',
      product: 'Báo cáo',
      startOn: '2026-03-03',
      firstDueOn: '2026-03-20',
    })
    const early = await people.chief.caller.post(`${place.api}/plans/${id}/closure`, {})
    expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('Còn 2 nhiệm vụ')])
    instance.clock.now += 20 * 86_400_000
    const late = (await people.chief.caller.get(`${place.api}/documents/${paper.id}/results`)).body
    expect(late).toMatchObject({
      plans: [{ id, tasks: { total: 2, late: 2 } }],
      total: { total: 2, late: 2, done: 0 },
      stuck: expect.stringMatching(/ chậm vì Ban Xây dựng Đảng chưa giao người, \d+ ngày\.$/),
    })
    for (const one of [first, second])
      await people.chief.caller.post(`${place.api}/tasks/${one}/cancellation`, { reason: 'Trùng việc' })
    expect((await people.chief.caller.post(`${place.api}/plans/${id}/closure`, { note: 'Đạt' })).status).toBe(
      200,
    )
    expect(await get(id)).toMatchObject({ state: 'closed', tasks: { total: 0 } })
    expect(await get(id)).not.toHaveProperty('stuck')
    instance.clock.now -= 20 * 86_400_000
  })

  test('shows the same work that another plan gives to the same owner, however it is worded', async () => {
    const other = await begin({
      name: 'Kế hoạch quý',
      lines: [{ ...LINE, title: 'Rà soát các văn bản chồng chéo', lead: unitLead() }],
    })
    const id = await begin({
      lines: [
        { ...LINE, title: 'RÀ SOÁT VĂN BẢN CHỒNG CHÉO', lead: unitLead() },
        { ...LINE, title: 'Rà soát văn bản chồng chéo', lead: unitLead(people.office) },
        { ...LINE, title: 'Đối thoại với nhân dân', lead: unitLead() },
      ],
    })
    const twins = (await get(id)).lines.map((line: { twins: { planId: string }[] }) => line.twins)
    expect(twins[0]).toContainEqual({
      planId: other,
      plan: 'Kế hoạch quý',
      title: 'Rà soát các văn bản chồng chéo',
      owner: 'Ban Xây dựng Đảng',
    })
    expect([twins[1], twins[2]]).toEqual([[], []])
  })

  test('may stand on many papers and plans, never on one that stands on it', async () => {
    const top = await begin({ name: 'Chương trình', lines: [{ ...LINE, lead: unitLead() }] })
    await issuePlan(top)
    const below = await begin({
      name: 'Kế hoạch',
      basis: [{ kind: 'plan', id: top }],
      lines: [{ ...LINE, lead: unitLead() }],
    })
    await issuePlan(below)
    expect((await get(top)).followed).toEqual([{ kind: 'plan', id: below, name: 'Kế hoạch' }])
    const draft = await begin({ basis: [{ kind: 'plan', id: below }] })
    const save = (basis: object[]) =>
      people.chief.caller.put(`${place.api}/plans/${draft}`, input({ basis }), { 'if-match': '"v1"' })
    const itself = await save([{ kind: 'plan', id: draft }])
    expect(itself.body.fields).toMatchObject([{ field: 'basis.0' }, { field: 'basis' }])
    expect((await save([{ kind: 'incoming', id: 'x' }])).body.fields).toMatchObject([{ field: 'basis.0' }])
    expect(
      (
        await save([
          { kind: 'plan', id: top },
          { kind: 'plan', id: below },
        ])
      ).status,
    ).toBe(200)
    expect((await save([])).status).toBe(412)
  })

  test('as a draft is nobody else’s; a unit head gives work inside the own unit only', async () => {
    const { head, specialist, chief } = people
    const made = await head.caller.post(
      `${place.api}/plans`,
      input({ lines: [{ ...LINE, lead: unitLead(people.office) }] }),
    )
    const { id } = made.body
    expect((await specialist.caller.get(`${place.api}/plans/${id}`)).status).toBe(404)
    expect((await specialist.caller.get(`${place.api}/plans?state=draft`)).body.items).toEqual([])
    expect(
      (await chief.caller.get(`${place.api}/plans?state=draft`)).body.items.map(
        (one: { id: string }) => one.id,
      ),
    ).toContain(id)
    expect((await head.caller.post(`${place.api}/plans/${id}/issue`, { version: 1 })).status).toBe(403)
    const gone = await head.caller.delete(`${place.api}/plans/${id}`, { 'if-match': '"v1"' })
    expect([gone.status, (await head.caller.get(`${place.api}/plans/${id}`)).status]).toEqual([200, 404])
  })
})

test('kinds are those of the product, as the committee calls them, and its own', async () => {
  const { chief } = people
  const list = async () => (await chief.caller.get(`${place.api}/kinds`)).body.items
  const [first] = await list()
  expect(first).toEqual({
    id: 'plan.action',
    name: 'Chương trình hành động',
    hidden: false,
    own: false,
    version: 0,
  })
  const edit = (version: number, body: object) =>
    chief.caller.put(`${place.api}/kinds/plan.term`, body, { 'if-match': `"v${version}"` })
  expect((await edit(0, { name: first.name })).body.fields).toMatchObject([{ field: 'name' }])
  expect((await edit(0, { name: 'Chương trình nhiệm kỳ', hidden: true })).body).toMatchObject({
    version: 1,
    hidden: true,
  })
  expect((await edit(0, { name: 'Khác' })).status).toBe(412)
  const own = (await chief.caller.post(`${place.api}/kinds`, { name: 'Phong trào thi đua' })).body
  expect((await list()).map((one: { name: string }) => one.name)).toEqual(
    expect.arrayContaining(['Chương trình nhiệm kỳ', 'Phong trào thi đua']),
  )
  const planned = await chief.caller.post(`${place.api}/plans`, input({ kindId: 'plan.term' }))
  expect(planned.body.fields).toMatchObject([{ field: 'kindId' }])
  expect((await get(await begin({ kindId: own.id }))).kindName).toBe('Phong trào thi đua')
})

describe('two lines are the same work', () => {
  const word = fc.constantFrom('rà', 'soát', 'văn', 'bản', 'tập', 'huấn', 'đối', 'thoại', 'nhân', 'dân')
  const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '))
  test('alike both ways, and to itself however it is written', () => {
    fc.assert(
      fc.property(line, line, (a, b) => {
        expect(alike(lineWords(a), lineWords(b))).toBe(alike(lineWords(b), lineWords(a)))
        expect(alike(lineWords(a), lineWords(a.toUpperCase().normalize('NFD')))).toBe(true)
      }),
    )
    expect(alike(lineWords(''), lineWords(''))).toBe(false)
  })
})

/** What may stand although it reads or sorts, and why. */
const ALLOWED: Allowed = [
  ['a handful of rows', (_, sql) => /from "(kind|position|term|document_type|number_series)"/.test(sql)],
  [
    'the plans that stand on one paper, sorted',
    (line, sql) => line.includes('ORDER BY') && sql.includes('plan_basis'),
  ],
  ['the units below that of one member', (line) => line === 'SCAN mine'],
  ['the plans below one, walked', (line) => line === 'SCAN above'],
]

test('every list of plans is served by an index', async () => {
  const paper = await issue(place, [await openPlace(instance, 'Đảng ủy xã Nậm Sỏi')])
  const id = await begin({
    basis: [{ kind: 'document', id: paper.id }],
    lines: [{ ...LINE, lead: unitLead() }],
  })
  ran.length = 0
  for (const { caller } of [people.chief, people.head, people.specialist])
    for (const path of [
      'plans',
      'plans?state=draft',
      'plans?state=closed',
      `documents/${paper.id}/results`,
      'kinds',
    ])
      expect([path, (await caller.get(`${place.api}/${path}`)).status]).toEqual([path, 200])
  await get(id)
  await issuePlan(id)
  expect(await unallowed(ran, ALLOWED)).toEqual([])
})
