import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../src/core/access.ts'
import { MOVES, STAGES } from '../../src/documents/drafting/stages.ts'
import { joinCommittee } from '../support/committee.ts'
import { draft, issue, openPlace, openProvince, savedAs, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
const people = new Map<string, { id: string; caller: Caller }>()

beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  for (const [name, roles] of [
    ['specialist', ['specialist']],
    ['head', ['unit_head']],
    ['chief', ['office_chief']],
    ['leader', ['leader']],
    ['archivist', ['archivist']],
    ['clerk', ['clerk']],
  ] as [string, Role[]][]) {
    const caller = await joinCommittee(instance, province.handle, { name, roles })
    people.set(name, { id: await memberId(name), caller })
  }
})
afterAll(() => instance.stop())

const memberId = async (name: string): Promise<string> => {
  const { items } = (await province.clerk.get(`${province.api}/members?limit=100`)).body
  return items.find((one: { name: string }) => one.name === name).id
}
const at = (id: string) => `${province.api}/documents/${id}`
const read = async (id: string, caller = province.clerk) => (await caller.get(at(id))).body
const hand = async (caller: Caller, id: string, act: string, more: object = {}) => {
  const { version } = await read(id)
  return caller.post(`${at(id)}/hand-overs`, { act, version, ...more })
}
const number = async (id: string, caller = province.clerk) => {
  const { version } = await read(id)
  return caller.post(`${at(id)}/number`, { version })
}
const deskOf = async (caller: Caller): Promise<{ kind: string; id: string; sub: string }[]> =>
  (await caller.get(`${province.api}/desk`)).body.waiting
const holdsOn = async (caller: Caller, id: string): Promise<string | undefined> =>
  (await deskOf(caller)).find((one) => one.id === id)?.kind

/** Puts the scan of the signed paper in the place of the draft's file. */
async function scan(id: string, mark = 'bản quét có số') {
  const whole = await read(id)
  const body = {
    ...savedAs(whole),
    files: [await upload(province, mark)],
  }
  return province.clerk.put(at(id), body, { 'if-match': `"v${whole.version}"` })
}

