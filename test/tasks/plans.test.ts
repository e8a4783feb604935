import { expect, test } from 'vitest'
import { openPlace, openProvince } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { arrive, staff } from '../support/people.ts'
import { recording, unallowed } from '../support/plans.ts'
import type { Allowed, Ran } from '../support/plans.ts'

const PERIOD = 'figures?from=2026-01-01&to=2026-12-31'

/** What may stand although it reads or sorts, and why. */
const ALLOWED: Allowed = [
  [
    'the work of the few who are away, whose deputy somebody is',
    (line, sql) => line.includes('TEMP B-TREE FOR ORDER BY') && sql.includes('from "absence" cross join'),
  ],
  [
    'a walk along an order, ended by the page',
    (line, sql) =>
      /^SCAN task USING INDEX task_(board|board_made|ended)$/.test(line) && sql.endsWith('limit ?'),
  ],
  [
    'figures: the tasks of one period from the index of days, those that are open from theirs, and a group of few rows',
    (line, sql) =>
      line.includes('TEMP B-TREE FOR GROUP BY') ||
      (/^SCAN task USING INDEX task_(board|given_made)$/.test(line) && sql.includes('count(*) as n from')),
  ],
  ['a count that was cut off', (line) => line === 'SCAN waiting'],
  ['the units below that of one member', (line) => line === 'SCAN mine'],
  ['this is how a full-text index is read', (line) => /VIRTUAL TABLE INDEX \d+:M/.test(line)],
  ['the units and members that a form names', (line) => line.startsWith('SCAN json_each')],
  ['a handful of rows', (_, sql) => /from "(unit|position|term|document_type|number_series)"/.test(sql)],
  [
    'one page of the members of a committee, drafts and papers lately issued',
    (_, sql) => sql.includes('from "document"'),
  ],
]

test('my list, the lists of tasks and what is done with a paper are served by indexes, and sorted by none', async () => {
  const ran: Ran[] = []
  const instance = await startInstance((platform) => recording(platform, ran))
  try {
    const province = await openProvince(instance)
    const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
    const { leader, head, specialist, other, board } = await staff(instance, commune)
    const paper = await arrive(province, commune)
    ran.length = 0
    const lead = { kind: 'unit', id: board }
    const inform = [{ kind: 'person', id: other.id }]
    const decided = await leader.caller.post(`${commune.api}/incoming/${paper.incomingId}/direction`, {
      lead,
      inform,
      text: 'Giao',
    })
    const { taskId } = decided.body
    await head.caller.post(`${commune.api}/tasks/${taskId}/person`, { personId: specialist.id })
    await specialist.caller.post(`${commune.api}/tasks/${taskId}/acceptance`, {})
    for (const { caller } of [leader, head, specialist])
      for (const path of [
        'work',
        'tasks?list=unit',
        'tasks?list=given',
        'tasks?list=unit&order=newest',
        'tasks?list=given&order=newest',
        `tasks/${taskId}`,
        `incoming/${paper.incomingId}/handling`,
        'incoming?state=routing',
        'absences',
      ])
        expect([path, (await caller.get(`${commune.api}/${path}`)).status]).toEqual([path, 200])
    for (const path of [
      'board?list=all',
      'board?list=ended',
      'board?list=due',
      'board?list=given',
      'board?list=all&order=newest',
      'board?list=ended&order=oldest',
      'board?list=due&order=newest',
      'board?list=given&order=newest',
      PERIOD,
    ])
      expect([path, (await leader.caller.get(`${commune.api}/task-${path}`)).status]).toEqual([path, 200])
    expect(new Set(ran.map((one) => one.sql)).size).toBeGreaterThan(25)
    expect(await unallowed(ran, ALLOWED)).toEqual([])
  } finally {
    await instance.stop()
  }
})
