import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { joinCommittee, PASSWORD, signUpPerson } from '../support/committee.ts'
import { openPlace, openProvince } from '../support/exchange.ts'
import { Caller, startInstance } from '../support/instance.ts'
import { costs, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'

/** What may stand although it reads or sorts, and why. */
const ALLOWED: [reason: string, test: (line: string, sql: string) => boolean][] = [
  [
    'this is how a full-text index is read, by words or by row',
    (line) => /VIRTUAL TABLE INDEX \d+:[M=]/.test(line),
  ],
  ['the rows that are written', (line) => /^SCAN \d+ CONSTANT ROWS$/.test(line)],
  [
    'tables that do not grow with the work: a handful of rows',
    (line, sql) => line === 'SCAN issuer' || /^(update "issuer"|select id from migration)/.test(sql),
  ],
  [
    'a walk along an order, ended by the page',
    (line, sql) =>
      /^SCAN (committee USING INDEX committee_order|member USING INDEX member_order|invitation USING INDEX sqlite_auto)/.test(
        line,
      ) && sql.endsWith('limit ?'),
  ],
  [
    'the committees of one person are sorted: a handful',
    (line, sql) => line.includes('TEMP B-TREE') && sql.includes('from "membership" inner join'),
  ],
  [
    'the way up from one committee: as many rows as there are levels',
    (line, sql) => line === 'SCAN above' && sql.includes('recursive above'),
  ],
  [
    'a migration looks once at what is there',
    (_, sql) =>
      sql.startsWith('INSERT INTO `file_total`') || sql.startsWith('INSERT OR IGNORE INTO `document_type`'),
  ],
  [
    'ten rows at most, by the index on their end',
    (line, sql) => sql.startsWith('delete from "attempt"') && line.startsWith('SCAN'),
  ],
]

test('every statement of the directory, of invitations and of accounts is served by an index', async () => {
  const ran: Ran[] = []
  const instance = await startInstance((platform) => recording(platform, ran))
  try {
    const province = await openProvince(instance)
    const { api, clerk } = province
    const leaver = await joinCommittee(instance, province.handle, { name: 'Người Đi', roles: ['clerk'] })
    ran.length = 0
    const commune = await openPlace(instance, 'Đảng ủy xã Kế Hoạch', {
      superior: province.handle,
      codes: [{ code: 'K26.1', validFrom: '2025-07-01' }],
    })
    await clerk.post(`${api}/links/${commune.handle}/acceptance`)
    await clerk.get(`${api}/links?limit=1`)
    await commune.clerk.patch(`${commune.api}/committee`, { name: 'Đảng ủy xã Đổi Tên' })
    await commune.clerk.post(`${commune.api}/codes`, { code: 'K26.2', validFrom: '2025-07-01' })
    await commune.clerk.patch(`${commune.api}/codes/K26.2`, { validTo: '2026-12-31' })
    await clerk.post(`${api}/codes`, { code: 'K26.2', validFrom: '2025-07-01' })
    await commune.clerk.delete(`${commune.api}/superior`)
    await commune.clerk.put(`${commune.api}/superior`, { handle: province.handle })
    await clerk.post(`${api}/links/${commune.handle}/refusal`)
    for (const query of [
      '',
      'limit=1',
      'q=xa',
      'kind=commune',
      `superior=${province.handle}`,
      'q=xa&kind=commune',
    ])
      await clerk.get(`/api/directory?${query}`)
    const { next } = (await clerk.get('/api/directory?limit=1')).body
    await clerk.get(`/api/directory?limit=1&cursor=${encodeURIComponent(next)}`)
    await clerk.get(`/api/directory/${commune.handle}`)

    const email = `${randomUUID()}@example.vn`
    const { link } = (await clerk.post(`${api}/invitations`, { name: 'Khách', email, roles: ['clerk'] })).body
    const path = `/api/invitations/${province.handle}/${link.split('/').at(-1)}`
    await clerk.get(`${api}/invitations`)
    await new Caller(instance.app.fetch).get(path)
    const guest = await signUpPerson(instance, 'Khách', email)
    await guest.post(`${path}/acceptance`)
    const [{ id: invited, claim }] = (await clerk.get(`${api}/invitations`)).body.items
    await clerk.post(`${api}/invitations/${invited}/vouching`, { at: claim.at })
    await guest.post(`${path}/acceptance`)
    const { items } = (await clerk.get(`${api}/members`)).body
    const { id } = items.find((one: { name: string }) => one.name === 'Người Đi')
    await clerk.post(`${api}/members/${id}/departure`)
    await clerk.post(`${api}/members/${id}/return`, {})
    await leaver.get('/api/me')
    await leaver.get('/api/auth/list-sessions')
    await leaver.get('/api/auth/passkey/list-user-passkeys')
    await leaver.post('/api/auth/two-factor/enable', { password: PASSWORD })
    await leaver.post('/api/auth/revoke-sessions')

    expect(ran.length).toBeGreaterThan(150)
    const seen = new Set<string>()
    const found: string[] = []
    for (const one of ran) {
      if (seen.has(one.sql)) continue
      seen.add(one.sql)
      for (const line of await costs(one)) {
        if (!ALLOWED.some(([, fits]) => fits(line, one.sql)))
          found.push(`${line} :: ${one.sql.slice(0, 160)}`)
      }
    }
    expect(found).toEqual([])
  } finally {
    await instance.stop()
  }
})
