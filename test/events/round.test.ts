import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { remarksIn, standOf } from '../../src/events/rules.ts'
import type { Role } from '../../src/core/access.ts'
import { draft, openPlace, openProvince, openStranger, runRecovery, upload } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'
import { seat } from '../support/people.ts'
import { recording, unallowed } from '../support/plans.ts'
import type { Ran } from '../support/plans.ts'
import { putBelow, seated } from '../asks/support.ts'
import type { Seat } from '../asks/support.ts'

const ran: Ran[] = []
let instance: Instance
let province: Place
let commune: Seat
let board: string
let office: string
const people = new Map<string, { id: string; caller: Caller }>()
const of = (name: string) => people.get(name)!

beforeAll(async () => {
  instance = await startInstance((platform) => recording(platform, ran))
  province = await openProvince(instance)
  // Not below the province: opinions are asked across, not down.
  commune = await seated(instance, await openPlace(instance, 'UBMTTQ tỉnh', { kind: 'non_party' }))
  const unit = async (name: string) => (await province.clerk.post(`${province.api}/units`, { name })).body.id
  board = await unit('Ban Tổ chức')
  office = await unit('Văn phòng')
  const chairs: [string, Role[], string?][] = [
    ['author', ['specialist'], office],
    ['mate', ['specialist'], board],
    ['head', ['unit_head'], board],
    ['chief', ['office_chief'], office],
    ['leader', ['leader']],
    ['archivist', ['archivist']],
  ]
  for (const [name, roles, unitId] of chairs)
    people.set(name, await seat(instance, province, name, roles, unitId))
})
afterAll(() => instance.stop())

const DUE = '2026-03-20'
const at = (id: string) => `${province.api}/rounds/${id}`

/** A draft by the author with a file that was named once. */
async function begun(more: object = {}, by = of('author').caller) {
  const place = { ...province, clerk: by }
  const file = await upload(place, `dự thảo ${(marks += 1)}`)
  const made = await draft(place, [commune], { files: [file], ...more })
  return { ...made, file }
}
let marks = 0

async function open(asked: object, by = of('author').caller, more: object = {}) {
  const { id, version, file } = await begun(more, by)
  const made = await by.post(`${province.api}/documents/${id}/rounds`, { dueOn: DUE, version, ...asked })
  expect([made.status, made.body]).toMatchObject([201, { version: version + 1 }])
  return { id: made.body.id as string, documentId: id, file }
}
const persons = (...names: string[]) => ({
  asked: names.map((name) => ({ kind: 'person', id: of(name).id })),
})
const units = (...ids: string[]) => ({ asked: ids.map((id) => ({ kind: 'unit', id })) })
const read = async (id: string, by = of('author').caller) => (await by.get(at(id))).body
const say = (id: string, by: Caller, body: object) => by.post(`${at(id)}/opinion`, body)
const REMARKS = {
  stand: 'remarks',
  remarks: [{ place: 'Điều 2', text: 'Bổ sung thời hạn hoàn thành.' }, { text: 'Rút gọn phần căn cứ.' }],
}
const works = async (by: Caller, api = province.api) =>
  ((await by.get(`${api}/work`)).body.items as { kind: string; id: string; ask?: string }[])
    .filter(({ kind }) => kind === 'round')
    .map(({ id, ask }) => `${ask} ${id}`)

