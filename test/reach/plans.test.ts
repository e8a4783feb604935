import { expect, test } from 'vitest'
import { runJobs } from '../../src/jobs.ts'
import { newPushKey } from '../../src/platform/secret.ts'
import { PASSWORD } from '../support/committee.ts'
import { issue, openPlace, openProvince } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { costs, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'

/** What may stand although it reads or sorts, and why. */
const ALLOWED: [reason: string, test: (line: string, sql: string) => boolean][] = [
  ['subqueries of a mark, each ended by its limit', (line) => /^SCAN (here|sent|waiting)$/.test(line)],
  [
    'whether there is any: ended by the first row',
    (line, sql) => line === 'SCAN number_series' && sql.includes('exists (select 1 from number_series)'),
  ],
  [
    'the proof of the registers, once a night: a run of numbers after the other, each from its index',
    (_, sql) => sql.startsWith('insert or replace into "number_proof"'),
  ],
  ['the jobs, a handful of rows', (_, sql) => /"(job|wake)"/.test(sql)],
  [
    'the members of one committee, when their addresses are refreshed',
    (line, sql) => line === 'SCAN member' && /where "member"."left_?[aA]t" is null$/.test(sql),
  ],
  [
    'a page in the order of writing, ended by its limit',
    (line, sql) => line === 'SCAN outbox' && sql.endsWith('rowid desc limit ?'),
  ],
  [
    'the newest ten devices of one person',
    (line, sql) => line.includes('TEMP B-TREE') && sql.includes('"device"'),
  ],
]

test('every statement that tells people something is served by an index', async () => {
  const ran: Ran[] = []
  const instance = await startInstance((platform) => recording(platform, ran), {
    MAIL_URL: 'inbox',
    PUSH_KEY: newPushKey(),
  })
  const province = await openProvince(instance)
  const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  await instance.platform.control.execute('update user set emailVerified = 1')
  await instance.settle()
  ran.length = 0
  const { id } = await issue(province, [commune], { urgency: 4 })
  await province.clerk.post(`${province.api}/documents/${id}/reminders`, {})
  const mine = ran.length
  const device = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22), name: 'Chrome' }
  await commune.clerk.post('/api/reach/devices', { ...device, endpoint: 'https://fcm.googleapis.com/x' })
  await commune.clerk.put('/api/reach/wishes', { mail: ['urgent'], push: ['urgent'], digest: true })
  await commune.clerk.get('/api/reach')
  for (const place of [province, commune]) await place.clerk.get(`${place.api}/pulse`)
  await commune.clerk.post('/api/account/email', { email: 'moi@example.vn', password: PASSWORD })
  await commune.clerk.post('/api/account/forgotten', { email: 'moi@example.vn' })
  instance.clock.now += 24 * 3600_000
  await runJobs(instance.platform)
  await instance.settle()
  await runJobs(instance.platform)
  await instance.settle()
  await instance.keepSessions()
  for (const query of ['', '?state=accepted', '?state=refused&limit=1'])
    await commune.clerk.get(`${commune.api}/letters${query}`)
  // What issuing itself asks is held where it is at home.
  const asked = ran
    .slice(mine)
    .filter(({ sql }) => /outbox|notice|wish|device|proof|delivery|document"/.test(sql))
  expect(asked.length).toBeGreaterThan(20)
  const found = []
  for (const one of asked)
    for (const line of await costs(one))
      if (!ALLOWED.some(([, allows]) => allows(line, one.sql))) found.push(`${line}: ${one.sql}`)
  expect([...new Set(found)]).toEqual([])
  await instance.stop()
})
