import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { signUpCommittee, signUpPerson } from '../support/committee.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let admin: Caller
let at: string
/** A thing of each kind, by its collection, with an edit of it that is right. */
const things: Record<string, { id: string; edit: object }> = {}
beforeAll(async () => {
  instance = await startInstance()
  admin = await signUpPerson(instance, 'Lò Văn Xem')
  at = `/api/c/${await signUpCommittee(admin)}`
  const make = async (kind: string, body: object): Promise<string> =>
    (await admin.post(`${at}/${kind}`, body)).body.id
  const unitId = await make('units', { name: 'Văn phòng' })
  const kept = { name: 'Ban Tổ chức', suffix: 'BTC', kind: 'advisory' }
  things.units = { id: unitId, edit: { rank: 1 } }
  things.positions = { id: await make('positions', { name: 'Bí thư' }), edit: { rank: 1 } }
  things.issuers = { id: await make('issuers', kept), edit: { name: 'Ban Tổ chức Đảng ủy' } }
  things.terms = { id: await make('terms', { name: 'Sau', opensOn: '2030-01-01' }), edit: { name: '2030' } }
  things.persons = { id: await make('persons', { name: 'A', unitId }), edit: { name: 'B' } }
  const [member] = (await admin.get(`${at}/members`)).body.items
  things.members = { id: member.id, edit: { rank: 1 } }
})
afterAll(() => instance.stop())

const KINDS = ['units', 'positions', 'issuers', 'terms', 'persons', 'members'] as const

describe.each(KINDS)('an edit of %s', (kind) => {
  const patch = (body: object | undefined, tags: string) =>
    admin.patch(`${at}/${kind}/${things[kind]!.id}`, body, { 'if-match': tags })

  test('that names nothing is told so', async () => {
    for (const body of [{}, { unknown: 1 }]) {
      const answer = await patch(body, '"v1"')
      expect(answer.status).toBe(422)
      expect(answer.body.fields).toEqual([{ field: 'json', message: 'Cần nêu ít nhất một mục để sửa.' }])
    }
    expect((await patch(undefined, '"v1"')).status).toBe(422)
  })

  test('is saved through proxies that change the tag, and not on another version', async () => {
    const { edit } = things[kind]!
    const statuses = []
    for (const tags of ['W/"v1"', '"v2-gzip"', '"v9", W/"v3"', '*', '"v1"', 'W/"v4"'])
      statuses.push((await patch(edit, tags)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 412, 412])
  })
})

test('days of a year that nobody means are refused, with the year to look at', async () => {
  const wrong: [string, object, string][] = [
    ['units', { name: 'Tổ', opensOn: '0025-08-16' }, 'opensOn'],
    ['terms', { name: 'Nhiệm kỳ', opensOn: '20255-01-01' }, 'opensOn'],
    ['terms', { name: 'Nhiệm kỳ', opensOn: '0030-01-01' }, 'opensOn'],
    ['persons', { name: 'A', unitId: things.units!.id, opensOn: '0020-02-29' }, 'opensOn'],
  ]
  for (const [kind, body, field] of wrong) {
    const { status, body: told } = await admin.post(`${at}/${kind}`, body)
    expect([status, told.fields.map((one: { field: string }) => one.field)]).toEqual([422, [field]])
  }
  const { body } = await admin.post(`${at}/units`, { name: 'Tổ', opensOn: '0025-08-16' })
  expect(body.fields[0].message).toContain('0025')
})
