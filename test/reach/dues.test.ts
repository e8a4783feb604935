import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Mail } from '../../src/platform/mail.ts'
import { draft, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { mailingTo, morningOf } from '../support/mails.ts'
import { seat } from '../support/people.ts'
import { costs, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'

const mails: Mail[] = []
const ran: Ran[] = []
let instance: Instance
let province: Place
let commune: Place
let board: string
const people = new Map<string, { id: string; caller: Caller }>()
const of = (name: string) => people.get(name)!

beforeAll(async () => {
  instance = await startInstance((platform) => mailingTo(mails)(recording(platform, ran)))
  instance.clock.now = Date.parse('2026-03-02T02:10:00Z')
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  board = (await province.clerk.post(`${province.api}/units`, { name: 'Ban Tổ chức' })).body.id
  people.set('clerk', { id: '', caller: province.clerk })
  people.set('head', await seat(instance, province, 'head', ['unit_head'], board))
  people.set('mate', await seat(instance, province, 'mate', ['specialist'], board))
  people.set('leader', await seat(instance, province, 'leader', ['leader']))
  await instance.platform.control.execute('update user set emailVerified = 1')
})
afterAll(() => instance.stop())

const morning = async (day: string): Promise<Record<string, string>> => {
  const callers = [...people].map(([name, { caller }]): [string, Caller] => [name, caller])
  return Object.fromEntries(await morningOf(instance, mails, callers, day))
}
const at = (id: string) => `${province.api}/documents/${id}`

test('who was asked for an opinion, and who has a draft on the desk, is told before its day and after it', async () => {
  const one = await draft(province, [commune])
  const round = await province.clerk.post(`${at(one.id)}/rounds`, {
    asked: [
      { kind: 'unit', id: board },
      { kind: 'person', id: of('leader').id },
    ],
    dueOn: '2026-03-12',
    version: one.version,
  })
  expect(round.status).toBe(201)
  const two = await draft(province, [commune])
  const handed = await province.clerk.post(`${at(two.id)}/hand-overs`, {
    act: 'submit',
    toId: of('leader').id,
    dueOn: '2026-03-10',
    version: two.version,
  })
  expect(handed.status).toBe(201)
  expect(await morning('2026-03-04')).toEqual({})
  // Seven days before the opinions: the head answers for the unit, and whoever asked has the draft on the desk.
  ran.length = 0
  const week = await morning('2026-03-05')
  expect(Object.keys(week).toSorted()).toEqual(['clerk', 'head', 'leader'])
  expect(week['head']).toMatch(/^Góp ý dự thảo sắp đến hạn[^]*1 dự thảo xin ý kiến đồng chí sẽ hết hạn góp ý/)
  const reads = ran.filter(
    ({ sql }) => /^select .* from "(event|document)"/.test(sql) && sql.includes('member'),
  )
  expect(reads.length).toBeGreaterThan(0)
  for (const read of reads) expect((await costs(read)).filter((line) => !/member/.test(line))).toEqual([])
  // Three days before one's draft, and the day before; then the day after.
  expect((await morning('2026-03-07'))['leader']).toMatch(/^Dự thảo sắp đến hạn[^]*1 dự thảo ở bàn đồng chí/)
  const said = await of('head').caller.post(`${province.api}/rounds/${round.body.id}/opinion`, {
    stand: 'agree',
  })
  expect(said.status).toBe(200)
  const late = await morning('2026-03-11')
  expect(Object.keys(late).toSorted()).toEqual(['clerk', 'leader'])
  expect(late['leader']).toMatch(
    /^Góp ý dự thảo quá hạn[^]*sẽ hết hạn góp ý[^]*1 dự thảo ở bàn đồng chí đã quá hạn xử lý/,
  )
  await of('leader').caller.post(`${at(two.id)}/hand-overs`, { act: 'sign', version: two.version + 1 })
  await province.clerk.post(`${province.api}/rounds/${round.body.id}/conclusion`, {})
  // Whoever asked has the draft on the desk still, past its day.
  const last = await morning('2026-03-13')
  expect([Object.keys(last), last['clerk']]).toEqual([['clerk'], expect.stringMatching(/^Dự thảo quá hạn/)])
})