describe('a round of opinions', () => {
  test('asks a unit and a person, keeps the version, and lies on their desks and on its author’s', async () => {
    const round = await open({
      asked: [...units(board).asked, ...persons('leader').asked],
      note: 'Về Điều 2',
    })
    expect(await works(of('head').caller)).toContain(`opinion ${round.id}`)
    expect(await works(of('leader').caller)).toContain(`opinion ${round.id}`)
    expect(await works(of('mate').caller)).toEqual([])
    const paper = (await of('author').caller.get(`${province.api}/documents/${round.documentId}`)).body
    expect(paper.way).toMatchObject({
      stage: 'opinions',
      holder: { name: 'author' },
      dueOn: DUE,
      versions: 1,
      handed: [{ name: 'Mở đợt lấy ý kiến' }],
    })
    const seen = await read(round.id, of('head').caller)
    expect(seen).toMatchObject({
      state: 'collecting',
      version: 1,
      note: 'Về Điều 2',
      mine: [{ no: 1, name: 'Ban Tổ chức' }],
      manages: false,
      parties: [{ name: 'Ban Tổ chức' }],
      draft: { files: [{ sha256: round.file.sha256 }] },
    })
    expect((await of('mate').caller.get(at(round.id))).status).toBe(200)
    expect((await of('archivist').caller.get(at(round.id))).status).toBe(404)
    const file = await of('head').caller.get(`${at(round.id)}/files/${round.file.sha256}`)
    expect(file.status).toBe(200)
    expect((await of('archivist').caller.get(`${at(round.id)}/files/${round.file.sha256}`)).status).toBe(404)
  })

  test('takes each remark up, explains it or notes it, with the version it stands in now', async () => {
    const round = await open({ asked: [...units(board).asked, ...persons('leader').asked] })
    expect((await say(round.id, of('mate').caller, REMARKS)).status).toBe(404)
    expect((await say(round.id, of('head').caller, REMARKS)).status).toBe(200)
    expect((await say(round.id, of('leader').caller, { stand: 'agree' })).status).toBe(200)
    expect(await works(of('author').caller)).toContain(`conclude ${round.id}`)
    const take = (items: object[]) => of('author').caller.post(`${at(round.id)}/uptakes`, { items })
    const bare = await take([{ person: 1, no: 2, uptake: 'explained' }])
    expect([bare.status, bare.body.fields]).toMatchObject([422, [{ field: 'items.0.reply' }]])
    expect((await take([{ person: 1, no: 3, uptake: 'noted' }])).status).toBe(404)
    const done = await take([
      { person: 1, no: 1, uptake: 'accepted', reply: 'Đã bổ sung Điều 2' },
      { person: 1, no: 2, uptake: 'explained', reply: 'Giữ để đủ căn cứ' },
    ])
    expect([done.status, done.body.taken]).toEqual([200, 2])
    const again = await say(round.id, of('head').caller, { stand: 'agree' })
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('đang được tiếp thu')])
    const whole = await read(round.id)
    expect(whole).toMatchObject({
      asked: 2,
      answered: 2,
      open: 0,
      manages: true,
      parties: [
        {
          standName: 'Nhất trí, có ý kiến',
          by: 'head',
          remarks: [
            { place: 'Điều 2', uptakeName: 'Tiếp thu', reply: 'Đã bổ sung Điều 2', takenIn: 1, by: 'author' },
            { place: '', uptakeName: 'Giải trình' },
          ],
        },
        { name: 'leader', standName: 'Nhất trí', remarks: [] },
      ],
    })
  })

  test('takes nothing more once it is over, and says so', async () => {
    const round = await open(persons('leader', 'chief'))
    const ended = await of('author').caller.post(`${at(round.id)}/conclusion`, {})
    expect([ended.status, ended.body]).toMatchObject([200, { answered: 0, silent: 2 }])
    const late = await say(round.id, of('leader').caller, { stand: 'agree' })
    expect([late.status, late.body.detail]).toEqual([
      409,
      expect.stringMatching(/^Đồng chí author đã kết thúc lấy ý kiến ngày .*, không nhận thêm ý kiến/),
    ])
    expect(await works(of('leader').caller)).not.toContain(`opinion ${round.id}`)
    const twice = await of('author').caller.post(`${at(round.id)}/conclusion`, {})
    expect([twice.status, twice.body.detail]).toEqual([409, 'Đợt lấy ý kiến này đã kết thúc.'])
  })

  test('of an opinion and the end that meet, each is whole or refused', async () => {
    const round = await open(persons('leader'))
    const [said, ended] = await Promise.all([
      say(round.id, of('leader').caller, REMARKS),
      of('author').caller.post(`${at(round.id)}/conclusion`, {}),
    ])
    expect([
      [200, 200],
      [200, 409],
      [409, 200],
    ]).toContainEqual([said.status, ended.status])
    const { parties, state } = await read(round.id)
    expect(parties[0].remarks.length).toBe(said.status === 200 ? 2 : 0)
    expect(state).toBe(ended.status === 200 ? 'concluded' : 'collecting')
  })

  test('names what is missing before it is opened', async () => {
    const { id, version } = await begun({ files: [], subject: '' })
    const refused = await of('author').caller.post(`${province.api}/documents/${id}/rounds`, {
      ...units(office),
      dueOn: '2026-01-01',
      committees: [commune.handle],
      version,
    })
    expect(refused.status).toBe(422)
    expect(refused.body.fields.map(({ field }: { field: string }) => field).toSorted()).toEqual(
      ['asked', 'committees', 'dueOn', 'files', 'subject'].toSorted(),
    )
  })

  test('cannot be opened on what went on to be signed, or lies with somebody else', async () => {
    const { id, version } = await begun()
    const handed = await of('author').caller.post(`${province.api}/documents/${id}/hand-overs`, {
      act: 'submit',
      toId: of('leader').id,
      version,
    })
    expect(handed.status).toBe(201)
    const refused = await of('author').caller.post(`${province.api}/documents/${id}/rounds`, {
      ...persons('chief'),
      dueOn: DUE,
      version: version + 1,
    })
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('đồng chí leader')])
  })
})

