import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import type { AuditEntry } from '../../src/audit/schema.ts'
import { demoEnv, prepareDemo } from '../../src/commands/demo.ts'
import { addDays } from '../../src/core/dates.ts'
import { cells } from '../../src/demo/cells.ts'
import { everyPlace } from '../../src/demo/every-place.ts'
import { agency, communes, district, OPERATOR, PASSWORD, province } from '../../src/demo/places.ts'
import { papers } from '../../src/demo/papers.ts'
import { accountsOf } from '../../src/demo/set-up.ts'
import { startHost } from '../../src/node.ts'
import { nodePlatform } from '../../src/platform/node.ts'
import { Caller } from '../support/instance.ts'

let root: string
let platform: Awaited<ReturnType<typeof nodePlatform>>
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'lien-thong-demo-'))
  await prepareDemo(join(root, 'demo'))
  platform = await nodePlatform(await demoEnv(join(root, 'demo'), 8787))
  app = createApp(platform)
}, 120_000)
afterAll(async () => {
  await platform.close()
  await rm(root, { recursive: true, force: true })
})

const signIn = async (email: string): Promise<Caller> => {
  const caller = new Caller(app.fetch)
  const entered = await caller.post('/api/auth/sign-in/email', { email, password: PASSWORD })
  expect(entered.status).toBe(200)
  return caller
}
const clerkAt = (handle: string) =>
  signIn(handle === 'xa-nam-soi' ? 'van-thu@huyen-uy-muong-lam.example' : `van-thu@${handle}.example`)
const get = async (caller: Caller, path: string) => {
  const answer = await caller.get(path)
  expect(answer.status).toBe(200)
  return answer.body
}

test('a second start finds everything as it was and fills nothing', async () => {
  expect(await prepareDemo(join(root, 'demo'))).toBe(false)
})

test('everybody signs in, belongs to their committee and has the roles that were printed', async () => {
  for (const place of everyPlace) {
    for (const { email, roles, name } of accountsOf(place)) {
      const { me } = await get(await signIn(email), `/api/c/${place.handle}`)
      expect({ email, name: me.name, roles: me.roles }).toEqual({
        email,
        name,
        roles: [...roles].sort(byRole),
      })
    }
  }
})

const ORDER = ['clerk', 'specialist', 'unit_head', 'office_chief', 'leader', 'archivist', 'admin']
const byRole = (a: string, b: string) => ORDER.indexOf(a) - ORDER.indexOf(b)

test('one person works in two places', async () => {
  const { committees } = await get(await clerkAt('xa-nam-soi'), '/api/me')
  expect(committees.map((one: { handle: string }) => one.handle).sort()).toEqual([
    'huyen-uy-muong-lam',
    'xa-nam-soi',
  ])
})

test('the operator belongs to no committee and has a report to deal with', async () => {
  const operator = await signIn(OPERATOR.email)
  expect(await get(operator, '/api/me')).toMatchObject({ committees: [] })
  expect((await get(operator, '/api/operator/reports')).items).toHaveLength(1)
  expect((await get(operator, '/api/operator/state')).committees).toBe(everyPlace.length)
})

