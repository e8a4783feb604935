import type { Day } from './read.ts'
import { MINUTES_PER_DAY } from './time.ts'

/**
 * All minutes of the years 1 to 9999 as a short list of segments. Each repeats a cycle: a week of seven days or, for a dated
 * exception, one day. Two kinds of unit are counted along them, working minutes and working days; a working minute
 * ends when it is over, a working day at closing time. Both are asked the same two questions: how many have ended
 * by a minute (`countEnded`), and when does the k-th end (`endOfKth`). An answer costs one binary search for the
 * segment, one division and one look into a table.
 */
export type Timeline = {
  /** The local minute at which each segment starts; that of the first is 0. */
  starts: Float64Array
  /** The days of each segment's cycle, so that day 0 would be the first of them. */
  plans: readonly (readonly Day[])[]
  minutes: Count
  days: Count
}

/** One kind of unit along the timeline. */
export type Count = {
  /** How many have ended when the segment starts. */
  before: Float64Array
  /** What to add to a count of the segment's own endless cycle, so that it continues the segment before. */
  offset: Float64Array
  cycles: readonly Cycle[]
}

type Cycle = {
  /** In minutes. */
  length: number
  /** How many units have ended by each minute of the cycle, its last included. */
  ended: Int16Array
  /** The minute of the cycle at which each unit ends, in order. */
  ends: Int16Array
}

/** @param segments the days that repeat from each day on, in any order; one of them from day 0 */
export function buildTimeline(segments: ReadonlyMap<number, readonly Day[]>): Timeline {
  const sorted = [...segments].sort(([a], [b]) => a - b)
  const starts = Float64Array.from(sorted, ([day]) => day * MINUTES_PER_DAY)
  const plans = sorted.map(([, days]) => days)
  return {
    starts,
    plans,
    minutes: buildCount(starts, plans, markMinutes),
    days: buildCount(starts, plans, markClosing),
  }
}

/** Marks the minutes of a day at which a unit ends; the first place stands for minute 1, the last for 1440. */
type Mark = (day: Day, minutes: Int16Array) => void

function markMinutes({ windows }: Day, minutes: Int16Array): void {
  for (let i = 0; i < windows.length; i += 2) minutes.fill(1, windows[i], windows[i + 1])
}

function markClosing({ windows, counts }: Day, minutes: Int16Array): void {
  if (counts) minutes[(windows.at(-1) ?? 0) - 1] = 1
}

function buildCount(starts: Float64Array, plans: Timeline['plans'], mark: Mark): Count {
  const built = new Map<string, Cycle>()
  const cycles = plans.map((days) => {
    const key = days.map(({ counts, windows }) => `${counts} ${windows.join()}`).join(';')
    const cycle = built.get(key) ?? buildCycle(days, mark)
    built.set(key, cycle)
    return cycle
  })
  const count = { before: new Float64Array(starts.length), offset: new Float64Array(starts.length), cycles }
  starts.forEach((start, i) => {
    if (i === 0) return
    count.before[i] = countEnded(count, i - 1, start)
    count.offset[i] = (count.before[i] as number) - countEnded(count, i, start)
  })
  return count
}

function buildCycle(days: readonly Day[], mark: Mark): Cycle {
  const length = days.length * MINUTES_PER_DAY
  const ended = new Int16Array(length + 1)
  days.forEach((day, i) => mark(day, ended.subarray(i * MINUTES_PER_DAY + 1, (i + 1) * MINUTES_PER_DAY + 1)))
  const ends = new Int16Array(length)
  let units = 0
  for (let minute = 1; minute <= length; minute++) {
    if (ended[minute] === 1) ends[units++] = minute
    ended[minute] = units
  }
  return { length, ended, ends: ends.slice(0, units) }
}

// Below, indices are within by construction, which the compiler cannot know; a check would cost on the hottest path.

/** @returns the index of the segment that a local minute lies in */
export function segmentOf({ starts }: Timeline, minute: number): number {
  return lastAtMost(starts, minute, 0, starts.length)
}

/**
 * @param from a segment at or before the one looked for; the search widens from it, as limits are mostly short
 * @returns the index of the segment that the k-th unit ends in
 */
export function segmentOfKth({ before }: Count, k: number, from: number): number {
  let high = from + 1
  while (high < before.length && (before[high] as number) < k) high += high - from
  return lastAtMost(before, k - 1, from, Math.min(high, before.length))
}

/** @returns how many units have ended by a local minute of a segment, since minute 0 */
export function countEnded(count: Count, segment: number, minute: number): number {
  const { length, ended, ends } = count.cycles[segment] as Cycle
  const turns = Math.floor(minute / length)
  return (count.offset[segment] as number) + turns * ends.length + (ended[minute - turns * length] as number)
}

/** @returns the local minute at which the k-th unit since minute 0 ends, in its segment */
export function endOfKth(count: Count, segment: number, k: number): number {
  const { length, ends } = count.cycles[segment] as Cycle
  const index = k - 1 - (count.offset[segment] as number)
  const turns = Math.floor(index / ends.length)
  return turns * length + (ends[index - turns * ends.length] as number)
}

/** @returns the plan of a day */
export function planOf(timeline: Timeline, day: number): Day {
  const days = timeline.plans[segmentOf(timeline, day * MINUTES_PER_DAY)] as readonly Day[]
  return days[day % days.length] as Day
}

/** @returns the last index from `low` to before `high` whose value is at most `limit`; that of `low` is */
function lastAtMost(ascending: Float64Array, limit: number, low: number, high: number): number {
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((ascending[middle] as number) <= limit) low = middle
    else high = middle
  }
  return low
}
