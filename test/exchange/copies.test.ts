import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { putBelow } from '../support/examples.ts'
import { issue, openPlace, openProvince, runRecovery, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

const plan: Plan = { calls: 0, log: [] }
let instance: Instance
let province: Place
let commune: Place
let cells: Place[]
let specialist: Caller

beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập', { kind: 'commune', suffix: 'ĐU' })
  cells = []
  for (const name of ['Chi bộ thôn Một', 'Chi bộ thôn Hai']) {
    const cell = await openPlace(instance, name, { kind: 'cell', suffix: 'CB' })
    await putBelow(cell, commune)
    cells.push(cell)
  }
  specialist = await joinCommittee(instance, commune.handle, { name: 'Chuyên viên', roles: ['specialist'] })
})
afterAll(() => instance.stop())

const signed = {
  kind: 'relayed',
  authority: 'T/L',
  decidingBody: 'standing_board',
  signerName: 'Lò Văn Bun',
  signerTitle: 'Chánh Văn phòng',
  recipients: [{ kind: 'group', id: 'subordinates' }],
}

/** A paper of the province in the book of the commune. */
async function inBook(more: Record<string, unknown> = {}) {
  const sent = await issue(province, [commune], more)
  const arrival = (await waitingAt(commune)).find((one) => one.notation === sent.notation)!
  const taken = await commune.clerk.post(`${commune.api}/deliveries/${arrival.id}/acceptance`)
  return { sent, deliveryId: arrival.id, incomingId: taken.body.incomingId as string }
}
const outlook = async (id: string) => (await commune.clerk.get(`${commune.api}/incoming/${id}/copying`)).body
const copy = (id: string, more: object = {}) =>
  commune.clerk.post(`${commune.api}/incoming/${id}/copies`, { ...signed, ...more })
const arrivalAt = async (place: Place, notation: string) =>
  (await waitingAt(place)).find((one) => one.notation === notation)