describe('no screen is empty', () => {
  test('for the clerk of the province', async () => {
    const clerk = await clerkAt(province.handle)
    const api = `/api/c/${province.handle}`
    const { counts, term } = await get(clerk, api)
    expect(term.name).toBe('2025-2030')
    expect(counts).toMatchObject({ arrivals: 1, apart: 1, drafts: 6 })
    const desk = await get(clerk, `${api}/desk`)
    expect(new Set(desk.waiting.map((one: { kind: string }) => one.kind))).toEqual(
      new Set(['arrival', 'refused', 'draft', 'numbered']),
    )
    expect(desk.awaiting.length).toBeGreaterThan(2)
    expect(desk.recent.length).toBe(5)
    for (const [path, least] of [
      ['documents', 10],
      ['documents?state=draft', 3],
      ['deliveries', 1],
      ['deliveries?state=apart', 1],
      ['deliveries?state=accepted', 3],
      ['deliveries?state=refused', 1],
      ['incoming', 3],
      ['registers/incoming', 3],
      ['recipient-groups', 3],
      ['members', 9],
      ['number-series', 20],
      ['arrival-books', 1],
      ['document-types', 30],
    ] as const) {
      const { items } = await get(clerk, `${api}/${path}${path.includes('?') ? '&' : '?'}limit=100`)
      expect({ path, found: items.length >= least }).toEqual({ path, found: true })
    }
    const register = await get(clerk, `${api}/registers/outgoing?limit=100`)
    const notations = register.items.map((one: { notation: string }) => one.notation)
    expect(notations).toEqual(expect.arrayContaining(['05-CT/TU', '04-CTr/TU', '512-CV/TU', '931-CV/VPTU']))
    const organisation = await get(clerk, `${api}/organisation`)
    expect(organisation.terms.map((one: { name: string }) => one.name)).toEqual(['2025-2030', '2020-2025'])
    expect(organisation.units.length).toBe(8)
  })

  test('for administrators: members, invitations, links, audit', async () => {
    const admin = await signIn(`quan-tri@${province.handle}.example`)
    const api = `/api/c/${province.handle}`
    const { items: members } = await get(admin, `${api}/members?limit=100`)
    expect(members.filter((one: { active: boolean }) => !one.active)).toHaveLength(1)
    const { items: invitations } = await get(admin, `${api}/invitations`)
    expect(invitations.map((one: { state: string }) => one.state)).toContain('waiting')
    const { subordinates } = await get(admin, `${api}/links`)
    const states = Object.fromEntries(
      subordinates.map((one: { handle: string; state: string }) => [one.handle, one.state]),
    )
    expect(states).toEqual({
      ...Object.fromEntries(communes.map((place) => [place.handle, 'accepted'])),
      [agency.handle]: 'pending',
    })
  })

  test.each([...communes, agency])('at $name', async (place) => {
    const clerk = await clerkAt(place.handle)
    const api = `/api/c/${place.handle}`
    for (const path of ['documents', 'documents?state=draft', 'deliveries', 'registers/outgoing']) {
      const { items } = await get(clerk, `${api}/${path}`)
      expect({ path, some: items.length > 0 }).toEqual({ path, some: true })
    }
    const { counts } = await get(clerk, api)
    expect(counts.arrivals).toBeGreaterThan(0)
  })

  test('at a cell whose next term is set: the one that runs ends by itself on the day before', async () => {
    const clerk = await clerkAt(cells[0].handle)
    const { terms } = await get(clerk, `/api/c/${cells[0].handle}/organisation`)
    expect(terms).toMatchObject([
      { current: false, ground: 'reorganisation' },
      { current: true, name: '2025-2027' },
    ])
    expect(addDays(terms[1].closesOn, 1)).toBe(terms[0].opensOn)
  })

  test('at the district of old, whose term has ended and whose papers stay', async () => {
    const clerk = await clerkAt(district.handle)
    const api = `/api/c/${district.handle}`
    expect((await get(clerk, api)).term).toMatchObject({ closesOn: '2025-06-30' })
    const { items } = await get(clerk, `${api}/documents`)
    expect(items[0]).toMatchObject({ notation: '20-CTr/HU' })
    expect((await get(clerk, `${api}/incoming`)).items).toHaveLength(1)
  })
})

test('boards show every state, and answers keep their link', async () => {
  const clerk = await clerkAt(province.handle)
  const api = `/api/c/${province.handle}`
  const { items } = await get(clerk, `${api}/documents?limit=100`)
  const idOf = (notation: string) => items.find((one: { notation: string }) => one.notation === notation).id
  const plan = await get(clerk, `${api}/documents/${idOf('61-KH/TU')}/deliveries`)
  expect(plan.summary).toEqual({ total: 4, waiting: 1, accepted: 2, refused: 1, recalled: 0, settled: 0 })
  const decision = await get(clerk, `${api}/documents/${idOf('359-QĐ/TU')}/deliveries`)
  expect(decision.items[0].remindedAt).toBeDefined()
  const request = await get(clerk, `${api}/documents/${idOf('512-CV/TU')}`)
  expect(request.replies).toMatchObject([{ notation: '19-BC/ĐU', senderName: 'Đảng ủy xã Tân Lập' }])
})

test('a draft waits that can be issued as it is', async () => {
  const clerk = await clerkAt(province.handle)
  const api = `/api/c/${province.handle}`
  const { items } = await get(clerk, `${api}/documents?state=draft`)
  const ready = items.find((one: { subject: string }) => one.subject.startsWith('học tập, quán triệt'))
  const { version } = await get(clerk, `${api}/documents/${ready.id}`)
  const issued = await clerk.post(`${api}/documents/${ready.id}/issue`, { version })
  expect(issued.body).toMatchObject({ notation: '62-KH/TU', recipients: 3 })
})

