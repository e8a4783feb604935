import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addWorking, extendWorking, workingBetween, workingDaysBetween } from '../../src/calendar/worktime.ts'
import { compile, instant, layers } from './arbitrary.ts'
import { oracleOf } from './oracle.ts'

/** CALENDAR_RUNS multiplies the number of calendars; every calendar of a law is asked CASES questions. */
const FACTOR = Number(process.env.CALENDAR_RUNS ?? 1)
const CASES = 200
/** A failure names it, and CALENDAR_SEED repeats it. */
const SEED = Number(process.env.CALENDAR_SEED ?? Date.now() % 2 ** 31)
const MINUTE = 60_000
const hours = (n: number) => ({ n, u: 'wh' }) as const
const days = (n: number) => ({ n, u: 'wd' }) as const

function questions(most: number) {
  const n = fc.integer({ min: 1, max: most })
  return fc.array(fc.tuple(instant, n, n), { minLength: CASES, maxLength: CASES })
}

describe('laws of working time, on random layered calendars', { timeout: 60_000 * FACTOR }, () => {
  test('hours: between inverts add, adding composes, a limit ends as a working minute ends', () => {
    let cases = 0
    fc.assert(
      fc.property(layers(), questions(400), (each, asked) => {
        const calendar = compile(each)
        fc.pre(calendar !== undefined)
        for (const [t, a, b] of asked) {
          const { due } = addWorking(calendar, t, hours(a))
          if (workingBetween(calendar, t, due) !== 60 * a) throw new Error(`between(${t}, add ${a})`)
          if (addWorking(calendar, due, hours(b)).due !== addWorking(calendar, t, hours(a + b)).due)
            throw new Error(`add(add(${t}, ${a}), ${b})`)
          if (workingBetween(calendar, due - MINUTE, due) !== 1)
            throw new Error(`add(${t}, ${a}) ends off work`)
          cases++
        }
      }),
      { numRuns: 600 * FACTOR, endOnFailure: true, seed: SEED },
    )
    expect(cases).toBe(120_000 * FACTOR)
  })

  test('working days: the count inverts add, adding composes, a limit ends at closing time', () => {
    let cases = 0
    fc.assert(
      fc.property(layers(1439), questions(300), (each, asked) => {
        const calendar = compile(each.map((layer) => ({ ...layer, rules: {} })))
        fc.pre(calendar !== undefined)
        for (const [t, a, b] of asked) {
          const { due } = addWorking(calendar, t, days(a))
          if (workingDaysBetween(calendar, t, due) !== a) throw new Error(`days between(${t}, add ${a})`)
          if (addWorking(calendar, due, days(b)).due !== addWorking(calendar, t, days(a + b)).due)
            throw new Error(`add(add(${t}, ${a}), ${b})`)
          const midnight =
            Math.ceil((due + 7 * 60 * MINUTE) / (1440 * MINUTE)) * 1440 * MINUTE - 7 * 60 * MINUTE
          if (
            workingBetween(calendar, due - MINUTE, due) !== 1 ||
            workingBetween(calendar, due, midnight) !== 0
          )
            throw new Error(`add(${t}, ${a}) does not end at closing`)
          cases++
        }
      }),
      { numRuns: 400 * FACTOR, endOnFailure: true, seed: SEED },
    )
    expect(cases).toBe(80_000 * FACTOR)
  })

  test('a pause takes nothing from the hours of a limit, and two pauses are as one', () => {
    const pause = fc
      .tuple(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    fc.assert(
      fc.property(layers(), instant, fc.integer({ min: 1, max: 200 }), pause, (each, t, n, [from, to]) => {
        const calendar = compile(each)
        fc.pre(calendar !== undefined)
        const { due } = addWorking(calendar, t, hours(n))
        const at = (share: number) => t + Math.floor(((due - t) * share) / 1000)
        const once = extendWorking(calendar, due, 'wh', at(from), at(to)).due
        expect(workingBetween(calendar, t, once) - workingBetween(calendar, at(from), at(to))).toBe(60 * n)
        for (const u of ['wh', 'wd'] as const) {
          const whole = extendWorking(calendar, due, u, at(0), at(to)).due
          const first = extendWorking(calendar, due, u, at(0), at(from)).due
          expect(extendWorking(calendar, first, u, at(from), at(to)).due).toBe(whole)
        }
      }),
      { numRuns: 300 * FACTOR, endOnFailure: true, seed: SEED },
    )
  })

  test('between adds up and changes sign', () => {
    fc.assert(
      fc.property(layers(), instant, instant, instant, (each, a, b, c) => {
        const calendar = compile(each)
        fc.pre(calendar !== undefined)
        const [ab, bc] = [workingBetween(calendar, a, b), workingBetween(calendar, b, c)]
        expect(ab + bc).toBe(workingBetween(calendar, a, c))
        expect(workingBetween(calendar, b, a)).toBe(0 - ab)
      }),
      { numRuns: 200 * FACTOR, endOnFailure: true, seed: SEED },
    )
  })
})

describe('against stepping through every minute and every day', { timeout: 60_000 * FACTOR }, () => {
  test('hours, working days and calendar days, under all rules', () => {
    let cases = 0
    const limit = fc.record({ n: fc.integer({ min: 1, max: 30 }), u: fc.constantFrom('wh', 'wd', 'cd') })
    const asked = fc.array(fc.tuple(instant, limit), { minLength: 15, maxLength: 15 })
    fc.assert(
      fc.property(layers(), asked, (each, pairs) => {
        const calendar = compile(each)
        fc.pre(calendar !== undefined)
        const oracle = oracleOf(each)
        for (const [t, { n, u }] of pairs) {
          const expected = oracle.end(t, { n, u })
          expect(addWorking(calendar, t, { n, u }).due, `${n}${u} from ${new Date(t).toISOString()}`).toBe(
            expected,
          )
          cases++
        }
      }),
      { numRuns: 200 * FACTOR, endOnFailure: true, seed: SEED },
    )
    expect(cases).toBe(3000 * FACTOR)
  })

  test('between', () => {
    const span = fc.tuple(instant, fc.integer({ min: 0, max: 20 * 86_400_000 }))
    fc.assert(
      fc.property(layers(), span, (each, [from, length]) => {
        const calendar = compile(each)
        fc.pre(calendar !== undefined)
        expect(workingBetween(calendar, from, from + length)).toBe(
          oracleOf(each).between(from, from + length),
        )
      }),
      { numRuns: 200 * FACTOR, endOnFailure: true, seed: SEED },
    )
  })
})
