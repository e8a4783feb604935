import { expect, test } from 'vitest'
import { issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { costs, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'

/** Tables that hold a handful of rows however long a committee works; i, s, g: the same under short names. */
const SMALL =
  /^SCAN (document_type|term|issuer|unit|position|number_series|i|s|g|recipient_group|arrival_book|arrival_series)\b/
/** What a statement made itself: rows of its own, a walk up a tree, a count that is cut off. */
const OWN = /^SCAN (\d+ CONSTANT ROWS|above|mine|waiting)\b/
/** Sorted in place: only a table that holds a handful of rows. */
const SMALL_SORT = /from "(issuer|document_type)"(?!.* join )/

/** A page read in the order of an index, as far as it goes. */
const isPage = (line: string, sql: string): boolean => / USING INDEX /.test(line) && sql.endsWith('limit ?')

test('every statement of the office is served by an index', async () => {
  const ran: Ran[] = []
  const instance = await startInstance((platform) => recording(platform, ran))
  try {
    const province = await openProvince(instance)
    const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập', { superior: province.handle })
    await province.clerk.post(`${province.api}/links/${commune.handle}/acceptance`)
    await issue(province, [commune])
    const [arrival] = await waitingAt(commune)
    await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/acceptance`)
    const at = commune.api
    const { clerk } = commune
    ran.length = 0

    const done: number[] = []
    const call = async (method: string, path: string, body?: object, version?: number) => {
      const seen: Record<string, string> = version === undefined ? {} : { 'if-match': `"v${version}"` }
      const answer = await clerk.call(method, path === '' ? at : `${at}/${path}`, body, seen)
      done.push(answer.status)
      return answer.body
    }
    const unit = await call('POST', 'units', { name: 'Văn phòng' })
    await call('PATCH', `units/${unit.id}`, { rank: 2 }, 1)
    const position = await call('POST', 'positions', { name: 'Bí thư' })
    await call('PATCH', `positions/${position.id}`, { rank: 2 }, 1)
    const issuer = await call('POST', 'issuers', { name: 'Văn phòng', suffix: 'VPĐU', kind: 'office' })
    await call('PATCH', `issuers/${issuer.id}`, { suffix: 'VPDU' }, 1)
    const { items } = await call('GET', 'members?limit=1')
    await call('PATCH', `members/${items[0].id}`, { unitId: unit.id, roles: ['admin', 'clerk'] }, 1)
    await call('GET', 'members?state=left')
    const person = await call('POST', 'persons', { name: 'Cư A Chống', unitId: unit.id })
    await call('PATCH', `persons/${person.id}`, { memberId: items[0].id }, 1)
    await call('GET', 'persons?limit=1')
    await call('GET', `persons?unit=${unit.id}&on=2026-03-02`)
    await call('DELETE', `persons/${person.id}`)
    const closing = await call('POST', 'units', { name: 'Tổ cũ' })
    await call('DELETE', `units/${closing.id}?heir=${unit.id}`)
    const term = await call('POST', 'terms', { name: 'Mới', opensOn: '2026-03-03' })
    await call('PATCH', `terms/${term.id}`, { opensOn: '2026-03-04' }, 1)
    const { items: series } = await call('GET', 'number-series')
    await call('PUT', 'number-series', { issuerId: series[0].issuer.id, series: series[0].series, next: 9 })
    await call('GET', 'arrival-books')
    await call('PUT', 'arrival-books/main', { period: 'term', next: 9 }, 1)
    await call('GET', 'document-types')
    await call('PATCH', 'document-types/quy-dinh', { series: 'quy-dinh' }, 1)
    const group = await call('POST', 'recipient-groups', { name: 'Nhóm', members: [province.handle] })
    await call('GET', 'recipient-groups')
    await call('GET', `recipient-groups/${group.id}`)
    await call('PUT', `recipient-groups/${group.id}`, { name: 'Tên', members: [province.handle] }, 1)
    await call('DELETE', `recipient-groups/${group.id}`)
    for (const filter of ['', `subject=unit:${unit.id}`, `actor=${items[0].id}`, 'action=unit.create']) {
      const { next } = await call('GET', `audit?limit=1&${filter}`)
      if (next !== undefined) await call('GET', `audit?limit=1&${filter}&cursor=${encodeURIComponent(next)}`)
    }
    await call('GET', 'organisation')
    await call('GET', '')
    expect(done.filter((status) => status >= 300)).toEqual([])

    const unique = [...new Map(ran.map((one) => [one.sql, one])).values()]
    expect(unique.length).toBeGreaterThan(60)
    const bad: string[] = []
    for (const one of unique) {
      for (const line of await costs(one)) {
        const fine = SMALL.test(line) || OWN.test(line) || isPage(line, one.sql)
        const sorts = /TEMP B-TREE/.test(line) && SMALL_SORT.test(one.sql)
        if (!fine && !sorts) bad.push(`${line} :: ${one.sql}`)
      }
    }
    expect(bad).toEqual([])
  } finally {
    await instance.stop()
  }
})