test('papers bear the number and the day they were given', async () => {
  const clerk = await clerkAt(province.handle)
  const api = `/api/c/${province.handle}`
  const { items } = await get(clerk, `${api}/documents?limit=100`)
  const found = items.find((one: { notation: string }) => one.notation === '512-CV/TU')
  const { files, issuedOn } = await get(clerk, `${api}/documents/${found.id}`)
  const answer = await app.fetch(
    new Request(`http://localhost:8787${api}/files/${files[0].sha256}`, {
      headers: { cookie: [...clerk.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    }),
  )
  const pdf = await getDocument({ data: new Uint8Array(await answer.arrayBuffer()), verbosity: 0 }).promise
  const { items: texts } = await (await pdf.getPage(1)).getTextContent()
  const words = texts.map((one) => ('str' in one ? one.str : ''))
  expect(words).toContain('512')
  expect(words).toContain(issuedOn.slice(0, 4))
  expect(words.join(' ')).toContain('ĐẢNG CỘNG SẢN VIỆT NAM')
})

test('the audit tells every change in words, none of them in the future', async () => {
  for (const place of everyPlace) {
    const admin = place.staff.find((one) => one.roles.includes('admin'))!
    const caller = await signIn(`${admin.as}@${place.handle}.example`)
    let cursor = ''
    do {
      const page = await get(caller, `/api/c/${place.handle}/audit?limit=100${cursor}`)
      for (const entry of page.items as AuditEntry[]) {
        expect(entry.actionName).not.toBe(entry.action)
        expect(Date.parse(entry.at)).toBeLessThanOrEqual(Date.now())
      }
      cursor = page.next === undefined ? '' : `&cursor=${encodeURIComponent(page.next)}`
    } while (cursor !== '')
  }
})

test('texts are composed, and no paper is told of twice', () => {
  const texts = JSON.stringify([papers, everyPlace])
  expect(texts).toBe(texts.normalize('NFC'))
  expect(new Set(papers.map((paper) => paper.id)).size).toBe(papers.length)
})

const FILES = join(import.meta.dirname, '../../src/demo/files')

test('every paper has its file, and there are no others', async () => {
  const printed = (await readdir(FILES)).filter((name) => name.endsWith('.pdf')).sort()
  expect(printed).toEqual(papers.map(({ id }) => `${id}.pdf`).sort())
})

test.each(papers)('the file of $id says what the paper says', async ({ id, subject, signer }) => {
  const data = new Uint8Array(await readFile(join(FILES, `${id}.pdf`)))
  const pdf = await getDocument({ data, verbosity: 0 }).promise
  const pages = await Promise.all(
    Array.from({ length: pdf.numPages }, async (_, i) => (await pdf.getPage(i + 1)).getTextContent()),
  )
  const words = pages.flatMap(({ items }) => items.map((one) => ('str' in one ? one.str : '')))
  const text = words.join(' ').replace(/\s+/g, ' ')
  for (const said of [subject, signer.name, signer.title.toUpperCase()]) expect(text).toContain(said)
})

describe('npm run smoke', () => {
  const smoke = (...args: string[]) =>
    promisify(execFile)(process.execPath, ['src/commands/smoke.ts', ...args]).catch(
      (error: { stderr: string; stdout: string }) => error,
    )

  test('does the main job over HTTP and tells each step', async () => {
    const web = join(root, 'web')
    await mkdir(web)
    await writeFile(join(web, 'index.html'), '<!doctype html>')
    const host = await startHost(await demoEnv(join(root, 'demo'), 0), web)
    try {
      const { stdout, stderr } = await smoke('--url', `http://localhost:${host.port}/`)
      expect(stderr).toBe('')
      expect(stdout.match(/^ +\d+ ms {2}/gm)).toHaveLength(9)
      expect(stdout).toMatch(/Xong: \d+-CV\/TU từ tinh-uy-son-binh đến xa-tan-lap\./)
      const wrong = await smoke('--url', `http://localhost:${host.port}`, '--to', 'khong-co')
      expect(wrong.stderr).toMatch(/^Văn thư nơi nhận đăng nhập: /)
    } finally {
      await host.stop()
    }
  })

  test('says that nobody answers, and where', async () => {
    const { stderr } = await smoke('--url', 'http://localhost:1')
    expect(stderr).toMatch(/^Văn thư nơi gửi đăng nhập: không nối được tới http:\/\/localhost:1 /)
  })
})
