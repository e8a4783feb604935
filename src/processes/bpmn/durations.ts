import { fold } from '../../core/text.ts'
import type { Limit } from '../template.ts'
import { type El, ref, text } from './moddle.ts'

/**
 * The limit a timer stands for. Days, weeks, months and years are calendar days (30 and 365 days); hours stay
 * hours of work, because a timer of two hours means the working day to whoever drew it; minutes round up.
 * Reads ISO 8601 durations (also inside `R3/P1D`) and, failing that, words: «2 hours», «7 ngày».
 * @returns undefined when no duration can be read
 */
export function timerLimit(event: El, definition: El): Limit | undefined {
  for (const property of ['timeDuration', 'timeCycle', 'timeDate']) {
    const expression = ref(definition, property)
    const found = expression && isoLimit(text(expression, 'body') ?? '')
    if (found) return found
  }
  return wordLimit(text(event, 'name') ?? '')
}

const units = { Y: 365, M: 30, W: 7, D: 1 } as const

function isoLimit(value: string): Limit | undefined {
  const found = /P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?/.exec(
    value,
  )
  if (!found) return undefined
  const [years, months, weeks, days, hours, minutes, seconds] = found
    .slice(1)
    .map((digits) => Number(digits ?? 0))
  const whole =
    (years ?? 0) * units.Y + (months ?? 0) * units.M + (weeks ?? 0) * units.W + (days ?? 0) * units.D
  const rest = Math.ceil((hours ?? 0) + (minutes ?? 0) / 60 + (seconds ?? 0) / 3600)
  if (whole > 0) return limit(whole + Math.ceil(rest / 24), 'cd')
  return rest > 0 && rest % 24 === 0 ? limit(rest / 24, 'cd') : limit(rest, 'wh')
}

const words: [RegExp, number, Limit['u']][] = [
  [/(\d+)\s*(?:h\b|hour|gio)/, 1, 'wh'],
  [/(\d+)\s*(?:d\b|day|ngay)/, 1, 'cd'],
  [/(\d+)\s*(?:week|tuan)/, 7, 'cd'],
  [/(\d+)\s*(?:month|thang)/, 30, 'cd'],
]

function wordLimit(name: string): Limit | undefined {
  const plain = fold(name)
  for (const [pattern, factor, unit] of words) {
    const found = pattern.exec(plain)
    if (found) return limit(Number(found[1]) * factor, unit)
  }
  return undefined
}

function limit(n: number, u: Limit['u']): Limit | undefined {
  return Number.isSafeInteger(n) && n >= 1 ? { n: Math.min(n, 10_000), u } : undefined
}

/** The ISO 8601 duration of a limit, as near as the standard can say it: working days become days. */
export function isoDuration({ n, u }: Limit): string {
  return u === 'wh' ? `PT${n}H` : `P${n}D`
}
