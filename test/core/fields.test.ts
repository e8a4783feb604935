import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day, someOf, text, words } from '../../src/core/fields.ts'

const messages = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value).error?.issues.map(({ message }) => message) ?? []

describe('a day', () => {
  test.each(['1945-01-01', '2024-02-29', '2100-12-31'])('%s is one', (date) => {
    expect(day().parse(date)).toBe(date)
  })

  test.each(['2026-02-29', '2026-2-3', '03/02/2026', '20255-01-01', ''])('%s is none', (date) => {
    expect(messages(day('Hạn'), date)).toEqual(['Hạn cần ở dạng năm-tháng-ngày, ví dụ 2026-03-02.'])
  })

  test.each(['0020-02-29', '1944-12-31', '2101-01-01'])('%s is told with its year', (date) => {
    const year = date.slice(0, 4)
    expect(messages(day('Hạn'), date)).toEqual([
      `Hạn ghi năm ${year}: đề nghị xem lại năm (từ 1945 đến 2100).`,
    ])
  })
})

test('text is kept in NFC without spaces around it, and its length is that of what is kept', () => {
  const ten = [words('Cần nhập tên.', 10), text('Tên', 10)]
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zắửđ ]{0,14}$/u), (typed) => {
      const kept = typed.trim()
      for (const field of ten) {
        const found = field.safeParse(`  ${typed.normalize('NFD')} `)
        const fits = kept.length <= 10 && (kept !== '' || field === ten[1])
        expect([found.success, found.data]).toEqual([fits, fits ? kept : undefined])
      }
    }),
  )
})

test('an edit names at least one of its fields', () => {
  const edit = someOf(z.object({ name: z.string().optional(), note: z.string().nullable().optional() }))
  for (const nothing of [{}, { name: undefined }, { other: 1 }])
    expect(messages(edit, nothing)).toEqual(['Cần nêu ít nhất một mục để sửa.'])
  expect(edit.parse({ note: null })).toEqual({ note: null })
})
