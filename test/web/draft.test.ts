// @vitest-environment happy-dom
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askAt, type OwnKey } from '../../web/api/ask.ts'
import { Problem } from '../../web/api/problem.ts'
import type { Document } from '../../web/api/types.ts'
import { createBackup } from '../../web/screens/compose/backup.ts'
import { forgetLeftovers } from '../../web/screens/compose/leftovers.ts'
import { Keeper } from '../../web/screens/compose/draft.ts'
import { createStore } from '../../web/screens/compose/store.ts'
import { draftOf } from '../../web/screens/compose/writing.ts'

/** A server that keeps one draft by the rules of the API, and a line to it that the test can cut or hold. */
type Line = 'ok' | 'lost' | 'unanswered'
const server = {
  subject: undefined as string | undefined,
  version: 0,
  made: 0,
  /** Keys of requests that were done, which are not done again. */
  keys: new Set<string>(),
  saves: [] as string[],
  /** What happens to the next requests that write; after them all is well. */
  line: [] as Line[],
  /** Requests under way at once, the most there were. */
  most: 0,
  under: 0,
  /** Waits before every answer. */
  pause: (): Promise<void> => Promise.resolve(),
}

function renew(): void {
  Object.assign(server, { subject: undefined, version: 0, made: 0, saves: [], line: [], most: 0, under: 0 })
  server.keys.clear()
}

function documentNow(): Document {
  const { subject, version } = server
  return {
    id: 'd1',
    state: 'draft',
    version,
    subject: subject ?? '',
    signer: { name: '', title: '', authority: '' },
    urgency: 0,
    paperFollows: false,
    recipients: [],
    relates: [],
    files: [],
  } as unknown as Document
}

type Sent = { body?: { subject?: string }; version?: number; key?: string }
function write(method: string, { body, version, key = '' }: Sent): unknown {
  if (server.keys.has(key)) return { id: 'd1' }
  const subject = body?.subject ?? ''
  if (subject.length > 1000) throw new Problem(422, 'invalid', '', { fields: { subject: 'Dài quá.' } })
  if (method === 'PUT' && version !== server.version) throw new Problem(412, 'stale', '')
  if (method === 'POST') {
    server.made++
    server.keys.add(key)
  }
  server.subject = subject
  server.version++
  server.saves.push(subject)
  return { id: 'd1' }
}

vi.mock('../../web/api/client.ts', () => ({
  call: async (method: string, _path: string, sent: Sent = {}) => {
    const line = method === 'GET' ? 'ok' : (server.line.shift() ?? 'ok')
    server.most = Math.max(server.most, ++server.under)
    try {
      await server.pause()
      if (line === 'lost') throw new Problem(0, 'offline', '')
      const data = method === 'GET' ? documentNow() : write(method, sent)
      await server.pause()
      if (line === 'unanswered') throw new Problem(0, 'timeout', '')
      return data
    } finally {
      server.under--
    }
  },
}))

const ask = askAt<OwnKey>('/api/c/a')
function open(about = 'moi', draft = {}): Keeper {
  return new Keeper({
    store: createStore({ ask }),
    backup: createBackup('hoa.a', about),
    draw: () => undefined,
    born: () => undefined,
    draft,
  })
}
async function reopen(): Promise<Keeper> {
  const store = createStore({ ask })
  const setup = { store, draw: () => undefined, born: () => undefined }
  return new Keeper({ ...setup, backup: createBackup('hoa.a', 'd1'), stored: await store.read('d1') })
}

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  renew()
  server.pause = () => Promise.resolve()
})
afterEach(() => vi.useRealTimers())

test('a draft saves itself a moment after the last key, once', async () => {
  const keeper = open()
  for (const subject of ['m', 'mộ', 'một']) keeper.change({ subject })
  expect([keeper.state, server.saves]).toEqual(['dirty', []])
  await vi.advanceTimersByTimeAsync(900)
  expect([keeper.state, server.saves]).toEqual(['saved', ['một']])
  expect(Object.keys(localStorage)).toEqual([])
})

test('what one person left unsaved is never shown to the next at this browser, and is forgotten after a month', async () => {
  const left = createBackup('hoa.a', 'moi')
  left.keep({ subject: 'về cán bộ' })
  expect(createBackup('binh.a', 'moi').found).toBeUndefined()
  expect(createBackup('hoa.a', 'moi').found?.draft).toEqual({ subject: 'về cán bộ' })
  vi.setSystemTime(Date.now() + 31 * 86_400_000)
  forgetLeftovers()
  expect(Object.keys(localStorage)).toEqual([])
})

test('to issue while a save is under way waits for it and for what was typed meanwhile', async () => {
  const keeper = open()
  server.pause = () => new Promise((done) => setTimeout(done, 2000))
  keeper.change({ subject: 'một' })
  await vi.advanceTimersByTimeAsync(1000)
  keeper.change({ subject: 'một hai' })
  await vi.advanceTimersByTimeAsync(950)
  keeper.change({ subject: 'một hai ba' })
  const flushed = keeper.flush().then(() => [keeper.state, server.subject, keeper.document?.version])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await flushed).toEqual(['saved', 'một hai ba', server.version])
  expect(server.most).toBe(1)
})

