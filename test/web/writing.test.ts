import { expect, test } from 'vitest'
import { isSame, toInput } from '../../web/screens/compose/writing.ts'

const [an, binh] = [
  { id: 'm1', name: 'An' },
  { id: 'm2', name: 'Bình' },
]

test('people and receivers are sent by their keys alone', () => {
  const recipients = [
    { kind: 'committee' as const, id: 'c', handle: 'xa-a', name: 'Xã A' },
    { kind: 'unit' as const, id: 'u', name: 'Văn phòng' },
  ]
  expect(toInput({ subject: 'về', recipients, people: [binh, an] })).toEqual({
    subject: 'về',
    recipients: [
      { kind: 'committee', handle: 'xa-a' },
      { kind: 'unit', id: 'u' },
    ],
    people: ['m1', 'm2'],
  })
  expect(toInput({ subject: 'về' })).toEqual({ subject: 'về' })
})

test('two drafts are the same whoever was named first, and differ when somebody is named in one', () => {
  expect(isSame({ people: [an, binh] }, { people: [binh, an] })).toBe(true)
  expect(isSame({}, { people: [] })).toBe(true)
  expect(isSame({ people: [an] }, { people: [an, binh] })).toBe(false)
})
