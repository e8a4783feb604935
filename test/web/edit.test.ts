// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { openEdit } from '../../web/parts/edit.ts'

test('a small form opens in a dialog, and is left again without a word sent', () => {
  const send = vi.fn<() => Promise<void>>().mockResolvedValue()
  openEdit({ title: 'Giao lại', fields: [{ name: 'reason', label: 'Lý do' }], send })
  const dialog = document.querySelector('dialog')!
  expect(dialog.open).toBe(true)
  expect(dialog.querySelector('h2')?.textContent).toBe('Giao lại')
  expect(dialog.querySelector('input')?.getAttribute('name')).toBe('reason')
  const [cancel] = [...dialog.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Hủy')
  cancel!.click()
  expect(document.querySelector('dialog')).toBeNull()
  expect(send).not.toHaveBeenCalled()
})
