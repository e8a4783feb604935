// @vitest-environment happy-dom
import { render } from 'lit-html'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { signUpInput } from '../../src/directory/schema.ts'
import { cancelInput } from '../../src/documents/books/schema.ts'
import { draftInput } from '../../src/documents/outgoing/schema.ts'
import { acceptInput, refuseInput } from '../../src/exchange/schema.ts'
import { uploadQuery } from '../../src/files/schema.ts'
import { LIMITS } from '../../web/limits.ts'
import { areaField, roomLeft } from '../../web/parts/field.ts'

const schemas: Record<keyof typeof LIMITS, z.ZodType> = {
  subject: draftInput.shape.subject,
  signerName: draftInput.shape.signerName,
  signerTitle: draftInput.shape.signerTitle,
  overrideReason: draftInput.shape.overrideReason,
  necessity: draftInput.shape.necessity,
  note: draftInput.shape.note,
  acceptanceNote: acceptInput.shape.note,
  refusalText: refuseInput.shape.text,
  copyKeeper: draftInput.shape.copyKeeper,
  cancelReason: cancelInput.shape.reason,
  declaration: uploadQuery.shape.declared,
  committeeName: signUpInput.shape.name,
}

test.each(Object.entries(LIMITS))(
  'the browser and the server agree how long %s may be: %d',
  (name, limit) => {
    const schema = schemas[name as keyof typeof LIMITS]
    expect(schema.safeParse('ă'.repeat(limit)).success).toBe(true)
    expect(schema.safeParse('ă'.repeat(limit + 1)).success).toBe(false)
  },
)

test('room is told from 80 % of the limit on, in the letters the server counts', () => {
  expect(roomLeft('x'.repeat(799), 1000)).toBe('')
  expect(roomLeft('x'.repeat(800), 1000)).toContain('200')
  expect(roomLeft('x'.repeat(1002), 1000)).toContain('2 ký tự')
  expect(roomLeft(` ${'ă'.normalize('NFD').repeat(800)} `, 1000)).toContain('200')
})

test('what is pasted stays whole, and the field says how much it is over', () => {
  let written = ''
  render(
    areaField({ name: 'subject', label: 'Trích yếu', limit: 1000, input: (text) => (written = text) }),
    document.body,
  )
  const area = document.querySelector('textarea')!
  area.value = 'x'.repeat(1500)
  area.dispatchEvent(new Event('input'))
  expect([written.length, area.hasAttribute('maxlength')]).toEqual([1500, false])
  const line = document.getElementById('f-subject-room')!
  expect(line.textContent).toContain('500')
  expect(area.getAttribute('aria-describedby')).toContain(line.id)
})
