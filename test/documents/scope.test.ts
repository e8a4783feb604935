import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '../../src/core/access.ts'
import { house } from '../../src/app.ts'
import { joinCommittee } from '../support/committee.ts'
import { directive, openPlace, openProvince, upload, waitingAt } from '../support/exchange.ts'
import type { Place } from '../support/exchange.ts'
import { startInstance } from '../support/instance.ts'
import type { Caller, Instance } from '../support/instance.ts'

let instance: Instance
let province: Place
let commune: Place
let office: string
let section: string

type Person = { id: string; name: string; caller: Caller }
const people = new Map<string, Person>()
const of = (name: string): Person => people.get(name)!

beforeAll(async () => {
  instance = await startInstance()
  province = await openProvince(instance)
  commune = await openPlace(instance, 'Đảng ủy xã Tân Lập')
  office = (await province.clerk.post(`${province.api}/units`, { name: 'Văn phòng' })).body.id
  section = (await province.clerk.post(`${province.api}/units`, { name: 'Phòng Tổng hợp', parentId: office }))
    .body.id
  const board = (await province.clerk.post(`${province.api}/units`, { name: 'Ban Tổ chức' })).body.id
  await join('author', ['specialist'], section)
  await join('mate', ['specialist'], section)
  await join('head', ['unit_head'], office)
  await join('other head', ['unit_head'], board)
  await join('chief', ['office_chief'], office)
  await join('leader', ['leader'])
  await join('signer', ['specialist'], board)
  await join('archivist', ['archivist'])
})
afterAll(() => instance.stop())

async function join(name: string, roles: Role[], unitId?: string): Promise<void> {
  const caller = await joinCommittee(instance, province.handle, { name, roles })
  const { items } = (await province.clerk.get(`${province.api}/members?limit=100`)).body
  const { id, version } = items.find((one: { name: string }) => one.name === name)
  people.set(name, { id, name, caller })
  if (unitId !== undefined) await sit(id, version, unitId)
}

const sit = async (id: string, version: number, unitId: string) => {
  const path = `${province.api}/members/${id}`
  const moved = await province.clerk.patch(path, { unitId }, { 'if-match': `"v${version}"` })
  expect(moved.status).toBe(200)
}

let drafts = 0
/** A draft by the author; its subject is a word of its own. */
async function begin(more: object = {}): Promise<{ id: string; path: string; word: string }> {
  const word = `soạn${(drafts += 1)}x`
  const made = await of('author').caller.post(`${province.api}/documents`, { subject: word, ...more })
  expect(made.status).toBe(201)
  return { id: made.body.id, path: `${province.api}/documents/${made.body.id}`, word }
}

/** Whether somebody has a draft: to read, in the list, in the list searched, among what is found. */
async function sees({ caller }: Pick<Person, 'caller'>, draft: { id: string; path: string; word: string }) {
  const listed = async (query: string): Promise<boolean> => {
    const { items } = (await caller.get(`${province.api}/documents?state=draft&limit=100${query}`)).body
    return items.some((one: { id: string }) => one.id === draft.id)
  }
  const { groups } = (await caller.get(`${province.api}/search?q=${draft.word}`)).body
  const answers = [
    (await caller.get(draft.path)).status === 200,
    (await caller.get(`${draft.path}/deliveries`)).status === 200,
    await listed(''),
    await listed(`&q=${draft.word}`),
    groups.some((one: { kind: string }) => one.kind === 'outgoing'),
  ]
  expect(new Set(answers).size).toBe(1)
  return answers[0]
}

/** Whether somebody may save it; when not, it is not there. */
async function saves({ caller }: Person, { path, word }: { path: string; word: string }): Promise<boolean> {
  const { version } = (await province.clerk.get(path)).body
  const done = await caller.put(path, { subject: word }, { 'if-match': `"v${version}"` })
  expect([200, 403, 404]).toContain(done.status)
  return done.status === 200
}

describe('a draft that names nobody', () => {
  test.each([
    ['author', true, true],
    ['mate', false, false],
    ['head', true, true],
    ['other head', false, false],
    ['chief', true, true],
    ['leader', true, false],
    ['signer', false, false],
    ['archivist', false, false],
  ])('%s reads it: %s; works on it: %s', async (name, reads, writes) => {
    const draft = await begin()
    expect([await sees(of(name), draft), await saves(of(name), draft)]).toEqual([reads, writes])
    expect(await sees({ caller: province.clerk }, draft)).toBe(true)
  })

  test('is put away and brought back by those who may work on it, and by nobody else', async () => {
    const { path } = await begin()
    const [mate, head] = [of('mate').caller, of('head').caller]
    expect((await mate.delete(path)).status).toBe(404)
    expect((await head.delete(path)).status).toBe(200)
    expect((await mate.post(`${path}/restoration`)).status).toBe(404)
    expect((await head.post(`${path}/restoration`)).status).toBe(200)
  })

  test('stays with the unit it was begun in when its author moves', async () => {
    const draft = await begin()
    const { items } = (await province.clerk.get(`${province.api}/members?limit=100`)).body
    const author = items.find((one: { name: string }) => one.name === 'author')
    await sit(author.id, author.version, office)
    expect([await sees(of('head'), draft), await sees(of('author'), draft)]).toEqual([true, true])
    await sit(author.id, author.version + 1, section)
  })
})

