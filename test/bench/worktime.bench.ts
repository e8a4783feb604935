import { nationalLayer } from '../../src/calendar/vietnam.ts'
import { addWorking, compileCalendar, workingBetween } from '../../src/calendar/worktime.ts'
import type { Figure } from './run.ts'

const CALLS = 20_000
const ROUNDS = 300

/**
 * Working time on the national calendar with its proposals, from starts spread over 2025 to 2030 and limits up to
 * a hundred hours. The best of several rounds counts: what disturbs a round only ever makes it slower.
 */
export async function* bench(): AsyncIterable<Figure> {
  const calendar = compileCalendar('bench', nationalLayer())
  const [first, last] = [Date.UTC(2025, 0, 1), Date.UTC(2030, 11, 31)]
  // Multiples of an irrational number spread evenly, without any order that a processor could learn.
  const starts = Float64Array.from(
    { length: CALLS },
    (_, i) => first + ((i * Math.SQRT2) % 1) * (last - first),
  )
  const limits = Array.from({ length: CALLS }, (_, i) => ({ n: 1 + ((i * 31) % 100), u: 'wh' as const }))
  const start = (i: number) => starts[i] ?? 0
  const limit = (i: number) => limits[i] ?? { n: 1, u: 'wh' as const }

  yield figure('worktime.ns_per_add', (i) => addWorking(calendar, start(i), limit(i)).due)
  yield figure('worktime.ns_per_between', (i) => workingBetween(calendar, start(i), start(CALLS - 1 - i)))
}

function figure(name: string, call: (i: number) => number): Figure {
  let [best, sum] = [Infinity, 0]
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    for (let i = 0; i < CALLS; i++) sum += call(i)
    best = Math.min(best, performance.now() - began)
  }
  if (!Number.isFinite(sum)) throw new Error(`${name} went wrong`)
  return { name, value: Number(((best * 1e6) / CALLS).toFixed(1)), unit: 'ns' }
}