describe('a round that leaves the house', () => {
  const outside = () => open({ committees: [commune.handle], ...persons('leader') }, of('chief').caller)
  const arrived = async () => {
    const { items } = (await commune.chief.get(`${commune.api}/arrived-asks?limit=100`)).body
    return items.at(-1) as { id: string; title: string }
  }
  const answered = async (askId: string, text: string) => {
    const lead = { kind: 'person', id: commune.workerId }
    const taken = await commune.chief.post(`${commune.api}/arrived-asks/${askId}/acceptance`, { lead })
    expect(taken.status).toBe(201)
    const step = (path: string, body: object, by: Caller) =>
      by.post(`${commune.api}/tasks/${taken.body.taskId}/${path}`, body)
    expect((await step('acceptance', {}, commune.worker)).status).toBe(200)
    expect((await step('report', { text }, commune.worker)).status).toBe(200)
    return step('approval', {}, commune.chief)
  }

  test('is read and answered at the other desk, taken up here, and closed on both sides', async () => {
    const round = await outside()
    const ask = await arrived()
    expect(ask.title).toMatch(/^Góp ý dự thảo Chỉ thị /)
    const one = (await commune.chief.get(`${commune.api}/arrived-asks/${ask.id}`)).body
    expect(one).toMatchObject({ kind: 'opinion', files: [{ sha256: round.file.sha256 }] })
    const path = `${commune.api}/arrived-asks/${ask.id}/files/${round.file.sha256}`
    expect((await commune.chief.get(path)).status).toBe(200)
    // Nobody there has any business with it before it is given to them.
    expect((await commune.worker.get(path)).status).toBe(404)
    const text = 'Điều 3, khoản 1: Đề nghị giao chỉ tiêu cụ thể.\n- Bổ sung vai trò của Mặt trận.\n\n'
    expect((await answered(ask.id, text)).status).toBe(200)
    expect((await commune.worker.get(path)).status).toBe(200)
    const seen = await read(round.id, of('chief').caller)
    const party = seen.parties.find((it: { kind: string }) => it.kind === 'committee')
    expect(party).toMatchObject({
      name: 'UBMTTQ tỉnh',
      standName: 'Nhất trí, có ý kiến',
      takenName: 'Đã xong',
      remarks: [
        { no: 1, place: 'Điều 3, khoản 1', text: 'Đề nghị giao chỉ tiêu cụ thể.' },
        { no: 2, place: '', text: 'Bổ sung vai trò của Mặt trận.' },
      ],
    })
    // An opinion that came back is no work for who judges tasks.
    expect(JSON.stringify((await of('chief').caller.get(`${province.api}/work`)).body)).not.toContain(
      '"judge"',
    )
    const [first] = party.remarks
    const taken = await of('chief').caller.post(`${at(round.id)}/uptakes`, {
      items: [{ person: party.no, filing: first.filing, no: 1, uptake: 'accepted', reply: 'Đã bổ sung' }],
    })
    expect(taken.status).toBe(200)
    const ended = await of('chief').caller.post(`${at(round.id)}/conclusion`, {})
    expect([ended.status, ended.body]).toMatchObject([200, { answered: 1, silent: 1 }])
    const whole = await read(round.id, of('chief').caller)
    expect(whole.parties.flatMap((it: { remarks: object[] }) => it.remarks)).toMatchObject([
      { uptakeName: 'Tiếp thu' },
      { text: 'Bổ sung vai trò của Mặt trận.' },
    ])
    expect(whole.open).toBe(1)
    expect(await works(of('chief').caller)).toContain(`takeUp ${round.id}`)
    expect((await commune.chief.get(`${commune.api}/arrived-asks/${ask.id}`)).body.state).toBe('closed')
  })

  test('is in no list of tasks: who does not read the draft reads neither its subject nor what others said', async () => {
    const round = await outside()
    const ask = await arrived()
    expect((await answered(ask.id, 'Điều 1: Cần giữ kín.')).status).toBe(200)
    const by = of('archivist').caller
    expect((await by.get(at(round.id))).status).toBe(404)
    const { items } = (await by.get(`${province.api}/asks?limit=100`)).body
    expect(JSON.stringify(items)).not.toContain('Góp ý dự thảo')
    const { rows } = await instance.platform.exchange.execute('select sendingId from ask where kind = ?', [
      'opinion',
    ])
    const ids = rows.map(({ sendingId }) => sendingId as string)
    expect(ids.length).toBeGreaterThan(0)
    for (const id of ids) {
      expect((await by.get(`${province.api}/asks/${id}`)).status).toBe(404)
      expect((await of('leader').caller.get(`${province.api}/asks/${id}`)).status).toBe(200)
    }
  })

  test('reaches nobody who takes nothing from here, and no stranger of a committee nobody vouches for', async () => {
    const asks = async (from: Seat, to: Place) => {
      const file = await upload({ ...from, clerk: from.chief }, `dự thảo ${(marks += 1)}`)
      const { id, version } = await draft({ ...from, clerk: from.chief }, [to], { files: [file] })
      const body = { dueOn: DUE, version, committees: [to.handle] }
      return from.chief.post(`${from.api}/documents/${id}/rounds`, body)
    }
    const fake = await seated(
      instance,
      await openStranger(instance, 'Tỉnh ủy Sơn Blnh', { kind: 'province', suffix: 'TU' }),
    )
    const refused = await asks(fake, commune)
    expect([refused.status, refused.body.fields]).toMatchObject([422, [{ field: 'committees' }]])
    const below = await seated(instance, await openStranger(instance, 'Đảng ủy Trường Chưa Rõ'))
    await putBelow(below, fake)
    expect((await asks(fake, below)).status).toBe(201)

    const other = await seated(instance, await openPlace(instance, 'Đảng ủy xã Làm Phiền'))
    expect((await asks(other, commune)).status).toBe(201)
    expect((await commune.clerk.post(`${commune.api}/blocks`, { handle: other.handle })).status).toBe(201)
    const blocked = await asks(other, commune)
    expect([blocked.status, blocked.body.fields]).toMatchObject([422, [{ field: 'committees' }]])
  })

  test('takes back what nobody answered: an opinion after the end is refused there, in words', async () => {
    const round = await outside()
    const ask = await arrived()
    const ended = await of('chief').caller.post(`${at(round.id)}/conclusion`, {})
    expect([ended.status, ended.body]).toMatchObject([200, { silent: 2 }])
    const lead = { kind: 'person', id: commune.workerId }
    const late = await commune.chief.post(`${commune.api}/arrived-asks/${ask.id}/acceptance`, { lead })
    expect([late.status, late.body.detail]).toEqual([
      409,
      expect.stringContaining('đã kết thúc đợt lấy ý kiến này, không nhận thêm ý kiến'),
    ])
    expect(await runRecovery(instance)).toBe(0)
  })
})