describe('a number held for a draft', () => {
  test('is given before the sending, kept, and is what every recipient gets', async () => {
    const { id } = await draft(province, [commune])
    const given = await number(id)
    expect([given.status, given.body]).toMatchObject([201, { id, number: 1, notation: '01-CT/TU' }])
    expect(await holdsOn(province.clerk, id)).toBe('numbered')
    expect(await waitingAt(commune)).toEqual([])
    const { body: held } = await province.clerk.get(at(id))
    expect(held).toMatchObject({
      state: 'draft',
      held: true,
      notation: '01-CT/TU',
      way: { stage: 'numbered' },
    })
    // The file is still that of the draft: it cannot bear the number.
    expect(held.checks).toContainEqual(expect.objectContaining({ id: 'scan', state: 'error' }))
    const early = await province.clerk.post(`${at(id)}/issue`, { version: held.version })
    expect([early.status, early.body.fields[0].field]).toEqual([422, 'files'])
    expect((await scan(id)).status).toBe(200)
    const { version } = await read(id)
    const sent = await province.clerk.post(`${at(id)}/issue`, { version })
    expect([sent.status, sent.body]).toMatchObject([200, { number: 1, notation: '01-CT/TU', recipients: 1 }])
    expect(await waitingAt(commune)).toMatchObject([{ notation: '01-CT/TU' }])
    const { history } = await read(id)
    expect(history.map(({ text }: { text: string }) => text)).toEqual([
      'Tạo dự thảo',
      'Cấp số, ngày',
      'Sửa dự thảo',
      'Phát hành',
    ])
    expect((await issue(province, [commune])).number).toBe(2)
  })

  test('of two people one gives it, the other is told which it is', async () => {
    const { id, version } = await draft(province, [commune])
    const tries = await Promise.all(
      Array.from({ length: 8 }, () => province.clerk.post(`${at(id)}/number`, { version })),
    )
    const won = tries.filter(({ status }) => status === 201)
    expect(won).toHaveLength(1)
    for (const lost of tries.filter(({ status }) => status !== 201)) expect([409, 412]).toContain(lost.status)
    const late = await number(id)
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining(won[0]!.body.notation)])
  })

  test('stays what it was given for: type, issuer and deciding body cannot be changed under it', async () => {
    const { id } = await draft(province, [commune])
    const { notation } = (await number(id)).body
    const { version, issuer, subject } = await read(id)
    const changed = await province.clerk.put(
      at(id),
      { typeId: 'nghi-quyet', issuerId: issuer.id, decidingBody: 'executive', subject },
      { 'if-match': `"v${version}"` },
    )
    expect(changed.status).toBe(422)
    expect(changed.body.fields.map(({ field }: { field: string }) => field)).toEqual([
      'typeId',
      'decidingBody',
    ])
    expect(changed.body.fields[0].message).toContain(notation)
    expect((await province.clerk.delete(at(id))).status).toBe(409)
  })

  test('is voided with a reason: its line stays in the register, the draft goes on, the next number is another', async () => {
    const { id } = await draft(province, [commune])
    const { number: voided, notation } = (await number(id)).body
    expect((await province.clerk.post(`${at(id)}/number/void`, { reason: ' ' })).status).toBe(422)
    const done = await province.clerk.post(`${at(id)}/number/void`, { reason: 'Ký lại trang cuối' })
    expect(done.status).toBe(201)
    const back = await read(id)
    expect([back.state, back.held, back.number, back.way.stage]).toEqual([
      'draft',
      false,
      undefined,
      'signed',
    ])
    const { items } = (await province.clerk.get(`${province.api}/registers/outgoing?limit=100`)).body
    expect(items.find((line: { notation: string }) => line.notation === notation)).toMatchObject({
      state: 'cancelled',
      subject: '',
      note: 'Hủy số: Ký lại trang cuối',
    })
    const found = (await province.clerk.get(`${province.api}/registers/outgoing?q=${notation}`)).body.items
    expect(found).toMatchObject([{ state: 'cancelled' }])
    expect((await number(id)).body.number).toBe(voided + 1)
    const none = await province.clerk.post(`${at((await draft(province, [])).id)}/number/void`, {
      reason: 'Thử',
    })
    expect(none.status).toBe(409)
  })

  test('sixty at once through the step of their own are a row without a gap', async () => {
    const made = await Promise.all(
      Array.from({ length: 60 }, () => draft(province, [commune], { typeId: 'ke-hoach' })),
    )
    const given = await Promise.all(
      made.map(({ id, version }) => province.clerk.post(`${at(id)}/number`, { version })),
    )
    const numbers = given.map(({ body }) => body.number as number).sort((a, b) => a - b)
    expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  })

  test('is refused on a day that no term holds', async () => {
    const place = await openProvince(instance, 'Tỉnh ủy Bình Phú')
    const { id, version } = await draft(place, [commune])
    const before = instance.clock.now
    instance.clock.now = Date.UTC(2020, 0, 6, 3)
    const early = await place.clerk.post(`${place.api}/documents/${id}/number`, { version })
    instance.clock.now = before
    expect([early.status, JSON.stringify(early.body.fields)]).toEqual([
      422,
      expect.stringContaining('nhiệm kỳ'),
    ])
  })

  test('is found by it while it is held', async () => {
    const { id } = await draft(province, [commune], { typeId: 'thong-bao' })
    const { notation } = (await number(id)).body
    await scan(id, 'tìm theo số')
    const found = (await province.clerk.get(`${province.api}/search?q=${notation}`)).body.groups
    expect(found[0].items.map((one: { id: string }) => one.id)).toContain(id)
  })

  test('is the only way where the committee says so', async () => {
    const place = await openProvince(instance, 'Tỉnh ủy Hòa Giang')
    const rules = `${place.api}/issuing-rules`
    expect((await place.clerk.get(rules)).body).toEqual({ atOnce: true, version: 0 })
    const set = await place.clerk.put(rules, { atOnce: false }, { 'if-match': '"v0"' })
    expect([set.status, set.body]).toEqual([200, { atOnce: false, version: 1 }])
    expect((await place.clerk.put(rules, { atOnce: true }, { 'if-match': '"v0"' })).status).toBe(412)
    const { id, version } = await draft(place, [commune])
    const refused = await place.clerk.post(`${place.api}/documents/${id}/issue`, { version })
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('cấp số trước')])
  })
})

