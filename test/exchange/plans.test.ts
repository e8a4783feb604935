import { expect, test } from 'vitest'
import { draft, issue, openPlace, openProvince, waitingAt } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import { recording, unallowed } from '../support/plans.ts'
import type { Allowed, Ran } from '../support/plans.ts'

/** What may stand although it reads or sorts, and why. */
const ALLOWED: Allowed = [
  [
    'tables that do not grow with the work: a handful of rows',
    (_, sql) =>
      /from "(document_type|term|issuer|unit|position|number_series|recipient_group|arrival_book|file_total)"/.test(
        sql,
      ),
  ],
  [
    'schedules by which cases open: a handful in a committee',
    (line, sql) => line.startsWith('SCAN case_schedule USING INDEX') && sql.endsWith('limit ?'),
  ],
  [
    'the files of one version of a joint paper, in their order: a handful',
    (line, sql) => line === 'SCAN one' && sql.includes('from document_agreement a'),
  ],
  ['a condition that is false is never run', (_, sql) => /where \(?false/.test(sql)],
  [
    'this is how a full-text index is read, by words or by row',
    (line) => /VIRTUAL TABLE INDEX \d+:[M=]/.test(line),
  ],
  [
    'a page of each stage of a search, sorted together',
    (line, sql) => /^SCAN stage\d$|TEMP B-TREE/.test(line) && / match .* as hit/s.test(sql),
  ],
  [
    'the copies of one paper: a handful',
    (line, sql) => line.includes('TEMP B-TREE') && sql.includes('"document"."copyOfId" = ?'),
  ],
  [
    'a walk along an order, ended by the page',
    (line, sql) =>
      /^SCAN (incoming USING INDEX incoming_arrived$|member$|document USING INDEX document_register)/.test(
        line,
      ) && sql.endsWith('limit ?'),
  ],
  [
    'a subquery that is one page',
    (line, sql) =>
      /^SCAN (waiting|shown|counted|hit)$/.test(line) || /from \(select .* limit \?\) "shown"/.test(sql),
  ],
  [
    'the versions being written, one of a process at most, from an index of those alone',
    (_, sql) =>
      sql.includes(`from "procedure_version" inner join "procedure"`) && sql.includes("<> 'approved'"),
  ],
  [
    'the work of the few who are away, whose deputy somebody is',
    (line, sql) => line.includes('TEMP B-TREE FOR ORDER BY') && sql.includes('from "absence" cross join'),
  ],
  [
    'whether there is any: ended by the first row',
    (line, sql) => line === 'SCAN number_series' && sql.includes('exists (select 1 from number_series)'),
  ],
  [
    'a count cut off at 1,000, from the register in its own order',
    (line, sql) =>
      line.startsWith('SCAN document USING INDEX document_register') && sql.includes(') "counted"'),
  ],
  ['the units below that of one member', (line) => line === 'SCAN mine'],
  [
    'the people of a draft, at most 50',
    (_, sql) =>
      sql.includes('from "document_person" inner join "member"') ||
      /from "member" where .* in \(select value/.test(sql),
  ],
  [
    'a page of deliveries of each status, sorted together',
    (line, sql) => line.includes('TEMP B-TREE') && / in \(select \* from \(.* limit \?\)/.test(sql),
  ],
  ['announcements under way: a handful', (line, sql) => line === 'SCAN i' && sql.includes('"intent" i')],
  [
    'the later papers about one paper: a handful, sorted by their time',
    (line, sql) => line.includes('TEMP B-TREE') && sql.includes('from "consignment_link" inner join'),
  ],
  [
    'the total of a register, from the index alone',
    (line, sql) => line.includes('COVERING INDEX') && sql.startsWith('select count(*)'),
  ],
]

test('every statement of the thread is served by an index', async () => {
  const ran: Ran[] = []
  const instance = await startInstance((platform) => recording(platform, ran))
  try {
    const province = await openProvince(instance)
    const commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
    ran.length = 0
    const sent = await issue(province, [commune])
    const kept = await draft(province, [commune])
    await province.clerk.put(
      `${province.api}/documents/${kept.id}`,
      { subject: 'Sửa' },
      { 'if-match': '"v1"' },
    )
    const [arrival] = await waitingAt(commune)
    await commune.clerk.get(`${commune.api}/deliveries/${arrival!.id}`)
    const { incomingId } = (await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/acceptance`))
      .body
    for (const place of [province, commune]) {
      for (const path of [
        '/desk',
        '/documents',
        '/documents?state=draft',
        '/documents?q=chuyen',
        '/incoming',
        '/incoming?q=chuyen',
        '/deliveries?state=accepted',
        '/registers/outgoing',
        '/registers/incoming',
        '/registers/incoming?q=chuyen',
        '/search?q=chuyen',
        '',
      ]) {
        expect((await place.clerk.get(`${place.api}${path}`)).status).toBe(200)
      }
    }
    await province.clerk.get(`${province.api}/documents/${sent.id}`)
    await province.clerk.get(`${province.api}/documents/${sent.id}/deliveries`)
    await commune.clerk.get(`${commune.api}/incoming/${incomingId}`)
    const copying = `${commune.api}/incoming/${incomingId}`
    expect((await commune.clerk.get(`${copying}/copying`)).status).toBe(200)
    const copied = await commune.clerk.post(`${copying}/copies`, {
      kind: 'relayed',
      signerName: 'Lò Văn Bun',
      signerTitle: 'Chánh Văn phòng',
      recipients: [{ kind: 'committee', handle: province.handle }],
    })
    expect(copied.status).toBe(201)
    const [copy] = await waitingAt(province)
    await province.clerk.post(`${province.api}/deliveries/${copy!.id}/acceptance`)
    expect((await province.clerk.get(`${province.api}/deliveries/${copy!.id}/fate`)).status).toBe(200)
    await province.clerk.post(`${province.api}/documents/${sent.id}/recall`, { reason: 'Sai số liệu' })
    await commune.clerk.post(`${commune.api}/deliveries/${arrival!.id}/recall-answer`, { agree: true })
    expect(new Set(ran.map((one) => one.sql)).size).toBeGreaterThan(40)
    expect(await unallowed(ran, ALLOWED)).toEqual([])
  } finally {
    await instance.stop()
  }
})
