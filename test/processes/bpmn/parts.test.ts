import fc from 'fast-check'
import { expect, test } from 'vitest'
import { timerLimit } from '../../../src/processes/bpmn/durations.ts'
import { parseFeel, printFeel } from '../../../src/processes/bpmn/feel.ts'
import { codeFrom, cut, idGiver, slug } from '../../../src/processes/bpmn/names.ts'
import { AFTER, postdominators } from '../../../src/processes/bpmn/postdominators.ts'
import { condition } from '../support/random.ts'

test('a condition written as FEEL is read back the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 40, maxLength: 200 }), (numbers) => {
      let at = 0
      const next = () => numbers[at++ % numbers.length] ?? 0
      const written = condition(
        { int: (below) => next() % below, chance: (percent) => next() % 100 < percent },
        4,
      )
      expect(parseFeel(printFeel(written), (name) => name)).toEqual(written)
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['= approved', { f: 'approved', is: 'eq', v: true }],
  ['not(approved)', { not: { f: 'approved', is: 'eq', v: true } }],
  ['muc = "khẩn \\"A\\""', { f: 'muc', is: 'eq', v: 'khẩn "A"' }],
  [
    'so >= -2.5 and so < 4',
    {
      all: [
        { f: 'so', is: 'ge', v: -2.5 },
        { f: 'so', is: 'lt', v: 4 },
      ],
    },
  ],
])('%s', (expression, expected) => {
  expect(parseFeel(expression, (name) => name)).toEqual(expected)
})

test.each([
  'some x in xs satisfies x = 1',
  '${approved}',
  'a = b',
  'a =',
  '(a = 1',
  'a = 1)',
  '',
  'count(xs) > 1',
  'a in ()',
])('leaves alone what it does not know: %s', (expression) => {
  expect(parseFeel(expression, (name) => (/^[a-z]$/.test(name) ? name : undefined))).toBeUndefined()
})

test('an expression nested ten thousand deep is left alone', () => {
  expect(parseFeel('('.repeat(10_000) + 'a = 1' + ')'.repeat(10_000), (name) => name)).toBeUndefined()
})

test.each([
  ['P7D', { n: 7, u: 'cd' }],
  ['P2W', { n: 14, u: 'cd' }],
  ['P1M', { n: 30, u: 'cd' }],
  ['PT24H', { n: 1, u: 'cd' }],
  ['PT2H', { n: 2, u: 'wh' }],
  ['PT90M', { n: 2, u: 'wh' }],
  ['P1DT12H', { n: 2, u: 'cd' }],
  ['R6/P1D', { n: 1, u: 'cd' }],
  ['P0D', undefined],
  ['=duration', undefined],
])('the timer %s', (body, expected) => {
  const definition = {
    $type: 'bpmn:TimerEventDefinition',
    timeDuration: { $type: 'bpmn:FormalExpression', body },
  }
  expect(timerLimit({ $type: 'bpmn:BoundaryEvent' }, definition)).toEqual(expected)
})

test.each([
  ['24 Hours', { n: 24, u: 'wh' }],
  ['Quá 5 ngày', { n: 5, u: 'cd' }],
  ['2 tuần', { n: 14, u: 'cd' }],
  ['Hết hạn', undefined],
])('a timer that only its name explains: %s', (name, expected) => {
  expect(timerLimit({ $type: 'bpmn:BoundaryEvent', name }, { $type: 'bpmn:TimerEventDefinition' })).toEqual(
    expected,
  )
})

test('ids are readable, fit the schema and never repeat', () => {
  expect(slug('Tiếp nhận, vào sổ', 'x')).toBe('tiep_nhan_vao_so')
  expect(slug('Đề nghị (lần 2)', 'x')).toBe('de_nghi_lan_2')
  expect(slug('5 ngày', 'x')).toBe('ngay')
  expect(slug('…', 'x')).toBe('x')
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 60 }), { maxLength: 8 }), (names) => {
      const give = idGiver()
      const ids = names.map((name) => give(slug(name, 'buoc')))
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]{0,31}$/)
      for (const name of names) expect(codeFrom(name)).toMatch(/^[A-Z0-9Đ][A-Z0-9Đ./-]{1,31}$/)
      for (const name of names) expect(cut(name.repeat(20)).length).toBeLessThanOrEqual(400)
    }),
  )
})

test('postdominators agree with trying every node', () => {
  const graph = fc.array(fc.array(fc.nat(9), { maxLength: 3 }), { minLength: 1, maxLength: 10 })
  fc.assert(
    fc.property(graph, fc.nat(9), fc.nat(9), (drawn, a, b) => {
      const size = drawn.length
      const next = new Map(
        drawn.map((to, index) => [`n${index}`, [...new Set(to.map((other) => `n${other % size}`))]]),
      )
      const { meet, lost } = postdominators(next)
      const ends = (from: string, without?: string, seen = new Set<string>()): boolean => {
        if (from === without || seen.has(from)) return false
        seen.add(from)
        const on = next.get(from) ?? []
        return on.length === 0 || on.some((other) => ends(other, without, seen))
      }
      expect([...lost].sort()).toEqual([...next.keys()].filter((node) => !ends(node)).sort())
      const pair = [`n${a % size}`, `n${b % size}`]
      if (pair.some((node) => lost.includes(node))) return
      const met = meet(pair)
      const passed = [...next.keys()].filter((node) => pair.every((from) => !ends(from, node)))
      // Every node both pass comes at or after the meeting point; none of them is passed before it.
      expect(met === AFTER ? passed : [met].filter((node) => !passed.includes(node))).toEqual([])
      expect(passed.filter((node) => node !== met && ends(met, node))).toEqual([])
    }),
    { numRuns: 500 },
  )
})