test('what another person saved meanwhile is never overwritten without asking', async () => {
  const keeper = open()
  keeper.change({ subject: 'của tôi' })
  await keeper.flush()
  Object.assign(server, { subject: 'của họ', version: server.version + 1 })
  keeper.change({ subject: 'của tôi, thêm' })
  await keeper.flush()
  expect([keeper.state, server.subject]).toEqual(['stale', 'của họ'])
  keeper.change({ subject: 'của tôi, thêm nữa' })
  await keeper.flush()
  expect(server.subject).toBe('của họ')
  await keeper.keepMine()
  expect([keeper.state, server.subject]).toEqual(['saved', 'của tôi, thêm nữa'])
})

test('a text the server refuses stays, is told, and is not sent again by itself', async () => {
  const keeper = open()
  keeper.change({ subject: 'x'.repeat(1001) })
  await keeper.flush()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([keeper.state, keeper.draft.subject?.length, server.made]).toEqual(['failed', 1001, 0])
  expect(keeper.problem).toMatchObject({ fields: { subject: 'Dài quá.' } })
  keeper.change({ subject: 'ngắn' })
  await keeper.flush()
  expect([keeper.state, server.subject, keeper.problem]).toEqual(['saved', 'ngắn', undefined])
})

test('an answer that is lost makes no second draft and no stranger of oneself', async () => {
  const keeper = open()
  keeper.change({ subject: 'một' })
  await keeper.flush()
  server.line = ['unanswered']
  keeper.change({ subject: 'một hai' })
  await keeper.flush()
  keeper.change({ subject: 'một hai ba' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect([keeper.state, server.subject, server.made]).toEqual(['saved', 'một hai ba', 1])
})

test('a new draft that was never saved is offered in its own place and turns up in no other', async () => {
  const left = open('moi')
  server.line = ['lost', 'lost']
  left.change({ subject: 'gửi A' })
  await left.flush()
  const reply = open('moi-giao-b', { replyTo: 'giao-b' })
  expect([reply.draft, reply.older, reply.state]).toEqual([{ replyTo: 'giao-b' }, undefined, 'new'])
  const again = open('moi')
  expect([again.draft, again.older]).toEqual([{}, { subject: 'gửi A' }])
})

test('of an older draft nothing is lost by writing on, until it is taken or refused', async () => {
  server.line = Array.from({ length: 9 }, () => 'lost')
  open('moi').change({ subject: 'bản cũ' })
  const next = open('moi')
  next.change({ subject: 'bản mới' })
  expect(open('moi').older).toBeDefined()
  next.settle(true)
  expect(next.draft.subject).toBe('bản cũ')
  const last = open('moi')
  last.settle(false)
  expect([last.draft, open('moi').older]).toEqual([{}, undefined])
})

test('what was typed after the last save comes back by itself, unless somebody has saved since', async () => {
  const keeper = open()
  keeper.change({ subject: 'một' })
  await keeper.flush()
  server.line = ['lost', 'lost']
  keeper.change({ subject: 'một hai' })
  const back = await reopen()
  expect([back.draft.subject, back.older]).toEqual(['một hai', undefined])
  Object.assign(server, { subject: 'của họ', version: server.version + 1 })
  const later = await reopen()
  expect([later.draft.subject, later.older?.subject]).toEqual(['của họ', 'một hai'])
})

test('a draft given up is saved no more', async () => {
  const keeper = open()
  keeper.change({ subject: 'bỏ' })
  keeper.letGo()
  await vi.advanceTimersByTimeAsync(60_000)
  expect([server.saves, Object.keys(localStorage)]).toEqual([[], []])
})

/** One thing that happens: a key, time that passes, the button that issues, or what befalls the next request. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('type' as const) }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 4000 }) }),
  fc.record({ kind: fc.constant('issue' as const) }),
  fc.record({
    kind: fc.constant('line' as const),
    line: fc.constantFrom<Line>('ok', 'lost', 'unanswered'),
  }),
)

test('whatever happens to the line, no key is lost, one save is under way at a time, and what is issued is what was read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 40 }),
      fc.integer({ min: 0, max: 3000 }),
      async (steps, slow) => {
        localStorage.clear()
        renew()
        server.pause = () => new Promise((done) => setTimeout(done, slow / 2))
        const keeper = open()
        const issues: Promise<void>[] = []
        let typed = ''
        for (const one of steps) {
          if (one.kind === 'type') {
            typed += 'chữ '
            keeper.change({ subject: typed })
          } else if (one.kind === 'line') server.line.push(one.line)
          else if (one.kind === 'wait') await vi.advanceTimersByTimeAsync(one.ms)
          else {
            issues.push(
              // What stands on the screen when it may be issued is what the server has, at the version it is issued on.
              keeper.flush().then(() => {
                const agreed =
                  server.subject === keeper.draft.subject && keeper.document?.version === server.version
                if (keeper.state === 'saved' && !agreed) throw new Error('issued what nobody has read')
              }),
            )
          }
          expect(keeper.draft.subject ?? '').toBe(typed)
          expect(keeper.state).not.toBe('stale')
        }
        await vi.advanceTimersByTimeAsync(400_000)
        await Promise.all(issues)
        expect(server.most).toBeLessThanOrEqual(1)
        expect(server.made).toBe(typed === '' ? 0 : 1)
        if (typed === '') return
        expect([keeper.state, server.subject]).toEqual(['saved', typed])
        expect(draftOf(keeper.document!).subject).toBe(typed)
        expect(Object.keys(localStorage)).toEqual([])
      },
    ),
    { numRuns: 300 },
  )
})
