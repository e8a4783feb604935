// @vitest-environment happy-dom
import { render } from 'lit-html'
import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../web/api/problem.ts'
import type { FileRef } from '../../web/api/types.ts'
import { sha256 } from '../../web/api/upload.ts'
import { createUploads, type Uploads } from '../../web/parts/upload.ts'
import { settled } from './support/page.ts'

type Sent = {
  name: string
  declared: string | undefined
  moved: (share?: number) => void
  answer: PromiseWithResolvers<FileRef>
  cancelled: boolean
}
const sent: Sent[] = []
vi.mock(import('../../web/api/upload.ts'), async (original) => ({
  ...(await original()),
  sendFile: (_address, file, moved, declared) => {
    const one: Sent = { name: file.name, declared, moved, answer: Promise.withResolvers(), cancelled: false }
    sent.push(one)
    return {
      done: one.answer.promise,
      cancel: () => {
        one.cancelled = true
        one.answer.reject(new Problem(0, 'cancelled', ''))
      },
    }
  },
}))

const changed = vi.fn<() => void>()
let uploads: Uploads
function open(mayDeclare = true): void {
  const draw = (): unknown => render(uploads.view(), document.body)
  uploads = createUploads({
    files: [],
    addressOf: ({ sha256: hash }) => `/files/${hash}`,
    limit: 1000,
    mayDeclare,
    changed,
    draw,
  })
  draw()
}
async function choose(...files: File[]): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type=file]')!
  Object.defineProperty(input, 'files', { value: files, configurable: true })
  input.dispatchEvent(new Event('change'))
  // What sends comes behind.
  await settled()
}
const file = (name: string, size = 3): File => new File(['x'.repeat(size)], name)
const stored = (name: string): FileRef => ({
  name,
  sha256: `hash of ${name}`,
  size: 3,
  type: 'application/pdf',
})
const lines = (): string[] =>
  [...document.querySelectorAll('.uploads > li')].map((one) => one.textContent.replace(/\s+/g, ' ').trim())
const press = (word: string, line = 0): void => {
  const buttons = document.querySelectorAll('.uploads > li')[line]!.querySelectorAll('button')
  ;[...buttons].find((one) => one.textContent.trim() === word)!.click()
}
const names = (): string[] => uploads.files().map(({ name }) => name)

beforeEach(() => {
  document.body.replaceChildren()
  Reflect.deleteProperty(document.body, '_$litPart$')
  sent.length = 0
  changed.mockReset()
  open()
})

test('a file on its way is busy and shows how far it is; when it is there, it is told', async () => {
  await choose(file('a.pdf'))
  expect([uploads.busy(), names()]).toEqual([true, []])
  sent[0]!.moved(0.5)
  expect(lines()[0]).toContain('50%')
  sent[0]!.answer.resolve(stored('a.pdf'))
  await settled()
  expect([uploads.busy(), uploads.unsent(), names(), changed.mock.calls.length]).toEqual([
    false,
    false,
    ['a.pdf'],
    1,
  ])
})

test('files stand in the order they were chosen, whichever arrives first; another can be made the main one', async () => {
  await choose(file('a.pdf'), file('b.pdf'))
  sent[1]!.answer.resolve(stored('b.pdf'))
  await settled()
  sent[0]!.answer.resolve(stored('a.pdf'))
  await settled()
  expect(names()).toEqual(['a.pdf', 'b.pdf'])
  press('Đưa lên đầu', 1)
  expect(names()).toEqual(['b.pdf', 'a.pdf'])
})

test('a file that could not be sent stays in sight as unsent until it is sent again or removed', async () => {
  await choose(file('a.pdf'))
  sent[0]!.answer.reject(new Problem(422, 'file_type', 'Tệp này không phải PDF.'))
  await settled()
  expect([uploads.unsent(), names(), lines()[0]]).toEqual([
    true,
    [],
    expect.stringContaining('không phải PDF'),
  ])
  press('Thử lại')
  await settled()
  sent[1]!.answer.resolve(stored('a.pdf'))
  await settled()
  expect([uploads.unsent(), names()]).toEqual([false, ['a.pdf']])
  await choose(file('b.pdf'))
  sent[2]!.answer.reject(new Problem(0, 'offline', ''))
  await settled()
  expect(uploads.unsent()).toBe(true)
  press('Bỏ', 1)
  expect([uploads.unsent(), names()]).toEqual([false, ['a.pdf']])
})

test('what is too large or empty is told at once and never sent', async () => {
  await choose(file('lon.pdf', 1001), file('rong.pdf', 0))
  expect([sent.length, uploads.unsent()]).toEqual([0, true])
  expect(lines()).toEqual([expect.stringContaining('lớn hơn'), expect.stringContaining('rỗng')])
})

test('a file called off is gone, and no failure', async () => {
  await choose(file('a.pdf'))
  press('Hủy')
  await settled()
  expect([sent[0]!.cancelled, lines(), uploads.busy(), uploads.unsent()]).toEqual([true, [], false, false])
})

test('a stamp found by mistake can be answered for by who may issue, with a reason', async () => {
  const refuse = async (): Promise<void> => {
    await choose(file('a.pdf'))
    sent.at(-1)!.answer.reject(new Problem(422, 'file_secret', 'Tệp có dấu mật.'))
    await settled()
  }
  await refuse()
  const reason = document.querySelector<HTMLInputElement>('.declare input')!
  reason.value = 'ngắn'
  press('Xác nhận và gửi lại')
  expect(sent.length).toBe(1)
  reason.value = 'là bản dịch đã công bố'
  press('Xác nhận và gửi lại')
  await settled()
  expect(sent.at(-1)?.declared).toBe('là bản dịch đã công bố')
  document.body.replaceChildren()
  Reflect.deleteProperty(document.body, '_$litPart$')
  open(false)
  await refuse()
  expect(document.querySelector('.declare')).toBeNull()
})

test('files of an older draft take the place of those there were', () => {
  uploads.take([{ name: 'cũ.pdf', sha256: 'c' }])
  expect(names()).toEqual(['cũ.pdf'])
})

test('the address of a file is its SHA-256 (NIST, "abc")', async () => {
  expect(await sha256(new Blob(['abc']))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