test('of a draft that is locked for a state secret no round, list or desk repeats a word, until it is given back', async () => {
  const subject = 'phương án bảo vệ Hồ Xanh Biếc'
  const chief = of('chief').caller
  const round = await open({ committees: [commune.handle], ...persons('leader'), note: subject }, chief, {
    subject,
  })
  const said = { stand: 'remarks', remarks: [{ place: 'Điều 2', text: subject }] }
  expect((await say(round.id, of('leader').caller, said)).status).toBe(200)
  const paths = [
    `rounds/${round.id}`,
    `documents/${round.documentId}/rounds`,
    'work',
    'asks?limit=100',
    'desk',
  ]
  const everything = async () => {
    const answers = await Promise.all(paths.map((path) => chief.get(`${province.api}/${path}`)))
    return JSON.stringify(answers.map(({ body }) => body))
  }
  const before = await everything()
  expect(before).toContain(subject)
  const lock = `${province.api}/documents/${round.documentId}/lock`
  const locked = await chief.post(lock, { found: 'content' })
  expect(locked.status).toBe(201)
  expect(await everything()).not.toContain(subject)
  const released = { reason: 'Dấu của mẫu biểu' }
  expect((await chief.post(`${province.api}/spills/${locked.body.id}/release`, released)).status).toBe(201)
  expect((await everything()).split(subject)).toHaveLength(before.split(subject).length)
})

describe('a text from outside', () => {
  test('is read line by line', () => {
    expect(remarksIn('1. Trang 4: Sửa lỗi.\n• Khoản này thừa\n')).toEqual([
      { place: 'Trang 4', text: 'Sửa lỗi.' },
      { place: '', text: 'Khoản này thừa' },
    ])
    expect(standOf(remarksIn('Nhất trí với nội dung dự thảo.'))).toBe('agree')
    expect(standOf(remarksIn('Nhất trí, đề nghị bổ sung Điều 4.'))).toBe('remarks')
  })

  test('loses no word that is not the sign of a list', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'ử', ' ', ':', '5') })
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const said = remarksIn(lines.join('\n'))
        const kept = said.map(({ place, text }) => `${place}${text}`).join('')
        const bare = (text: string) => text.replaceAll(/[\s:]/g, '')
        expect(bare(kept)).toBe(bare(lines.join('')))
      }),
    )
  })
})

test('the statements of rounds read along indexes', async () => {
  const rounds = ran.filter(({ sql }) =>
    /\b(from|join|into|update) ["`]?(event|event_person|remark|ask_file)\b/.test(sql),
  )
  expect(new Set(rounds.map(({ sql }) => sql)).size).toBeGreaterThan(10)
  expect(
    await unallowed(rounds, [
      ["the units below a member's own, a handful", (line) => line.startsWith('SCAN mine')],
    ]),
  ).toEqual([])
})
