// @vitest-environment happy-dom
import { html, render } from 'lit-html'
import { beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../web/api/problem.ts'
import { textField } from '../../web/parts/field.ts'
import { createForm, missing, type Form, type Values } from '../../web/parts/form.ts'
import { settled } from './support/page.ts'

const send = vi.fn<(values: Values) => Promise<void>>()
let form: Form
beforeEach(() => {
  document.body.replaceChildren()
  Reflect.deleteProperty(document.body, '_$litPart$')
  send.mockReset().mockResolvedValue()
  const draw = (): unknown =>
    render(
      html`${form.summary()}
        <form @submit=${form.submit}>
          ${textField({ name: 'name', label: 'Tên', error: form.errors['name'] })}
        </form>`,
      document.body,
    )
  form = createForm({ draw, check: (values) => missing(values, { name: 'Tên' }), send })
  draw()
})
const summary = (): HTMLElement | null => document.querySelector('.summary')
async function submit(name: string): Promise<void> {
  document.querySelector('input')!.value = name
  document.querySelector('form')!.dispatchEvent(new Event('submit', { cancelable: true }))
  await settled()
}

test('what is missing is told at its field and in a summary that takes the focus, and nothing is sent', async () => {
  await submit('  ')
  expect(send).not.toHaveBeenCalled()
  expect(document.activeElement).toBe(summary())
  const input = document.querySelector('input')!
  expect([input.getAttribute('aria-invalid'), input.getAttribute('aria-describedby')]).toEqual([
    'true',
    'f-name-error',
  ])
  expect(summary()?.querySelector('a')?.getAttribute('href')).toBe('#f-name')
  expect(form.titled('Trang')).toBe('Lỗi: Trang')
})

test('what the server says stands at the field it names, or in the summary when it names none', async () => {
  send.mockRejectedValueOnce(new Problem(422, 'invalid', '', { fields: { name: 'Tên đã có.' } }))
  await submit('An')
  expect(document.getElementById('f-name-error')?.textContent).toContain('Tên đã có.')
  send.mockRejectedValueOnce(new Problem(409, 'closed', 'Sổ đã khóa.'))
  await submit('An')
  expect([summary()?.textContent, form.errors]).toEqual([expect.stringContaining('Sổ đã khóa.'), {}])
})

test('one thing is done at a time, and success leaves nothing wrong behind', async () => {
  await submit('')
  let finish = (): void => undefined
  send.mockReturnValueOnce(new Promise((done) => (finish = done)))
  await submit('An')
  const other = vi.fn<() => Promise<void>>()
  await Promise.all([submit('Bình'), form.attempt(other)])
  expect([send.mock.calls, other.mock.calls, form.busy]).toEqual([[[{ name: 'An' }]], [], true])
  finish()
  await settled()
  expect([form.busy, summary(), form.titled('Trang')]).toEqual([false, null, 'Trang'])
})

test('what else belongs to the form fails in the same way', async () => {
  await form.attempt(() => Promise.reject(new TypeError('a bug')))
  await settled()
  expect(document.activeElement).toBe(summary())
  expect(summary()?.textContent).toContain('Ứng dụng gặp lỗi')
})
