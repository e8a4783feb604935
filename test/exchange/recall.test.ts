import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { joinCommittee } from '../support/committee.ts'
import { draft, issue, openPlace, openProvince, runRecovery, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { withFaults } from '../support/faults.ts'
import type { Plan } from '../support/faults.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

const plan: Plan = { calls: 0, log: [] }
let instance: Instance
let province: Place
let commune: Place
let other: Place
let specialist: Caller

beforeAll(async () => {
  instance = await startInstance((platform) => withFaults(platform, plan))
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  other = await openPlace(instance, 'Đảng ủy xã Sơn Hà')
  specialist = await joinCommittee(instance, commune.handle, { name: 'Chuyên viên', roles: ['specialist'] })
})
afterAll(() => instance.stop())

const why = { reason: 'Sai nội dung phần II' }
const recall = (id: string) => province.clerk.post(`${province.api}/documents/${id}/recall`, why)
const boardOf = async (id: string) =>
  (await province.clerk.get(`${province.api}/documents/${id}/deliveries`)).body
const arrivalAt = async (place: Place, notation: string) =>
  (await waitingAt(place)).find((one) => one.notation === notation)
const accept = (place: Place, id: string) => place.clerk.post(`${place.api}/deliveries/${id}/acceptance`)
const answer = (place: Place, id: string, body: object) =>
  place.clerk.post(`${place.api}/deliveries/${id}/recall-answer`, body)
const deskOf = async (place: Place): Promise<{ kind: string; id: string }[]> =>
  (await place.clerk.get(`${place.api}/desk`)).body.waiting

describe('a recall', () => {
  test('takes back by itself what nobody has taken, and asks where it was taken', async () => {
    const file = await upload(province, 'bị thu hồi')
    const sent = await issue(province, [commune, other], { files: [file] })
    const arrival = (await arrivalAt(commune, sent.notation))!
    const { incomingId } = (await accept(commune, arrival.id)).body
    const task = await commune.clerk.post(`${commune.api}/incoming/${incomingId}/submission`)
    expect(task.status).toBeLessThan(500)
    expect((await specialist.get(`${commune.api}/files/${file.sha256}`)).status).toBe(200)
    expect((await recall(sent.id)).status).toBe(201)
    // Not taken: gone from the door, and taking it says why.
    expect(await arrivalAt(other, sent.notation)).toBeUndefined()
    const late = await accept(other, arrival.id)
    expect([late.status, late.body.detail]).toEqual([409, expect.stringContaining('đã thu hồi')])
    const board = await boardOf(sent.id)
    expect(board.summary).toEqual({ total: 2, waiting: 0, accepted: 1, refused: 0, recalled: 1, settled: 0 })
    expect(
      board.items.map((one: { status: string; recall: { code: string } }) => [one.status, one.recall.code]),
    ).toEqual(
      expect.arrayContaining([
        ['03', '13'],
        ['15', '15'],
      ]),
    )
    // Taken: on the desk of the clerk there, who answers; the banner says so.
    expect((await deskOf(commune)).map(({ kind, id }) => [kind, id])).toContainEqual(['recall', arrival.id])
    const fate = (await specialist.get(`${commune.api}/deliveries/${arrival.id}/fate`)).body
    expect(fate.recall).toMatchObject({ code: '13', reason: why.reason })
    const wordless = await answer(commune, arrival.id, { agree: false })
    expect([wordless.status, wordless.body.fields[0].field]).toEqual([422, 'reason'])
    expect((await answer(commune, arrival.id, { agree: true })).status).toBe(201)
    const again = await answer(commune, arrival.id, { agree: true })
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('đã được trả lời')])
    const book = (await commune.clerk.get(`${commune.api}/incoming/${incomingId}`)).body
    expect(book).toMatchObject({ arrivalNo: 1, state: 'recalled', recalled: { reason: why.reason } })
    expect(book.history.map(({ text }: { text: string }) => text)).toContain('Đồng ý thu hồi')
    // The file is closed to ordinary readers, here and there; who keeps the register may still open it.
    expect((await specialist.get(`${commune.api}/files/${file.sha256}`)).status).toBe(404)
    expect((await commune.clerk.get(`${commune.api}/files/${file.sha256}`)).status).toBe(200)
    expect((await boardOf(sent.id)).summary).toMatchObject({ accepted: 0, recalled: 2 })
    const register = (await province.clerk.get(`${province.api}/registers/outgoing`)).body.items
    expect(register.find((line: { notation: string }) => line.notation === sent.notation)).toMatchObject({
      state: 'issued',
    })
  })

  test('may be kept, with a word why, and the paper stays as it is', async () => {
    const sent = await issue(province, [commune])
    const { id } = (await arrivalAt(commune, sent.notation))!
    await accept(commune, id)
    await recall(sent.id)
    expect((await answer(commune, id, { agree: false, reason: 'Đã triển khai' })).status).toBe(201)
    const [row] = (await boardOf(sent.id)).items
    expect(row).toMatchObject({ status: '03', recall: { code: '16' } })
    expect(row.history.map((one: { status: string }) => one.status)).toEqual(['01', '03', '13', '16'])
    // Asked once and answered: asking again, or answering again, changes nothing there.
    const again = await recall(sent.id)
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('đã thu hồi')])
    const twice = await answer(commune, id, { agree: true })
    expect([twice.status, twice.body.detail]).toEqual([409, expect.stringContaining('đã được trả lời')])
    expect((await boardOf(sent.id)).items[0]).toEqual(row)
  })

  test('of a recalled, a replaced or an unissued paper is refused in words', async () => {
    const sent = await issue(province, [commune])
    await recall(sent.id)
    const twice = await recall(sent.id)
    expect([twice.status, twice.body.detail]).toEqual([409, expect.stringContaining('đã thu hồi')])
    const { id } = await draft(province, [commune])
    expect((await recall(id)).status).toBe(409)
  })

  test.each(['before', 'after'] as const)(
    'raced against acceptance that was cut off %s: exactly one wins',
    async (how) => {
      for (let at = 1; at <= 5; at++) {
        const sent = await issue(province, [commune])
        const { id } = (await arrivalAt(commune, sent.notation))!
        Object.assign(plan, { at, how, calls: 0 })
        await accept(commune, id)
        plan.at = undefined
        expect((await recall(sent.id)).status).toBe(201)
        await runRecovery(instance)
        const [row] = (await boardOf(sent.id)).items
        const entered =
          (await commune.clerk.get(`${commune.api}/deliveries/${id}`)).body.incomingId !== undefined
        // In the book there means asked here, and nothing in the book never means taken.
        const outcomes = entered ? ['03 13'] : ['01 13', '15 15']
        expect(outcomes).toContain(`${row.status} ${row.recall.code}`)
        const after = await accept(commune, id)
        expect(after.status).toBe(409)
      }
    },
  )

  /** Whether the sender and the recipient say the same of a paper that was recalled and taken at once; who won. */
  async function oneOutcome(sent: { id: string }, deliveryId: string): Promise<string> {
    const [row] = (await boardOf(sent.id)).items
    const there = (await commune.clerk.get(`${commune.api}/deliveries/${deliveryId}`)).body
    const { recalled } = (await province.clerk.get(`${province.api}/documents/${sent.id}`)).body
    const entered = there.incomingId !== undefined
    const outcome = `${row.status} ${row.recall?.code ?? ''} ${entered ? 'entered' : 'not'}`
    expect(recalled === undefined ? ['03  entered'] : ['03 13 entered', '15 15 not']).toContain(outcome)
    return entered ? 'taken' : 'recalled'
  }

  test('and an acceptance at the same moment: it is asked back or never entered, and both sides say which', async () => {
    for (let i = 0; i < 8; i++) {
      const sent = await issue(province, [commune])
      const { id } = (await arrivalAt(commune, sent.notation))!
      const both = [() => recall(sent.id), () => accept(commune, id)]
      const [first, second] = i % 2 === 0 ? both : both.toReversed()
      const done = await Promise.all([first!(), second!()])
      const [recalled, taken] = i % 2 === 0 ? done : done.toReversed()
      expect(recalled!.status).toBe(201)
      await runRecovery(instance)
      expect(await oneOutcome(sent, id)).toBe(taken!.status === 201 ? 'taken' : 'recalled')
    }
  })

  test.each(['before', 'after'] as const)(
    'cut off %s any call, raced by an acceptance: exactly one outcome on both sides',
    async (how) => {
      for (let at = 1, met = true; met; at++) {
        const sent = await issue(province, [commune])
        const { id } = (await arrivalAt(commune, sent.notation))!
        Object.assign(plan, { at, how, calls: 0 })
        await recall(sent.id)
        met = plan.calls >= at
        plan.at = undefined
        const taken = await accept(commune, id)
        expect([201, 409]).toContain(taken.status)
        await runRecovery(instance)
        expect([at, await oneOutcome(sent, id)]).toEqual([at, taken.status === 201 ? 'taken' : 'recalled'])
      }
    },
  )

  test.each(['before', 'after'] as const)('cut off %s any call is wholly done or not at all', async (how) => {
    for (let at = 1; at <= 4; at++) {
      const sent = await issue(province, [commune, other])
      Object.assign(plan, { at, how, calls: 0 })
      await recall(sent.id)
      plan.at = undefined
      await runRecovery(instance)
      const found = (await province.clerk.get(`${province.api}/documents/${sent.id}`)).body
      const { summary } = await boardOf(sent.id)
      expect([at, how, summary.recalled]).toEqual([at, how, found.recalled === undefined ? 0 : 2])
    }
  })
})

