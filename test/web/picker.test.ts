// @vitest-environment happy-dom
import { render } from 'lit-html'
import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../web/api/problem.ts'
import { createPicker, type Options } from '../../web/parts/picker.ts'
import { deferred, settled } from './support/page.ts'

const list = (...names: string[]): Options => [
  { label: 'Cấp ủy', options: names.map((name) => ({ key: name.toLowerCase(), label: name })) },
]
const find = vi.fn<(typed: string) => Options | Promise<Options>>()
const pick = vi.fn<(key: string) => void>()
const free = vi.fn<(text: string) => void>()
let chosen = ''

function open(): HTMLInputElement {
  const draw = (): unknown => render(picker.view(), document.body)
  const picker = createPicker({
    name: 'to',
    label: 'Nơi nhận',
    find,
    pick: ({ key, label }) => {
      chosen = label
      pick(key)
    },
    shown: () => chosen,
    free,
    draw,
  })
  draw()
  return document.querySelector('input')!
}
const options = (): string[] =>
  [...document.querySelectorAll('[role=option]')].map((one) => one.textContent.trim())
const marked = (): string | undefined => document.querySelector('[aria-selected=true]')?.textContent.trim()
const isOpen = (): boolean => !document.querySelector<HTMLElement>('.picker-list')!.hidden
function type(input: HTMLInputElement, text: string): void {
  input.value = text
  input.dispatchEvent(new Event('input'))
}
const press = (input: HTMLInputElement, key: string): boolean =>
  input.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true }))
const searched = (): Promise<void> => vi.waitFor(() => expect(find).toHaveBeenCalled()).then(settled)

beforeEach(() => {
  document.body.replaceChildren()
  // lit keeps what it drew with the container.
  Reflect.deleteProperty(document.body, '_$litPart$')
  chosen = ''
  for (const mock of [find, pick, free]) mock.mockReset()
})

test('typing narrows, arrows walk around, Enter takes', async () => {
  find.mockReturnValue(list('Na Sang', 'Nà Tấu', 'Mường Nhé'))
  const input = open()
  type(input, 'na')
  await searched()
  expect([options(), marked()]).toEqual([['Na Sang', 'Nà Tấu', 'Mường Nhé'], 'Na Sang'])
  press(input, 'ArrowUp')
  expect(marked()).toBe('Mường Nhé')
  press(input, 'ArrowDown')
  press(input, 'ArrowDown')
  expect([marked(), input.getAttribute('aria-activedescendant')]).toEqual(['Nà Tấu', 'o-to-1'])
  press(input, 'Enter')
  expect([pick.mock.calls, input.value, isOpen()]).toEqual([[['nà tấu']], 'Nà Tấu', false])
})

test('Enter pressed before the answer takes the first that is found', async () => {
  const answer = deferred<Options>()
  find.mockReturnValue(answer.promise)
  const input = open()
  type(input, 'muong')
  press(input, 'Enter')
  await searched()
  expect(pick).not.toHaveBeenCalled()
  answer.resolve(list('Mường Nhé', 'Mường Lâm'))
  await settled()
  expect(pick.mock.calls).toEqual([['mường nhé']])
})

test('of two searches the later one is shown, in whatever order they are answered', async () => {
  const [slow, fast] = [deferred<Options>(), deferred<Options>()]
  find.mockReturnValueOnce(slow.promise).mockReturnValueOnce(fast.promise)
  const input = open()
  type(input, 'n')
  await searched()
  type(input, 'na')
  await vi.waitFor(() => expect(find).toHaveBeenCalledTimes(2))
  fast.resolve(list('Na Sang'))
  await settled()
  slow.resolve(list('Nậm Sỏi'))
  await settled()
  expect(options()).toEqual(['Na Sang'])
})

test('Escape closes the list and keeps what was chosen', async () => {
  find.mockReturnValue(list('Na Sang'))
  const input = open()
  chosen = 'Đã chọn'
  type(input, 'na')
  await searched()
  press(input, 'Escape')
  expect([isOpen(), input.value, pick.mock.calls.length]).toEqual([false, 'Đã chọn', 0])
})

test('what is typed freely is told when the field is left, and nothing when nothing was typed', async () => {
  find.mockReturnValue([])
  const input = open()
  input.dispatchEvent(new Event('blur'))
  expect(free).not.toHaveBeenCalled()
  type(input, ' Nguyễn Văn An ')
  input.dispatchEvent(new Event('blur'))
  expect(free.mock.calls).toEqual([['Nguyễn Văn An']])
})

test.each([
  [new Problem(0, 'offline', ''), 'Đang mất kết nối nên chưa tìm được'],
  [new Problem(403, 'forbidden', 'Đồng chí chưa được giao quyền.'), 'Đồng chí chưa được giao quyền.'],
])('a search that fails says why, and not that there is nothing: %s', async (problem, told) => {
  find.mockRejectedValue(problem)
  const input = open()
  type(input, 'na')
  await searched()
  const list = document.querySelector('.picker-list')?.textContent ?? ''
  expect([options(), list.trim()]).toEqual([[], expect.stringContaining(told)])
  expect(list).not.toContain('Không có kết quả')
})

test('what could not be looked up offline comes by itself once there is a connection', async () => {
  find.mockRejectedValueOnce(new Problem(0, 'offline', ''))
  find.mockResolvedValue(list('Na Sang'))
  const input = open()
  type(input, 'na')
  await searched()
  dispatchEvent(new Event('online'))
  await vi.waitFor(() => expect(options()).toEqual(['Na Sang']))
})