describe("a superior's paper", () => {
  test('goes on to the cells as a sao lục with its own BS number, and both know of which paper it is', async () => {
    const { sha256 } = await upload(province, 'sao gửi chi bộ')
    const { sent, incomingId } = await inBook({ files: [{ sha256 }] })
    const from = await outlook(incomingId)
    expect(from).toMatchObject({ below: 2, kinds: [{ id: 'relayed', name: 'Sao lục' }, { id: 'extract' }] })
    expect(from.cited).toContain(`Chỉ thị số ${sent.notation}, ngày`)
    expect(from.next.notation).toBe('01-BS/ĐU')
    const made = await copy(incomingId, { number: from.next.number })
    expect([made.status, made.body]).toMatchObject([201, { notation: '01-BS/ĐU', recipients: 2 }])
    // Here: the copy is an outgoing paper that names its original, and the original lists it.
    const document = (await commune.clerk.get(`${commune.api}/documents/${made.body.id}`)).body
    expect(document.copy).toMatchObject({
      name: 'Sao lục',
      of: { notation: sent.notation, issuer: province.name },
      original: { side: 'incoming', id: incomingId },
      by: { authority: 'T/L', body: 'Ban Thường vụ', title: 'Chánh Văn phòng', name: 'Lò Văn Bun' },
    })
    const original = (await commune.clerk.get(`${commune.api}/incoming/${incomingId}`)).body
    expect(original.copiesMade).toMatchObject([{ notation: '01-BS/ĐU', recipients: 2 }])
    // There: before and after it is taken.
    for (const cell of cells) {
      const arrival = (await arrivalAt(cell, '01-BS/ĐU'))!
      const seen = (await cell.clerk.get(`${cell.api}/deliveries/${arrival.id}`)).body
      expect(seen).toMatchObject({
        sender: { name: commune.name },
        copy: { of: { notation: sent.notation } },
      })
      expect(seen.copy.original).toBeUndefined()
      const file = await cell.clerk.get(`${cell.api}/deliveries/${arrival.id}/files/${sha256}`)
      expect(file.status).toBe(200)
      const taken = await cell.clerk.post(`${cell.api}/deliveries/${arrival.id}/acceptance`)
      const book = (await cell.clerk.get(`${cell.api}/incoming/${taken.body.incomingId}`)).body
      expect(book).toMatchObject({
        notation: '01-BS/ĐU',
        typeName: 'Sao lục',
        subject: from.cited,
        copy: { cited: from.cited, by: { name: 'Lò Văn Bun' } },
      })
    }
    // What signed the last copy is offered for the next.
    expect((await outlook(incomingId)).signer).toMatchObject({ name: 'Lò Văn Bun', authority: 'T/L' })
  })

  test('is copied in the kinds that are right for it, an extract with its part and its own file', async () => {
    const { incomingId } = await inBook()
    const own = await copy(incomingId, { kind: 'certified' })
    expect([own.status, own.body.fields[0].field]).toEqual([422, 'kind'])
    const bare = await copy(incomingId, { kind: 'extract' })
    expect(bare.body.fields.map((one: { field: string }) => one.field)).toEqual(['part', 'files'])
    const file = await upload(commune, 'phần trích')
    const made = await copy(incomingId, { kind: 'extract', part: 'Mục II, khoản 3', files: [file] })
    expect(made.status).toBe(201)
    const arrival = (await arrivalAt(cells[0]!, made.body.notation))!
    const { files, copy: told } = (await cells[0]!.clerk.get(`${cells[0]!.api}/deliveries/${arrival.id}`))
      .body
    expect(files.map((one: { sha256: string }) => one.sha256)).toEqual([file.sha256])
    expect(told).toMatchObject({ name: 'Trích sao', part: 'Mục II, khoản 3' })
    const secret = await copy(incomingId, { kind: 'extract', part: 'TỐI MẬT: mục II', files: [file] })
    expect(secret.status).toBe(422)
    expect((await specialist.post(`${commune.api}/incoming/${incomingId}/copies`, signed)).status).toBe(403)
  })

  test('of two who copy at once each gets its own number, and none is lost', async () => {
    const { incomingId } = await inBook()
    const made = await Promise.all(Array.from({ length: 6 }, () => copy(incomingId)))
    const numbers = made.map(({ body }) => body.number as number)
    expect(made.map(({ status }) => status)).toEqual(made.map(() => 201))
    expect(Math.max(...numbers) - Math.min(...numbers)).toBe(5)
    expect(new Set(numbers).size).toBe(6)
    const late = await copy(incomingId, { number: numbers[0] })
    expect([late.status, late.body.code]).toEqual([409, 'number_gone'])
  })

  test('that was replaced takes a reason, that was recalled or is asked for is not copied', async () => {
    const { sent, deliveryId, incomingId } = await inBook()
    await issue(province, [], {
      recipients: [{ kind: 'committee', handle: commune.handle }],
      relates: [{ kind: 'replaces', documentId: sent.id }],
    })
    expect((await outlook(incomingId)).ended).toContain('Được thay thế bởi')
    const refused = await copy(incomingId)
    expect([refused.status, refused.body.fields[0].field]).toEqual([422, 'overrideReason'])
    expect((await copy(incomingId, { overrideReason: 'Để tra cứu' })).status).toBe(201)
    const other = await inBook()
    await province.clerk.post(`${province.api}/documents/${other.sent.id}/recall`, { reason: 'Sai nội dung' })
    const asked = await copy(other.incomingId)
    expect([asked.status, asked.body.detail]).toEqual([409, expect.stringContaining('thu hồi')])
    expect(deliveryId).not.toBe(other.deliveryId)
  })

  test('recalled takes its copies back with it, wherever they went', async () => {
    const { sent, deliveryId, incomingId } = await inBook()
    const made = await copy(incomingId)
    const [first, second] = cells as [Place, Place]
    const arrival = (await arrivalAt(first, made.body.notation))!
    await first.clerk.post(`${first.api}/deliveries/${arrival.id}/acceptance`)
    await province.clerk.post(`${province.api}/documents/${sent.id}/recall`, { reason: 'Sai nội dung' })
    // Before the commune has answered, the cells are told already.
    const fate = (await first.clerk.get(`${first.api}/deliveries/${arrival.id}/fate`)).body
    expect(fate.originalRecalled).toBe('Sai nội dung')
    const agreed = await commune.clerk.post(`${commune.api}/deliveries/${deliveryId}/recall-answer`, {
      agree: true,
    })
    expect(agreed.status).toBe(201)
    const document = (await commune.clerk.get(`${commune.api}/documents/${made.body.id}`)).body
    expect(document.ended).toMatchObject({ how: 'recalled' })
    expect(await arrivalAt(second, made.body.notation)).toBeUndefined()
    const asked = (await first.clerk.get(`${first.api}/deliveries/${arrival.id}/fate`)).body
    expect(asked.recall).toMatchObject({ code: '13', reason: 'Sai nội dung' })
  })

  test.each(['before', 'after'] as const)('cut off %s any call is sent once or not at all', async (how) => {
    const { incomingId } = await inBook()
    for (let at = 1; at <= 6; at++) {
      const before = (await outlook(incomingId)).made.length as number
      Object.assign(plan, { at, how, calls: 0 })
      await copy(incomingId)
      plan.at = undefined
      await runRecovery(instance)
      const { made, next } = await outlook(incomingId)
      expect(made.length - before).toBeLessThanOrEqual(1)
      const newest = made.at(0)?.notation as string | undefined
      const there = (await waitingAt(cells[0]!)).filter((one) => one.notation === newest)
      expect([at, made.length - before, there.length]).toEqual([
        at,
        made.length - before,
        newest === undefined ? 0 : 1,
      ])
      expect(made.length === 0 || newest?.startsWith(String(next.number - 1).padStart(2, '0'))).toBe(true)
    }
  })
})

describe('our own paper', () => {
  test('is copied as a sao y, and recalling it recalls the copy', async () => {
    const sent = await issue(commune, [], { recipients: [{ kind: 'committee', handle: cells[0]!.handle }] })
    const path = `${commune.api}/documents/${sent.id}/copies`
    const made = await commune.clerk.post(path, {
      ...signed,
      kind: 'certified',
      recipients: [{ kind: 'committee', handle: province.handle }],
    })
    expect(made.status).toBe(201)
    await commune.clerk.post(`${commune.api}/documents/${sent.id}/recall`, { reason: 'Sai số liệu' })
    const again = await commune.clerk.post(path, { ...signed, kind: 'certified' })
    expect(again.status).toBe(409)
    const copied = (await commune.clerk.get(`${commune.api}/documents/${made.body.id}`)).body
    expect(copied.recalled).toMatchObject({ reason: 'Sai số liệu' })
    expect(await arrivalAt(province, made.body.notation)).toBeUndefined()
  })

  test('a copy is made from the page of its paper alone, never as a draft', async () => {
    const draft = await commune.clerk.post(`${commune.api}/documents`, { typeId: 'ban-sao' })
    expect([draft.status, draft.body.fields[0].field]).toEqual([422, 'typeId'])
  })
})