describe('a later paper', () => {
  const about = (kind: string, documentId: string, more: object = {}) => ({
    relates: [{ kind, documentId }],
    ...more,
  })
  const laterAt = async (place: Place, id: string) =>
    (await place.clerk.get(`${place.api}/deliveries/${id}/fate`)).body.later

  test('that replaces one is told at every recipient of it, and ends it here', async () => {
    const old = await issue(province, [commune, other])
    const { id } = (await arrivalAt(other, old.notation))!
    const later = await issue(province, [commune], about('replaces', old.id))
    const told = await laterAt(other, id)
    expect(told).toMatchObject([{ kind: 'replaces', name: 'Được thay thế bởi', notation: later.notation }])
    // What it is about is for those it was sent to.
    expect(Object.keys(told[0]).toSorted()).toEqual(['issuedOn', 'kind', 'name', 'notation', 'typeName'])
    expect((await laterAt(commune, id))[0]).toMatchObject({
      deliveryId: expect.any(String),
      subject: expect.any(String),
    })
    const { items: marks } = (await other.clerk.get(`${other.api}/delivery-marks?ids=${id}`)).body
    expect(marks).toEqual([{ id, text: 'Đã bị thay thế', ended: true }])
    expect((await province.clerk.get(`${province.api}/delivery-marks?ids=${id}`)).body.items).toEqual([])
    const found = (await province.clerk.get(`${province.api}/documents/${old.id}`)).body
    expect(found).toMatchObject({ ended: { how: 'replaces' }, relatedBy: [{ documentId: later.id }] })
    const force = async () =>
      (await province.clerk.get(`${province.api}/documents-in-force?type=chi-thi&limit=100`)).body.items.map(
        (one: { id: string }) => one.id,
      )
    expect(await force()).toContain(later.id)
    expect(await force()).not.toContain(old.id)
    expect((await recall(old.id)).status).toBe(409)
    const { id: late, version } = await draft(province, [commune], about('amends', old.id))
    const refused = await province.clerk.post(`${province.api}/documents/${late}/issue`, { version })
    expect([refused.status, refused.body.fields[0].field]).toEqual([422, 'relates'])
  })

  test('of another type warns and takes a named override; a correction is a công văn', async () => {
    const old = await issue(province, [commune])
    for (const [kind, typeId] of [
      ['replaces', 'nghi-quyet'],
      ['corrects', 'chi-thi'],
    ]) {
      const { id, version } = await draft(province, [commune], about(kind!, old.id, { typeId }))
      const refused = await province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
      expect([refused.status, refused.body.fields[0].field]).toEqual([422, 'overrideReason'])
    }
    const letter = await issue(province, [commune], about('corrects', old.id, { typeId: 'cong-van' }))
    const { relatedBy, ended } = (await province.clerk.get(`${province.api}/documents/${old.id}`)).body
    expect([relatedBy[0].documentId, ended]).toEqual([letter.id, undefined])
  })

  test('raced against a recall of the same paper: exactly one wins', async () => {
    for (let i = 0; i < 6; i++) {
      const old = await issue(province, [commune])
      const { id, version } = await draft(province, [commune], about('replaces', old.id))
      const [taken, replaced] = await Promise.all([
        recall(old.id),
        province.clerk.post(`${province.api}/documents/${id}/issue`, { version }),
      ])
      const won = [taken.status === 201, replaced.status === 200]
      expect(won.filter(Boolean)).toHaveLength(1)
      const { ended } = (await province.clerk.get(`${province.api}/documents/${old.id}`)).body
      expect(ended.how).toBe(won[0] ? 'recalled' : 'replaces')
    }
  })

  /** Whether the old paper ended just once, as whoever won says, here and where it went; by which of the two. */
  async function wholeEnd(
    old: { id: string },
    arrivalId: string,
    laterId: string,
  ): Promise<string | undefined> {
    const { ended } = (await province.clerk.get(`${province.api}/documents/${old.id}`)).body
    const later = (await province.clerk.get(`${province.api}/documents/${laterId}`)).body
    const { summary } = await boardOf(old.id)
    const recalled = ended?.how === 'recalled'
    expect([ended?.how, summary.recalled]).toEqual([ended?.how, recalled ? 1 : 0])
    expect([ended?.how, later.state]).toEqual([ended?.how, ended?.how === 'replaces' ? 'issued' : 'draft'])
    const told = await laterAt(commune, arrivalId)
    expect([ended?.how, told?.length ?? 0]).toEqual([ended?.how, ended?.how === 'replaces' ? 1 : 0])
    return ended?.how
  }

  test.each([
    ['recall', 'before'],
    ['recall', 'after'],
    ['replacement', 'before'],
    ['replacement', 'after'],
  ] as const)('a %s cut off %s any call, raced by the other: exactly one wins, wholly', async (cut, how) => {
    const won = new Set<string | undefined>()
    for (let at = 1, met = true; met; at++) {
      const old = await issue(province, [commune])
      const { id, version } = await draft(province, [commune], about('replaces', old.id))
      const arrival = (await arrivalAt(commune, old.notation))!
      const replace = () => province.clerk.post(`${province.api}/documents/${id}/issue`, { version })
      const [first, second] =
        cut === 'recall' ? [() => recall(old.id), replace] : [replace, () => recall(old.id)]
      Object.assign(plan, { at, how, calls: 0 })
      await first()
      met = plan.calls >= at
      plan.at = undefined
      const late = await second()
      expect([200, 201, 409, 422]).toContain(late.status)
      await runRecovery(instance)
      won.add(await wholeEnd(old, arrival.id, id))
    }
    // Cut off early it loses, late it wins; whatever was cut, the paper is not left with neither.
    expect(won).toEqual(new Set(['recalled', 'replaces']))
  })

  test('names only papers that were issued here', async () => {
    const { id } = await draft(province, [commune])
    const answerTo = await province.clerk.post(`${province.api}/documents`, about('replaces', id))
    expect([answerTo.status, answerTo.body.fields[0].field]).toEqual([422, 'relates.0'])
  })
})

describe('further recipients', () => {
  test('get the same paper; a recall reaches them too, and who has it is left in peace', async () => {
    const sent = await issue(province, [commune])
    const path = `${province.api}/documents/${sent.id}/further-recipients`
    const done = await province.clerk.post(path, { recipients: [commune.handle, other.handle] })
    expect([done.status, done.body.recipients]).toEqual([201, 1])
    expect(await arrivalAt(other, sent.notation)).toBeDefined()
    const again = await province.clerk.post(path, { recipients: [other.handle] })
    expect(again.status).toBe(409)
    const unknown = await province.clerk.post(path, { recipients: ['khong-co'] })
    expect([unknown.status, unknown.body.fields[0].field]).toEqual([422, 'recipients.0'])
    await recall(sent.id)
    expect((await boardOf(sent.id)).summary).toMatchObject({ total: 2, recalled: 2 })
    expect((await province.clerk.post(path, { recipients: [other.handle] })).status).toBe(409)
  })
})
