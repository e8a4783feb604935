import { describe, expect, test } from 'vitest'
import { fits, holds } from '../../src/processes/condition.ts'
import type { Condition, Field } from '../../src/processes/template.ts'

const fields: Record<string, unknown> = {
  muc: 'khan',
  so_to: 3,
  mat: false,
  ngay: '2026-04-29',
  gio: '2026-04-29T16:10+07:00',
  rong: '',
  bang: [],
  khong: null,
}
const asks = (condition: Condition) => holds(condition, (f) => fields[f])

describe('a comparison', () => {
  test.each<
    [
      string,
      Exclude<Condition, { all: unknown } | { any: unknown } | { not: unknown }>['is'],
      unknown,
      boolean,
    ]
  >([
    ['muc', 'eq', 'khan', true],
    ['muc', 'ne', 'khan', false],
    ['muc', 'in', ['mat', 'khan'], true],
    ['muc', 'in', [], false],
    ['so_to', 'gt', 3, false],
    ['so_to', 'ge', 3, true],
    ['so_to', 'lt', 3.5, true],
    ['so_to', 'le', 2, false],
    ['mat', 'eq', false, true],
    ['mat', 'set', undefined, true],
    ['ngay', 'lt', '2026-05-01', true],
    // one moment in two zones, and one that only looks later
    ['gio', 'eq', '2026-04-29T09:10Z', true],
    ['gio', 'gt', '2026-04-29T09:09:59Z', true],
    ['gio', 'lt', '2026-04-29T09:30Z', true],
    // of another type: neither equal nor different
    ['so_to', 'eq', '3', false],
    ['so_to', 'ne', '3', false],
    ['muc', 'lt', 5, false],
    ...['rong', 'bang', 'khong', 'khong_co'].flatMap(
      (f): [string, 'set' | 'ne' | 'eq', unknown, boolean][] => [
        [f, 'set', undefined, false],
        [f, 'ne', 'x', false],
        [f, 'eq', fields[f], false],
      ],
    ),
  ])('%s %s %j is %s', (f, is, v, wanted) => {
    expect(asks({ f, is, v })).toBe(wanted)
  })

  test('all, any and not', () => {
    const [yes, no] = [
      { f: 'muc', is: 'set' },
      { f: 'rong', is: 'set' },
    ] as const
    expect([asks({ all: [yes, no] }), asks({ any: [no, yes] }), asks({ not: no })]).toEqual([
      false,
      true,
      true,
    ])
    expect([asks({ all: [yes, yes] }), asks({ any: [no, no] }), asks({ not: yes })]).toEqual([
      true,
      false,
      false,
    ])
  })
})

test.each<[Partial<Field>, unknown[], unknown[]]>([
  [{ type: 'integer', min: 1, max: 9 }, [1, 9], [0, 10, 1.5, '3', 2 ** 53, NaN]],
  [{ type: 'decimal' }, [1.5, -2], [Infinity, NaN, '1']],
  [{ type: 'boolean' }, [true, false], [0, 'true']],
  [{ type: 'date' }, ['2028-02-29'], ['2026-02-29', '2026-2-1', '0000-01-01', '2026-01-01T00:00Z', 20260101]],
  [
    { type: 'datetime' },
    ['2026-04-29T16:10+07:00', '2026-04-29T16:10:30.123Z'],
    ['2026-04-29', '2026-04-29T16:10', '2026-04-29T24:00Z', '2026-02-30T10:00Z'],
  ],
  [{ type: 'enum', enum: ['a', 'b'] }, ['a'], ['c', 'constructor', 0]],
  [{ type: 'enum' }, [], ['a']],
  [{ type: 'string', maxLength: 3 }, ['abc'], ['abcd', 3, {}]],
  [
    { type: 'table', columns: { so: { type: 'integer', label: 'Số' } } },
    [[], [{}], [{ so: 1 }, { so: null }]],
    [[{ so: 'x' }], [{ them: 1 }], [{ constructor: 1 }], [null], [[]], {}, 'x'],
  ],
])('a field of %j takes what fits it', (field, good, bad) => {
  const whole = { label: 'Trường', ...field } as Field
  expect(good.filter((value) => !fits(whole, value))).toEqual([])
  expect(bad.filter((value) => fits(whole, value))).toEqual([])
})
