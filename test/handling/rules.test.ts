import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isFor } from '../../src/handling/rules/match.ts'
import { openPlace, openProvince, waitingAt, issue } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { staff } from '../support/people.ts'
import type { Staff } from '../support/people.ts'

let instance: Instance
let province: Place
let commune: Place
let people: Staff
beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  people = await staff(instance, commune)
})
afterAll(() => instance.stop())

const rules = () => `${commune.api}/routing-rules`
const byHand = async (subject: string) => {
  const entry = {
    channel: 'paper',
    senderName: 'Công an xã Tân Lập',
    notation: '12/BC-CA',
    typeName: 'Báo cáo',
    issuedOn: '2026-01-05',
    subject,
    another: true,
  }
  const { body } = await commune.clerk.post(`${commune.api}/incoming`, entry)
  return (await people.chief.caller.get(`${commune.api}/incoming/${body.incomingId}/handling`)).body
}

test('a routine paper goes by itself to whom its rule names, in the name of who set the rule; others wait for the chief', async () => {
  const lead = { kind: 'unit', id: people.board }
  const inform = [{ kind: 'person', id: people.other.id }]
  const rule = {
    name: 'Báo cáo tuần của Công an',
    sender: 'cong an xa',
    typeName: 'Báo cáo',
    words: 'tuần',
    lead,
    inform,
    dueDays: 3,
  }
  const set = await people.chief.caller.post(rules(), rule)
  expect(set.status).toBe(201)
  const routed = await byHand('Báo cáo tình hình tuần 2')
  expect(routed).toMatchObject({
    state: 'assigned',
    task: { owner: 'Ban Xây dựng Đảng' },
    directions: [
      { kind: 'assign', by: 'Hoàng Thị Chánh', text: 'Phân công theo quy tắc “Báo cáo tuần của Công an”.' },
    ],
    readers: [{ id: people.other.id }],
  })
  const { items } = (await people.head.caller.get(`${commune.api}/work`)).body
  expect(items).toMatchObject([{ kind: 'task', ask: 'name', dueOn: expect.any(String) }])
  expect((await byHand('Báo cáo tháng 1')).state).toBe('routing')

  const sent = await issue(province, [commune], { subject: 'Báo cáo tuần gửi nhầm nơi' })
  const arrival = (await waitingAt(commune)).find((one) => one.notation === sent.notation)
  const taken = await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/acceptance`, {})
  const other = await people.chief.caller.get(`${commune.api}/incoming/${taken.body.incomingId}/handling`)
  expect(other.body.state).toBe('routing')

  expect((await people.chief.caller.call('DELETE', `${rules()}/${set.body.id}`)).status).toBe(200)
  expect((await people.chief.caller.call('DELETE', `${rules()}/${set.body.id}`)).status).toBe(404)
  expect((await byHand('Báo cáo tình hình tuần 3')).state).toBe('routing')
})

test('over the exchange it is given out in the batch that accepts; a rule for who is gone leaves the paper to the chief', async () => {
  const lead = { kind: 'unit', id: people.board }
  const made = await people.leader.caller.post(rules(), { name: 'Thư mời họp', words: 'thư mời', lead })
  let paper = ''
  const arrive = async () => {
    const sent = await issue(province, [commune], { subject: 'Thư mời họp giao ban' })
    paper = sent.id
    const found = (await waitingAt(commune)).find((one) => one.notation === sent.notation)
    const taken = await commune.clerk.post(`${commune.api}/deliveries/${found!.id}/acceptance`, {})
    expect(taken.status).toBe(201)
    return (await people.chief.caller.get(`${commune.api}/incoming/${taken.body.incomingId}/handling`)).body
  }
  expect(await arrive()).toMatchObject({ state: 'assigned', task: { owner: 'Ban Xây dựng Đảng' } })
  const board = (await province.clerk.get(`${province.api}/documents/${paper}/deliveries`)).body.items[0]
  expect(board).toMatchObject({ status: '04', arrivalNo: expect.any(Number), by: expect.any(String) })
  expect(board.history.map(({ status }: { status: string }) => status)).toEqual(['01', '03', '04'])
  const unit = (await commune.clerk.post(`${commune.api}/units`, { name: 'Ban sẽ giải thể' })).body.id
  await people.leader.caller.call('DELETE', `${rules()}/${made.body.id}`)
  await people.leader.caller.post(rules(), {
    name: 'Thư mời',
    words: 'thư mời',
    lead: { kind: 'unit', id: unit },
  })
  const [version] = (await commune.clerk.get(`${commune.api}/organisation`)).body.units
    .filter(({ id }: { id: string }) => id === unit)
    .map(({ version: v }: { version: number }) => v)
  const closed = await commune.clerk.patch(
    `${commune.api}/units/${unit}`,
    { closed: true },
    { 'if-match': `"v${version}"` },
  )
  expect(closed.status).toBe(200)
  expect((await arrive()).state).toBe('routing')
})

test('what a rule would have caught is shown before it is set, with the rule that is before it; an ended one can be used again', async () => {
  const { caller } = people.chief
  await byHand('Kế hoạch kiểm tra đảng viên quý I')
  const marks = 'words=kiem+tra+dang+vien&sender=cong+an'
  const seen = (await caller.get(`${rules()}/preview?${marks}`)).body
  expect(seen).toMatchObject({ caught: 1, items: [{ subject: 'Kế hoạch kiểm tra đảng viên quý I' }] })
  expect(seen.items[0].rule).toBeUndefined()
  expect((await caller.get(`${rules()}/preview?words=`)).body.fields[0].field).toBe('sender')

  const rule = { name: 'Kiểm tra', words: 'kiểm tra đảng viên', lead: { kind: 'unit', id: people.board } }
  const { id } = (await caller.post(rules(), rule)).body
  expect((await caller.get(`${rules()}/preview?${marks}`)).body.items[0].rule).toBe('Kiểm tra')
  expect((await caller.post(`${rules()}/${id}/restoration`, {})).status).toBe(409)
  await caller.call('DELETE', `${rules()}/${id}`)
  const listed = (await caller.get(rules())).body
  expect(listed.items.map((one: { id: string }) => one.id)).not.toContain(id)
  expect(listed.ended[0]).toMatchObject({ id, name: 'Kiểm tra', stands: true })
  expect((await byHand('Kế hoạch kiểm tra đảng viên quý II')).state).toBe('routing')
  expect((await caller.post(`${rules()}/${id}/restoration`, {})).status).toBe(200)
  expect((await byHand('Kế hoạch kiểm tra đảng viên quý III')).state).toBe('assigned')
})

test('a rule that looks at nothing, gives to nobody or names a stranger is refused at its field', async () => {
  const inform = [{ kind: 'person', id: people.other.id }]
  for (const [rule, field] of [
    [{ name: 'Không dấu hiệu', inform }, 'sender'],
    [{ name: 'Không ai nhận', words: 'x' }, 'lead'],
    [{ name: 'Người lạ', words: 'x', lead: { kind: 'unit', id: 'khong-co' } }, 'lead'],
    [{ words: 'x', inform }, 'name'],
    [{ name: 'Hạn âm', words: 'x', inform, dueDays: 0 }, 'dueDays'],
  ] as const) {
    const { status, body } = await people.chief.caller.post(rules(), rule)
    expect([status, body.fields?.[0]?.field]).toEqual([422, field])
  }
})

test('a rule with more marks is for fewer papers, and accents and capitals never matter', () => {
  const text = fc.stringMatching(/^[a-zA-ZáạầếệộữĐđẠẾ ]{0,12}$/)
  const paper = fc.record({ senderName: text, typeName: text, subject: text })
  const looks = fc.record({ sender: text, typeName: text, words: text })
  const whole = { id: 'x', notation: '', urgency: 0, dueOn: null }
  fc.assert(
    fc.property(paper, looks, (one, rule) => {
      const seen = { ...one, ...whole }
      const fewer = [{ words: '' }, { sender: '' }, { words: rule.words.toUpperCase() }]
      const kept = fewer.filter((less) => isFor({ ...rule, ...less }, seen))
      expect(isFor(rule, seen) ? kept : fewer).toEqual(fewer)
      expect(isFor({ sender: one.senderName, typeName: one.typeName, words: one.subject }, seen)).toBe(true)
    }),
  )
})
