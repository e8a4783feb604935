import { afterAll, beforeAll, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { fill } from '../support/fill.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { clientOf } from '../support/place.ts'
import { plan, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'

/** Large enough that a list is pages of pages, for every filter. */
const PAPERS = 1_200

const ran: Ran[] = []
let instance: Instance
let province: Place
let specialist: Caller
let ids: { term: string; issuer: string }
beforeAll(async () => {
  instance = await startInstance((platform) => recording(platform, ran))
  province = await openProvince(instance)
  specialist = await joinCommittee(instance, province.handle, { name: 'Vàng A Tủa', roles: ['specialist'] })
  const organisation = (await province.clerk.get(`${province.api}/organisation`)).body
  ids = { term: organisation.terms[0].id, issuer: organisation.issuers[0].id }
  await fill(await clientOf(instance, province.handle), { papers: PAPERS, ...ids })
})
afterAll(() => instance.stop())

/** Where the rows of a page come from: an index in the order of the list, from the place a cursor names. */
const ISSUED = (more = '') => `SEARCH document USING INDEX document_issued (state=?${more})`
const ISSUED_TYPE = (more = '') =>
  `SEARCH document USING INDEX document_issued_type (state=? AND typeId=?${more})`
const BY_TYPE = ISSUED(' AND (typeId,issuedAt)>(?,?)').replace('document_issued', 'document_issued_type')
const DRAFTS = (more = '') => `SEARCH document USING INDEX document_state (state=?${more})`
const DRAFTS_TYPE = (more = '') => `SEARCH document USING INDEX document_draft_type (typeId=?${more})`
const BOOK = (by: string, range = 'issuedAt>?') => {
  const equals = {
    register: '',
    issuer: 'issuerId=? AND ',
    type: 'typeId=? AND ',
    both: '<expr>=? AND ',
    deciding: 'decidingBody=? AND ',
    typed_deciding: '<expr>=? AND ',
  }
  const name = by === 'register' ? by : `register_${by}`
  return `SEARCH document USING INDEX document_${name} (${equals[by as keyof typeof equals]}${range})`
}
const DAYS = 'issuedAt>? AND issuedAt<?'
const ARRIVALS = (more = '') => `SEARCH incoming USING INDEX incoming_number (book=? AND period=?${more})`
const ARRIVED = (range: string) => `SEARCH incoming USING INDEX incoming_arrived (${range})`
const SPAN = 'arrivedAt>? AND arrivedAt<?'
const IN_STATE = (more: string) => `SEARCH incoming USING INDEX incoming_state (state=?${more})`
const FOUND = (order: string) => new RegExp(`^SCAN found VIRTUAL TABLE INDEX \\d+:M\\d+${order}$`)

/** Each list with its filters: the line of the plan that finds its rows, on the first page and on those after it. */
const LISTS: [path: string, first: string | RegExp, next: string | RegExp][] = [
  ['documents?', ISSUED(), ISSUED(' AND issuedAt<?')],
  ['documents?type=chi-thi', ISSUED_TYPE(), ISSUED_TYPE(' AND issuedAt<?')],
  ['documents?state=draft', DRAFTS(), DRAFTS(' AND updatedAt<?')],
  ['documents?state=draft&type=chi-thi', DRAFTS_TYPE(), DRAFTS_TYPE(' AND updatedAt<?')],
  ['documents?q=viec', FOUND(''), FOUND('<')],
  ['documents?state=draft&q=viec', FOUND(''), FOUND('<')],
  ['incoming?', 'SCAN incoming USING INDEX incoming_arrived', ARRIVED('arrivedAt<?')],
  ['incoming?order=oldest', 'SCAN incoming USING INDEX incoming_arrived', ARRIVED('arrivedAt>?')],
  ['incoming?from=2025-10-01&to=2026-12-31', ARRIVED(SPAN), ARRIVED(SPAN)],
  ['incoming?state=kept', IN_STATE(''), IN_STATE(' AND arrivedAt<?')],
  [
    'incoming?state=kept&from=2025-10-01&order=oldest',
    IN_STATE(' AND arrivedAt>?'),
    IN_STATE(' AND arrivedAt>?'),
  ],
  ['incoming?q=viec', FOUND(''), FOUND('<')],
  ['incoming?q=viec&from=2025-10-01&to=2026-12-31', FOUND('(<>|><)'), FOUND('.*')],
  [
    'documents?from=2025-10-01&to=2026-12-31',
    ISSUED(' AND issuedAt>? AND issuedAt<?'),
    ISSUED(' AND issuedAt>? AND issuedAt<?'),
  ],
  ['documents?type=chi-thi&order=oldest', ISSUED_TYPE(), ISSUED_TYPE(' AND issuedAt>?')],
  ['documents?order=type', ISSUED_TYPE().replace(' AND typeId=?', ''), BY_TYPE],
  ['documents?order=type&from=2025-10-01&to=2026-12-31', ISSUED_TYPE().replace(' AND typeId=?', ''), BY_TYPE],
  ['documents?order=type&type=chi-thi', ISSUED_TYPE(), ISSUED_TYPE(' AND issuedAt>?')],
  ['documents?q=viec&from=2025-10-01', FOUND('>'), FOUND('.*')],
  ['registers/outgoing?', 'SCAN document USING INDEX document_register', BOOK('register')],
  ['registers/outgoing?term={term}', BOOK('register', DAYS), BOOK('register', DAYS)],
  ['registers/outgoing?term=current', BOOK('register', DAYS), BOOK('register', DAYS)],
  ['registers/outgoing?type=chi-thi', BOOK('type').replace(' AND issuedAt>?', ''), BOOK('type')],
  ['registers/outgoing?issuer={issuer}', BOOK('issuer').replace(' AND issuedAt>?', ''), BOOK('issuer')],
  ['registers/outgoing?term={term}&type=chi-thi', BOOK('type', DAYS), BOOK('type', DAYS)],
  ['registers/outgoing?term={term}&issuer={issuer}', BOOK('issuer', DAYS), BOOK('issuer', DAYS)],
  ['registers/outgoing?term={term}&issuer={issuer}&type=chi-thi', BOOK('both', DAYS), BOOK('both', DAYS)],
  [
    'registers/outgoing?issuer={issuer}&type=chi-thi',
    BOOK('both').replace(' AND issuedAt>?', ''),
    BOOK('both'),
  ],
  ['registers/outgoing?deciding=standing_board&term={term}', BOOK('deciding', DAYS), BOOK('deciding', DAYS)],
  [
    'registers/outgoing?deciding=standing_board&type=chi-thi&from=2025-10-01&to=2026-03-31',
    BOOK('typed_deciding', DAYS),
    BOOK('typed_deciding', DAYS),
  ],
  ['registers/outgoing?from=2025-10-01&to=2026-03-31', BOOK('register', DAYS), BOOK('register', DAYS)],
  [
    'registers/outgoing?term={term}&from=2025-10-01&to=2026-03-31',
    BOOK('register', DAYS),
    BOOK('register', DAYS),
  ],
  ['registers/outgoing?q=viec', FOUND(''), FOUND('>')],
  ['registers/outgoing?q=viec&term={term}&type=chi-thi&issuer={issuer}', FOUND('(<>|><)'), FOUND('.*')],
  ['registers/incoming?period=2025', ARRIVALS(), ARRIVALS(' AND arrivalNo>?')],
  [
    'registers/incoming?period=2025&from=2025-10-01',
    ARRIVALS(' AND arrivalNo>?'),
    ARRIVALS(' AND arrivalNo>?'),
  ],
  [
    'registers/incoming?period=2025&from=2025-10-01&to=2025-12-31',
    ARRIVALS(' AND arrivalNo>? AND arrivalNo<?'),
    ARRIVALS(' AND arrivalNo>? AND arrivalNo<?'),
  ],
  ['registers/incoming?period=2025&q=viec', FOUND(''), FOUND('>')],
  // Turned round, each goes back along the same index.
  [
    'registers/outgoing?order=newest',
    'SCAN document USING INDEX document_register',
    BOOK('register', 'issuedAt<?'),
  ],
  ['registers/outgoing?order=newest&term={term}', BOOK('register', DAYS), BOOK('register', DAYS)],
  ['registers/outgoing?order=newest&term={term}&type=chi-thi', BOOK('type', DAYS), BOOK('type', DAYS)],
  ['registers/outgoing?order=newest&q=viec', FOUND(''), FOUND('<')],
  ['registers/outgoing?order=newest&q=viec&term={term}', FOUND('(<>|><)'), FOUND('.*')],
  ['registers/incoming?order=newest&period=2025', ARRIVALS(), ARRIVALS(' AND arrivalNo<?')],
  [
    'registers/incoming?order=newest&period=2025&from=2025-10-01&to=2025-12-31',
    ARRIVALS(' AND arrivalNo>? AND arrivalNo<?'),
    ARRIVALS(' AND arrivalNo>? AND arrivalNo<?'),
  ],
  ['registers/incoming?order=newest&period=2025&q=viec', FOUND(''), FOUND('<')],
]

/** The statements of a request that read papers, each with its plan. */
async function plansOf(caller: Caller, path: string) {
  ran.length = 0
  const { status, body } = await caller.get(`${province.api}/${path}`)
  expect({ path, status }).toEqual({ path, status: 200 })
  const reads = ran.filter(({ sql }) => /from "(document|incoming)"|as hit/.test(sql))
  return { body, plans: await Promise.all(reads.map(plan)) }
}

/** Sorting is for what was cut to a page: the stages of a search, and the two days that bound a book. */
const isSort = (line: string): boolean => line.includes('TEMP B-TREE')

test.each(LISTS)('%s is read along an index, page after page', async (list, first, next) => {
  const path = `${list.replace('{term}', ids.term).replace('{issuer}', ids.issuer)}&limit=3`
  for (const caller of list.startsWith('registers') ? [province.clerk] : [province.clerk, specialist]) {
    for (let [url, expected] = [path, first], page = 1; page <= 3; page += 1) {
      const { body, plans } = await plansOf(caller, url)
      const [rows = []] = plans
      const found = rows.filter((line) =>
        typeof expected === 'string' ? line === expected : expected.test(line),
      )
      expect({ expected, rows, found: found.length > 0 }).toMatchObject({ found: true })
      expect(rows.filter((line) => isSort(line) && typeof expected === 'string')).toEqual([])
      for (const lines of plans)
        expect(lines.filter((line) => /^SCAN (document|incoming)$/.test(line) && line !== expected)).toEqual(
          [],
        )
      if (caller === specialist && list.includes('draft')) break
      expect(body.items).toHaveLength(3)
      url = `${path}&cursor=${encodeURIComponent(body.next)}`
      expected = next
    }
  }
})

test('papers like a draft are found in the index of words, and each is then read by its row', async () => {
  const { plans } = await plansOf(
    province.clerk,
    `similar-documents?type=chi-thi&subject=${encodeURIComponent('kế hoạch tại xã')}`,
  )
  expect(plans).toHaveLength(2)
  for (const lines of plans) {
    expect(lines.some((line) => FOUND('>').test(line))).toBe(true)
    const read = lines.filter((line) => line.includes('document'))
    expect(read[0]).toMatch(/^SEARCH document USING COVERING INDEX document_issued/)
    expect(read[1]).toBe('SEARCH document USING INTEGER PRIMARY KEY (rowid=?)')
    expect(read).toHaveLength(2)
  }
})

test.each(['desk', 'work'])('%s: drafts handed to somebody are found by who holds them', async (path) => {
  const { plans } = await plansOf(specialist, path)
  expect(plans.flat()).toContain('SEARCH document USING INDEX document_holder (holderId=?)')
})

test('a total is counted up to 1,000, and then that there are more is told', async () => {
  const totals = async (path: string) => (await province.clerk.get(`${province.api}/registers/${path}`)).body
  expect(await totals('outgoing')).toMatchObject({ total: 1000, more: true })
  expect(await totals(`outgoing?term=${ids.term}&q=viec`)).toMatchObject({ total: 1000, more: true })
  const one = await totals('incoming?period=2025&from=2025-12-31')
  expect(one.more).toBeUndefined()
  expect(one.items.every((line: { arrivedOn: string }) => line.arrivedOn === '2025-12-31')).toBe(true)
  expect(one.total).toBeGreaterThan(0)
})