describe('the table of stages', () => {
  test('leads from every stage but the last, and to none that it does not know', () => {
    const known = Object.keys(STAGES)
    for (const { from, to } of MOVES)
      expect(known).toEqual(expect.arrayContaining([...from, ...(to ? [to] : [])]))
    const left = new Set(MOVES.flatMap(({ from }) => from))
    expect(known.filter((stage) => !left.has(stage as never))).toEqual(['numbered'])
  })

  test('a draft goes from author to head, office, signer and clerk, each with it on the desk in turn', async () => {
    const [author, head, chief, leader] = ['specialist', 'head', 'chief', 'leader'].map((one) =>
      people.get(one)!,
    )
    const made = await author!.caller.post(`${province.api}/documents`, {
      subject: 'về việc đi qua các bàn',
      typeId: 'chi-thi',
    })
    const { id } = made.body
    const due = '2026-03-20'
    expect((await hand(author!.caller, id, 'pass', { toId: head!.id, dueOn: due })).status).toBe(201)
    expect([await holdsOn(head!.caller, id), await holdsOn(author!.caller, id)]).toEqual(['draft', undefined])
    const work = (await head!.caller.get(`${province.api}/work`)).body.items
    expect(work).toMatchObject([{ id, kind: 'draft', ask: 'draft', dueOn: due }])
    // Not the author's any more: it says with whom it is.
    const mine = await hand(author!.caller, id, 'review', { toId: chief!.id })
    expect([mine.status, mine.body.detail]).toEqual([409, expect.stringContaining('đồng chí head')])
    expect((await hand(head!.caller, id, 'review', { toId: chief!.id })).body).toMatchObject({
      stage: 'review',
    })
    expect((await hand(chief!.caller, id, 'submit', { toId: leader!.id })).status).toBe(201)
    const early = await number(id)
    expect([early.status, early.body.detail]).toEqual([409, expect.stringContaining('Trình ký')])
    const wordless = await hand(leader!.caller, id, 'return')
    expect([wordless.status, wordless.body.fields[0].field]).toEqual([422, 'note'])
    const returned = await hand(leader!.caller, id, 'return', { note: 'Sửa căn cứ' })
    expect(returned.body).toMatchObject({ stage: 'returned', holder: { name: 'specialist' } })
    expect((await hand(author!.caller, id, 'submit', { toId: leader!.id })).status).toBe(201)
    expect((await hand(leader!.caller, id, 'sign')).body).toMatchObject({ stage: 'signed' })
    expect([await holdsOn(people.get('clerk')!.caller, id), await holdsOn(leader!.caller, id)]).toEqual([
      'draft',
      undefined,
    ])
    const { way } = await read(id)
    expect(way.handed.map((one: { name: string; to?: string }) => [one.name, one.to])).toEqual([
      ['Chuyển cho người khác', 'head'],
      ['Chuyển thẩm định', 'chief'],
      ['Trình ký', 'leader'],
      ['Trả sửa', 'specialist'],
      ['Trình ký', 'leader'],
      ['Ghi nhận đã ký', undefined],
    ])
    expect(way).toMatchObject({ versions: 6, stageName: 'Đã ký' })
  })

  test.each([
    ['somebody who left', 'gone', 'toId'],
    ['somebody who has no part in drafts', 'archivist', 'toId'],
    ['nobody', '', 'toId'],
  ])('nothing is handed to %s', async (_, who, field) => {
    const { id } = await draft(province, [commune])
    if (who === 'gone') {
      await joinCommittee(instance, province.handle, { name: 'gone', roles: ['specialist'] })
      const left = await memberId('gone')
      people.set('gone', { id: left, caller: province.clerk })
      await province.clerk.post(`${province.api}/members/${left}/departure`)
    }
    const to = people.get(who)?.id
    const refused = await hand(province.clerk, id, 'review', to === undefined ? {} : { toId: to })
    expect([refused.status, refused.body.fields[0].field]).toEqual([422, field])
  })

  test('a draft whose holder leaves is on the clerk’s desk again', async () => {
    const caller = await joinCommittee(instance, province.handle, { name: 'leaving', roles: ['specialist'] })
    const { id } = await draft(province, [commune])
    await hand(province.clerk, id, 'pass', { toId: await memberId('leaving') })
    expect([await holdsOn(caller, id), await holdsOn(people.get('clerk')!.caller, id)]).toEqual([
      'draft',
      undefined,
    ])
    await province.clerk.post(`${province.api}/members/${await memberId('leaving')}/departure`)
    expect(await holdsOn(people.get('clerk')!.caller, id)).toBe('draft')
  })

  test.each(Object.keys(STAGES))(
    'from %s each role has exactly the ways the table gives it',
    async (stage) => {
      const { id } = await draft(province, [commune])
      const path: Record<string, string[]> = {
        opinions: ['consult'],
        review: ['review'],
        signing: ['submit'],
        returned: ['submit', 'return'],
        signed: ['submit', 'sign'],
      }
      const to = { toId: people.get('leader')!.id }
      for (const act of path[stage] ?? []) {
        const done = await hand(province.clerk, id, act, act === 'sign' ? {} : { ...to, note: 'Sửa' })
        expect(done.status).toBe(201)
      }
      if (stage === 'numbered') await number(id)
      for (const [name, role] of [
        ['chief', 'office_chief'],
        ['clerk', 'clerk'],
      ] as [string, Role][]) {
        const { way } = await read(id, people.get(name)!.caller)
        const expected = MOVES.filter(({ from, may }) => from.includes(stage as never) && may.includes(role))
        expect(way.moves.map(({ act }: { act: string }) => act)).toEqual(expected.map(({ act }) => act))
        for (const { act } of MOVES.filter((one) => !expected.includes(one))) {
          const refused = await hand(people.get(name)!.caller, id, act, { ...to, note: 'Sửa' })
          expect([stage, act, refused.status]).toEqual([stage, act, 409])
        }
      }
    },
  )
})

