import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayAt } from '../../src/core/dates.ts'
import { runJobs } from '../../src/jobs.ts'
import { joinCommittee } from '../support/committee.ts'
import { openPlace } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { recording, unallowed } from '../support/plans.ts'
import type { Allowed, Ran } from '../support/plans.ts'
import { inForce, nextVersion, opened, opinion, officeOf } from './support.ts'
import type { Office } from './support.ts'

const DAY = 86_400_000

/** What may stand although it reads or sorts, and why. */
const ALLOWED: Allowed = [
  ['the units below that of one member', (line) => line === 'SCAN mine'],
  ['a count that was cut off', (line) => line === 'SCAN some'],
  [
    'the members of a committee, by the order in which they are listed',
    (line, sql) =>
      line.startsWith('SCAN m USING INDEX member_order') ||
      (line.includes('TEMP B-TREE') && sql.startsWith('select "id", "name" from "member"')),
  ],
  ['the last version of the calendar, along its key', (line) => line === 'SCAN calendar_layer'],
  ['what a migration left to be counted, so many at a time', (line) => line === 'SCAN case_uncounted'],
  [
    'who calls whom, of the processes of one committee, when one is laid before it',
    (line, sql) => /^SCAN (p|json_tree)\b/.test(line) && sql.includes('json_tree'),
  ],
  [
    'the drafts of one committee',
    (line, sql) =>
      line === 'SCAN procedure_version USING INDEX procedure_version_open' ||
      (line.includes('TEMP B-TREE') && sql.includes('from "procedure_version" inner join "procedure"')),
  ],
  [
    'a walk along an order, ended by the page',
    (line, sql) => line === 'SCAN process_case USING INDEX process_case_by_begin' && sql.endsWith('limit ?'),
  ],
  ['the schedules of one committee', (_, sql) => sql.includes('from "case_schedule"')],
  [
    'the receipts of one version, and the links of one case or thing',
    (line, sql) => line.includes('TEMP B-TREE') && /from "(procedure_receipt|case_link)"/.test(sql),
  ],
  [
    'the work of the few who are away, whose deputy somebody is',
    (line, sql) => line.includes('TEMP B-TREE FOR ORDER BY') && sql.includes('from "absence" cross join'),
  ],
  [
    'figures: what was counted of one process in one month',
    (line, sql) => line.includes('TEMP B-TREE FOR GROUP BY') && sql.includes('case_tally'),
  ],
]

const ran: Ran[] = []
let instance: Instance
let place: Place
let office: Office
let head: Caller
let procedureId: string
let ids: string[]

beforeAll(async () => {
  instance = await startInstance((platform) => recording(platform, ran))
  place = await openPlace(instance, 'Đảng ủy xã Kế Hoạch Đọc')
  office = await officeOf(instance, place)
  head = await joinCommittee(instance, place.handle, { name: 'Trần Trưởng', roles: ['unit_head'] })
  procedureId = (await inForce(office, dayAt(instance.clock.now))).id
  ids = []
  for (const title of ['Một', 'Hai', 'Ba', 'Bốn', 'Năm'])
    ids.push(await opened(place.api, place.clerk, procedureId, title))
})
afterAll(() => instance.stop())

const post = async (by: Caller, path: string, body: object) => {
  const { status, body: said } = await by.post(`${place.api}/${path}`, body)
  expect([path, status < 300 ? '' : JSON.stringify(said)]).toEqual([path, ''])
  return said as { id: string; seq: number }
}
const step = (by: Caller, id: string, no: number, outcome: string, fields = {}, more = {}) =>
  post(by, `cases/${id}/steps`, { no, outcome, fields, ...more })

