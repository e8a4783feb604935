import { afterAll, beforeAll, expect, test } from 'vitest'
import { cursorOf } from '../../src/core/paging.ts'
import { issue, openPlace, openProvince } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Instance } from '../support/instance.ts'
import { plan, recording } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'

const ran: Ran[] = []
let instance: Instance
let province: Place
let document: string
beforeAll(async () => {
  instance = await startInstance((platform) => recording(platform, ran))
  province = await openProvince(instance)
  document = (await issue(province, [await openPlace(instance, 'Đảng ủy xã Tân Lập')])).id
})
afterAll(() => instance.stop())

const AUDIT = (by: string, after = '') => `SEARCH audit USING INDEX ${by} (${after})`
const ID = 'sqlite_autoindex_audit_1'
const OF_ONE = 'subjectKind=? AND subjectId=?'
/** What waits comes by its turn, the rest by its time: a page of each status along its index, only pages are sorted. */
const INBOX = (by: string, after = '') =>
  `SEARCH delivery USING COVERING INDEX delivery_${by} (recipientId=? AND status=? AND apart=?${after})`
const TURN = ' AND (turn,arrivedAt,consignmentId)>(?,?,?)'
const TIME = ' AND (arrivedAt,consignmentId)<(?,?)'
const BOARD = (after = '') => `SEARCH delivery USING INDEX delivery_board (consignmentId=?${after})`

/** Each list with its filters and a cursor: the line of the plan that finds its rows, on the first page and after it. */
const LISTS: [path: string, cursor: (string | number)[], first: string, next: string][] = [
  ['audit?', ['z'], `SCAN audit USING INDEX ${ID}`, AUDIT(ID, 'id<?')],
  ['audit?actor=a', ['z'], AUDIT('audit_actor', 'actorId=?'), AUDIT('audit_actor', 'actorId=? AND id<?')],
  [
    'audit?action=document.issue',
    ['z'],
    AUDIT('audit_action', 'action=?'),
    AUDIT('audit_action', 'action=? AND id<?'),
  ],
  [
    'audit?subject=document:a',
    ['z'],
    AUDIT('audit_subject', OF_ONE),
    AUDIT('audit_subject', `${OF_ONE} AND id<?`),
  ],
  [
    'audit?subject=document:a&action=document.issue',
    ['z'],
    AUDIT('audit_subject', OF_ONE),
    AUDIT('audit_subject', `${OF_ONE} AND id<?`),
  ],
  ['deliveries?state=waiting', [1, 1, 'z'], INBOX('turn'), INBOX('turn', TURN)],
  ['deliveries?state=apart', [1, 1, 'z'], INBOX('turn'), INBOX('turn', TURN)],
  ['deliveries?state=accepted', [1, 1, 'z'], INBOX('inbox'), INBOX('inbox', TIME)],
  ['deliveries?state=refused', [1, 1, 'z'], INBOX('inbox'), INBOX('inbox', TIME)],
  ['deliveries?state=waiting&order=newest', [1, 1, 'z'], INBOX('inbox'), INBOX('inbox', TIME)],
  [
    'deliveries?state=waiting&order=oldest',
    [1, 1, 'z'],
    INBOX('inbox'),
    INBOX('inbox', TIME.replace('<', '>')),
  ],
  ['deliveries?state=refused&order=turn', [1, 1, 'z'], INBOX('turn'), INBOX('turn', TURN)],
  [
    'documents/{id}/deliveries?',
    ['01', 1, 'z'],
    BOARD(),
    BOARD(' AND (status,position,recipientId)>(?,?,?)'),
  ],
  [
    'documents/{id}/deliveries?status=waiting',
    ['01', 1, 'z'],
    BOARD(' AND status=?'),
    BOARD(' AND status=?'),
  ],
]

test.each(LISTS)('%s is read along an index, page after page', async (path, cursor, first, next) => {
  const url = `${province.api}/${path.replace('{id}', document)}`
  const after = `&cursor=${encodeURIComponent(cursorOf(...(cursor as [string])))}`
  for (const [address, expected] of [
    [url, first],
    [url + after, next],
  ] as const) {
    ran.length = 0
    expect((await province.clerk.get(address)).status).toBe(200)
    const lists = ran.filter(({ sql }) => /from "(audit|delivery)" .*limit \?/s.test(sql))
    const plans = (await Promise.all(lists.map(plan))).flat()
    expect(plans).toContain(expected)
    expect(plans.filter((line) => /^SCAN (audit|delivery)$/.test(line))).toEqual([])
  }
})