describe('versions', () => {
  test('say who, when and what changed, and stand side by side with their text', async () => {
    const { id } = await draft(province, [commune], { files: [await upload(province, 'của riêng bản này')] })
    const leader = people.get('leader')!
    await hand(province.clerk, id, 'submit', { toId: leader.id })
    await hand(leader.caller, id, 'return', { note: 'Sửa trích yếu', toId: await memberId('chief') })
    const whole = await read(id)
    const saved = await province.clerk.put(
      at(id),
      {
        typeId: 'chi-thi',
        issuerId: whole.issuer.id,
        decidingBody: 'standing_board',
        subject: 'Trích yếu mới',
      },
      { 'if-match': `"v${whole.version}"` },
    )
    expect(saved.status).toBe(200)
    await hand(province.clerk, id, 'submit', { toId: leader.id })
    const { items } = (await province.clerk.get(`${at(id)}/versions`)).body
    expect(
      items.map((one: { no: number; stageName: string; by: string }) => [one.no, one.stageName]),
    ).toEqual([
      [3, 'Trình ký'],
      [2, 'Trả sửa'],
      [1, 'Trình ký'],
    ])
    expect(items[0].changed).toEqual(expect.arrayContaining(['Trích yếu', 'Người ký', 'Tệp']))
    const both = (await province.clerk.get(`${at(id)}/comparison?from=1&to=3`)).body
    const subjectOf = (side: { facts: { field: string; value: string }[] }) =>
      side.facts.find(({ field }) => field === 'subject')?.value
    expect([subjectOf(both.before), subjectOf(both.after)]).toEqual([whole.subject, 'Trích yếu mới'])
    // Somebody without a part in it has no versions, and no earlier file.
    const { sha256 } = both.before.files[0]
    const outside = people.get('archivist')!.caller
    expect((await outside.get(`${at(id)}/versions`)).status).toBe(404)
    expect((await province.clerk.get(`${province.api}/files/${sha256}`)).status).toBe(200)
    expect((await outside.get(`${province.api}/files/${sha256}`)).status).toBe(404)
  })
})