test('every list of cases at every filter and page, and every transition, is served by indexes and sorted by none', async () => {
  ran.length = 0
  const [first, second, third, fourth, fifth] = ids as [string, string, string, string, string]
  for (const id of [first, second]) await step(place.clerk, id, 1, 'chuyen', { noi_dung: 'Việc' })
  const back = { reasonCode: 'content', reason: 'Thiếu căn cứ' }
  await step(office.author, first, 2, 'trinh', { ket_qua: 'Xong' })
  await step(office.approver, first, 3, 'dong_y')
  await step(office.author, second, 2, 'tra', {}, back)
  await post(office.approver, `cases/${third}/orders`, { type: 'withdraw', reason: 'Thôi' })
  const linked = await post(place.clerk, `cases/${fourth}/links`, { to: { kind: 'case', id: fifth } })
  await place.clerk.delete(`${place.api}/case-links/${linked.id}`)
  const schedule = { procedureId, title: 'Rà soát', every: 'week', day: 3 }
  const made = await post(office.approver, 'case-schedules', schedule)
  instance.clock.now += DAY
  await nextVersion(office, procedureId, dayAt(instance.clock.now), opinion())
  const { items } = (await office.approver.get(`${place.api}/case-moves?procedure=${procedureId}`)).body
  const moving = items.find((one: { id: string; moves: boolean }) => one.moves)
  await post(office.approver, `cases/${moving.id}/moves`, { seq: moving.seq, reason: 'Thống nhất' })
  const days = [{ date: '2026-03-05', day: 'off', reason: 'Nghỉ riêng' }]
  await office.approver.put(`${place.api}/calendar`, { days, weeks: [], note: 'Nghỉ' }, { 'if-match': '*' })
  const [recount] = (await office.approver.get(`${place.api}/calendar-recounts`)).body.items
  await post(office.approver, `cases/${recount.id}/recounts`, { seq: recount.seq })
  instance.clock.now += 7 * DAY
  await runJobs(instance.platform)
  await office.approver.delete(`${place.api}/case-schedules/${made.id}`)

  const version = (await office.author.get(`${place.api}/procedures/${procedureId}`)).body.versions[0].id
  const behind = ['', '&late=true', '&late=false', '&returned=content', '&unit=none', `&version=${version}`]
  const lists = [
    ...['running', 'ended', 'all'].flatMap((state) => [
      `state=${state}`,
      `state=${state}&procedure=${procedureId}`,
    ]),
    ...['late', 'stuck'].map((only) => `only=${only}&procedure=${procedureId}`),
    'only=late',
    ...behind.flatMap((more) => [
      `state=all&procedure=${procedureId}&month=2026-03${more}`,
      `state=all&procedure=${procedureId}&month=2026-03&step=tham_muu${more}`,
    ]),
  ].map((asked) => `cases?${asked}`)
  const paged = [...lists, 'case-work?', 'calendar-recounts?', `case-moves?procedure=${procedureId}`]
  const whole = [
    'work',
    'desk',
    'counts',
    `case-standing?procedure=${procedureId}`,
    `case-figures?procedure=${procedureId}&month=2026-03`,
    `case-figures?procedure=${procedureId}&month=2026-03&unit=none&version=${version}`,
    `case-schedules?procedure=${procedureId}`,
    `case-links?kind=case&id=${fifth}`,
    'calendar?year=2026',
    'calendar-deadlines?from=2026-03-02T02:10:00Z&n=3&u=wd',
    ...ids.map((id) => `cases/${id}`),
  ]
  let pages = 0
  for (const caller of [place.clerk, head, office.author, office.approver]) {
    for (const path of paged) {
      const { status, body } = await caller.get(`${place.api}/${path}&limit=1`)
      expect([path, [200, 403].includes(status)]).toEqual([path, true])
      if (body.next === undefined) continue
      pages++
      expect(
        (await caller.get(`${place.api}/${path}&limit=1&cursor=${encodeURIComponent(body.next)}`)).status,
      ).toBe(200)
    }
    for (const path of whole) {
      const { status } = await caller.get(`${place.api}/${path}`)
      expect([path, [200, 403, 404].includes(status)]).toEqual([path, true])
    }
  }
  expect(pages).toBeGreaterThan(30)
  const ours = ran.filter(({ sql }) => /case_|process_case|calendar_layer|procedure/.test(sql))
  expect(new Set(ours.map(({ sql }) => sql)).size).toBeGreaterThan(60)
  expect(await unallowed(ours, ALLOWED)).toEqual([])
})
