import { expect, test } from 'vitest'
import { issue, openPlace, openProvince } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { arrive, staff } from '../support/people.ts'
import { recording, unallowed } from '../support/plans.ts'
import type { Allowed, Ran } from '../support/plans.ts'

/** What may stand although it reads or sorts, and why. */
const ALLOWED: Allowed = [
  ['the units and members that a form names', (line) => line.startsWith('SCAN json_each')],
  ['the units below that of one member', (line) => line === 'SCAN mine'],
  ['a handful of rows', (_, sql) => /from "(unit|position|term|document_type|number_series)"/.test(sql)],
  ['standing rules, a handful', (_, sql) => /"routing_rule"/.test(sql)],
  ['the directions and readers of one paper, sorted', (line) => line.includes('ORDER BY')],
  ['this is how a full-text index is read', (line) => /VIRTUAL TABLE INDEX \d+:M/.test(line)],
  ['a count that was cut off', (line) => /^SCAN (here|waiting)$/.test(line)],
]

test('what is done with an incoming paper, and with one that went to a unit, is served by indexes', async () => {
  const ran: Ran[] = []
  const instance = await startInstance((platform) => recording(platform, ran))
  try {
    const province = await openProvince(instance)
    const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
    const { chief, leader, head, specialist, other, board, office } = await staff(instance, commune)
    const papers = [await arrive(province, commune), await arrive(province, commune)]
    const inside = await issue(commune, [], {
      recipients: [board, office].map((id) => ({ kind: 'unit', id })),
    })
    ran.length = 0
    const [led, noted] = papers.map(({ incomingId }) => `incoming/${incomingId}`) as [string, string]
    const lead = { kind: 'unit', id: board }
    const inform = [{ kind: 'person', id: other.id }]
    const post = async (who: typeof chief, path: string, body: object = {}): Promise<void> => {
      const done = await who.caller.post(`${commune.api}/${path}`, body)
      expect([path, done.status < 300]).toEqual([path, true])
    }
    await post(chief, `${led}/proposal`, { lead, note: 'Đề nghị' })
    await post(leader, `${led}/hand-back`, { reason: 'Đề xuất lại' })
    await post(chief, `${led}/proposal`, { lead })
    await post(leader, `${led}/direction`, { lead, inform, text: 'Giao' })
    await post(other, `${led}/acknowledgement`)
    await post(chief, `${noted}/assignment`, { inform })
    await post(other, `${noted}/acknowledgement`)
    await post(chief, `${noted}/keeping`)
    await post(head, `documents/${inside.id}/units/${board}/assignment`, { personId: specialist.id })
    await post(chief, `documents/${inside.id}/units/${office}/receipt`)
    for (const { caller } of [chief, leader, head, other])
      for (const path of [
        'work',
        `${led}/handling`,
        'incoming?state=routing',
        'incoming?state=directing',
        `documents/${inside.id}/units`,
        `documents/${inside.id}/results`,
        `${led}/results`,
      ])
        expect([path, (await caller.get(`${commune.api}/${path}`)).status]).toEqual([path, 200])
    expect(new Set(ran.map((one) => one.sql)).size).toBeGreaterThan(30)
    expect(await unallowed(ran, ALLOWED)).toEqual([])
  } finally {
    await instance.stop()
  }
})
