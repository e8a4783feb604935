// @vitest-environment happy-dom
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { html, render } from 'lit-html'
import { beforeEach, expect, test } from 'vitest'
import { Problem } from '../../web/api/problem.ts'
import { behind, createPart, orNone } from '../../web/parts/behind.ts'

let screen: HTMLElement
let views: (() => unknown)[]
const draw = () => render(html`${views.map((one) => one())}`, screen)
const settle = () => new Promise((resolve) => setTimeout(resolve))
const text = () => screen.textContent?.replace(/\s+/g, ' ').trim()
const again = () => screen.querySelector('button')!

beforeEach(() => {
  screen = document.createElement('div')
  views = []
})
/** A part that fails until it is mended. */
const failing = (what: string, draws: () => void, problem: unknown = new Problem(500, 'x', '')) => {
  const state = { broken: true }
  const view = behind(draws, () =>
    state.broken ? Promise.reject(problem as Error) : Promise.resolve(() => html`<b>${what}</b>`),
  )
  views.push(view)
  return state
}

test('a part that does not come says so where it would stand, and comes when it is asked for again', async () => {
  const state = failing('Hồ sơ', draw)
  await settle()
  expect(screen.querySelector('[role=status]')).not.toBeNull()
  expect(text()).toBe('Chưa tải được hết trang này. Thử lại')
  again().click()
  await settle()
  expect(text()).toBe('Chưa tải được hết trang này. Thử lại')
  state.broken = false
  again().click()
  await settle()
  expect(text()).toBe('Hồ sơ')
})

test('several parts of a screen say it once, and come together', async () => {
  const draws = () => draw()
  const states = [failing('Một', draws), failing('Hai', draws), failing('Ba', draws)]
  await settle()
  expect(screen.querySelectorAll('button')).toHaveLength(1)
  expect(text()).toBe('Chưa tải được hết trang này. Thử lại')
  states[1]!.broken = false
  again().click()
  await settle()
  expect(text()).toBe('Chưa tải được hết trang này. Thử lại Hai')
  for (const one of states) one.broken = false
  again().click()
  await settle()
  expect(text()?.replace(/ /g, '')).toBe('MộtHaiBa')
})

test('what its reader may not see is not there, and is no failure', async () => {
  for (const status of [403, 404]) failing('x', () => draw(), new Problem(status, 'x', ''))
  await settle()
  expect(text()).toBe('')
  for (const status of [403, 404]) expect(orNone(new Problem(status, 'x', ''))).toBeUndefined()
  for (const problem of [new Problem(500, 'x', ''), new Problem(0, 'offline', ''), new TypeError('x')])
    expect(() => orNone(problem)).toThrow(problem)
})

test('what was shown stays when it cannot be brought up to date, and says that it is old', async () => {
  let broken = false
  const part = createPart(draw, () =>
    broken ? Promise.reject(new Problem(503, 'x', '')) : Promise.resolve(() => 'Kết quả'),
  )
  views.push(part.view)
  await part.renew()
  expect(text()).toBe('Kết quả')
  broken = true
  await part.renew()
  expect(text()).toBe('Chưa tải được hết trang này. Thử lại Kết quả')
})

/** What may fail without a word, and why: nobody waits for it, or its lack is seen at once. */
const QUIET = new Map([
  ['api/early.ts', 'asked ahead; the screen asks again and is told'],
  ['api/upload.ts', 'an answer that is no JSON is a problem by its status'],
  ['route.ts', 'an address that cannot be decoded is taken as it is'],
  ['screens/compose/backup.ts', 'the second net of what is written: the first is the server'],
  ['screens/sign-in.ts', 'whoever can sign in is not led to sign up'],
  ['viewer/pdf-view.ts', 'what is broken in a paper is said by the viewer'],
  ['viewer/pdf.ts', 'the same'],
  ['api/problem.ts', 'an answer without a body is a problem by its status'],
  ['app.ts', 'what is fetched again a minute later, and the reporter of failures'],
  ['live.ts', 'asked again a minute later'],
  ['main.ts', 'asked ahead of the screen, which is told'],
  ['parts/upload.ts', 'warms up what the upload itself fetches'],
  ['place.ts', 'the shell as it was stays'],
  ['report.ts', 'a failure is reported or it is not'],
  ['screens/account/factor.ts', 'the key stands beside the picture'],
  ['screens/account/sessions.ts', 'which of the sessions is this one is not marked'],
  ['screens/desk.ts', 'the visit is noted at the next opening'],
  ['screens/reach/proof.ts', 'the name in the top line is read again at the next page'],
  ['screens/registers/reserve.ts', 'the button names no number, and the number is the next all the same'],
  ['viewer/links.ts', 'a link that leads nowhere is none'],
  ['viewer/pages.ts', 'a page that is damaged is blank'],
])

test('nothing else of the web swallows a failure', async () => {
  const folder = join(import.meta.dirname, '../../web')
  const quiet = /\.catch\(\s*\(\)\s*=>\s*(undefined|null|\[\]|\(\{)|catch\s*\{/
  const found = new Set<string>()
  for (const name of await readdir(folder, { recursive: true }))
    if (name.endsWith('.ts') && quiet.test(await readFile(join(folder, name), 'utf8'))) found.add(name)
  const allowed = new Set(QUIET.keys())
  expect([...found].filter((name) => !allowed.has(name)).toSorted()).toEqual([])
})