describe('a draft that names people', () => {
  test('is theirs too, by name, until it no longer names them', async () => {
    const draft = await begin({ people: [of('mate').id] })
    expect(await sees(of('mate'), draft)).toBe(true)
    const shown = await of('mate').caller.get(draft.path)
    expect(shown.body.people).toEqual([{ id: of('mate').id, name: 'mate' }])
    // A save that does not speak of them leaves them there.
    expect(await saves(of('mate'), draft)).toBe(true)
    expect(await sees(of('mate'), draft)).toBe(true)
    const { version } = (await of('author').caller.get(draft.path)).body
    const edit = { subject: draft.word, people: [] }
    const done = await of('author').caller.put(draft.path, edit, { 'if-match': `"v${version}"` })
    expect(done.status).toBe(200)
    expect(await sees(of('mate'), draft)).toBe(false)
    const { items } = (await province.clerk.get(`${province.api}/audit?subject=document:${draft.id}`)).body
    expect(items[0].changes).toEqual([{ field: 'people', name: 'Người cùng soạn thảo', before: 'mate' }])
  })

  test('is read by who is to sign it, who does not work on it', async () => {
    const draft = await begin({ signerId: of('signer').id })
    expect([await sees(of('signer'), draft), await saves(of('signer'), draft)]).toEqual([true, false])
  })

  test('names members only, fifty at most', async () => {
    const make = (named: string[]) => of('author').caller.post(`${province.api}/documents`, { people: named })
    const unknown = await make([of('mate').id, 'không-ai'])
    expect([unknown.status, unknown.body.fields]).toMatchObject([422, [{ field: 'people.1' }]])
    const many = await make(Array.from({ length: 51 }, () => of('mate').id))
    expect([many.status, many.body.fields]).toMatchObject([422, [{ field: 'people' }]])
    expect((await make([of('mate').id, of('mate').id])).status).toBe(201)
  })
})

describe('what waits', () => {
  const waiting = async ({ caller }: Pick<Person, 'caller'>, id: string) => {
    const desk = (await caller.get(`${province.api}/desk`)).body.waiting
    const drafted = desk.filter((one: { kind: string }) => one.kind === 'draft')
    const { counts } = (await caller.get(`${province.api}/`)).body
    return { there: drafted.some((one: { id: string }) => one.id === id), counted: counts.drafts }
  }

  test('a draft waits for those who work on it and for the clerk, not for all who may see it', async () => {
    const { id } = await begin({ people: [of('mate').id], signerId: of('signer').id })
    for (const name of ['author', 'mate']) expect((await waiting(of(name), id)).there).toBe(true)
    expect((await waiting({ caller: province.clerk }, id)).there).toBe(true)
    for (const name of ['head', 'chief', 'leader', 'signer', 'archivist'])
      expect([name, await waiting(of(name), id)]).toEqual([name, { there: false, counted: 0 }])
  })

  test('is counted as it is laid on the desk', async () => {
    const { counted } = await waiting(of('mate'), '')
    await begin({ people: [of('mate').id] })
    expect((await waiting(of('mate'), '')).counted).toBe(counted + 1)
  })
})

test('whoever may work on a draft may read it', () => {
  const read = house.permissions.find(({ id }) => id === 'drafts.read')!
  const write = house.permissions.find(({ id }) => id === 'drafts.write')!
  for (const role of Object.keys(write.grants) as Role[])
    for (const scope of write.grants[role]!) expect(read.grants[role]).toContain(scope)
})

test('the file of a draft is read by those who read the draft, and by all who read papers once it is issued', async () => {
  const file = await upload({ ...province, clerk: of('author').caller }, 'chỉ trong dự thảo')
  const { subject: _, ...whole } = await directive(province, [commune])
  const { path } = await begin({ ...whole, files: [file] })
  const gives = async (name: string) =>
    (await of(name).caller.get(`${province.api}/files/${file.sha256}`)).status
  expect(await Promise.all(['author', 'head', 'leader', 'mate', 'archivist'].map(gives))).toEqual([
    200, 200, 200, 404, 404,
  ])
  expect((await province.clerk.post(`${path}/issue`, { version: 1 })).status).toBe(200)
  expect(await Promise.all(['mate', 'archivist'].map(gives))).toEqual([200, 200])
})

test('a draft that answers a paper is not shown with the paper to those whom it does not concern', async () => {
  const [sent] = await waitingAt(commune)
  await commune.clerk.post(`${commune.api}/deliveries/${sent!.id}/acceptance`)
  const answer = await directive(commune, [province], { replyTo: sent!.id })
  const made = await commune.clerk.post(`${commune.api}/documents`, answer)
  await commune.clerk.post(`${commune.api}/documents/${made.body.id}/issue`, { version: 1 })
  const [arrival] = await waitingAt(province)
  const { incomingId } = (await province.clerk.post(`${province.api}/deliveries/${arrival!.id}/acceptance`))
    .body
  const { id } = await begin({ replyTo: arrival!.id })
  const repliesFor = async (name: string) =>
    (await of(name).caller.get(`${province.api}/incoming/${incomingId}`)).body.replies.map(
      (one: { id: string }) => one.id,
    )
  expect(await repliesFor('author')).toEqual([id])
  expect(await repliesFor('archivist')).toEqual([])
})
