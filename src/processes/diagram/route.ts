import type { Line } from './flatten.ts'
import type { Placed } from './rows.ts'

/**
 * Ways for lines that run at right angles and never through a box or along each other: sideways only in the channels
 * between rows, up and down only in the gutters between lanes and at ports of their own on the boxes.
 */
export type Way = {
  line: Line
  from: Placed
  to: Placed
  /** The port a line leaves by (below its box) and the one it enters by (above its box). */
  exit: Port
  entry: Port
  /** The gutter and the track in it; none between neighbouring rows. */
  gutter?: { index: number; track: number }
  /** Tracks in the channel below `from` and in the one above `to`. */
  leave?: number
  arrive?: number
}

/** A place on the lower or upper edge of a box: the `index`-th of all ports of its channel and lane. */
export type Port = { channel: number; column: number; index: number }

export type Routing = {
  ways: Way[]
  /** How many ports each channel has in each lane. */
  ports: Map<string, number>
  /** How many tracks each gutter has; gutter i is left of lane i. */
  gutters: number[]
}

/** Chooses ports, gutters and the tracks in them; channels follow when the gutters' widths are known. */
export function routeLines(placed: Placed[], lines: Line[], lanes: number): Routing {
  const byId = new Map(placed.map((box) => [box.id, box]))
  const ports = new Map<string, number>()
  const port = (channel: number, column: number): Port => {
    const key = portKey(channel, column)
    const index = ports.get(key) ?? 0
    ports.set(key, index + 1)
    return { channel, column, index }
  }
  const straight = new Set<string>()
  const ways = lines.flatMap((line): Way[] => {
    const [from, to] = [byId.get(line.from), byId.get(line.to)]
    if (!from || !to) return []
    const exit = port(from.row + 1, from.column)
    // The first line to the box right below goes straight down: both its ports are one.
    const direct = to.row === from.row + 1 && to.column === from.column && !straight.has(line.from)
    if (direct) straight.add(line.from)
    return [{ line, from, to, exit, entry: direct ? exit : port(to.row, to.column) }]
  })
  const gutters = Array.from({ length: lanes + 1 }, (): [number, number][][] => [])
  for (const way of ways) {
    if (way.to.row === way.from.row + 1) continue
    const index = gutterFor(way)
    const span: [number, number] = [
      Math.min(way.exit.channel, way.entry.channel),
      Math.max(way.exit.channel, way.entry.channel),
    ]
    way.gutter = { index, track: trackFor(gutters[index] ?? [], span) }
  }
  return { ways, ports, gutters: gutters.map((tracks) => tracks.length) }
}

export function portKey(channel: number, column: number): string {
  return `${channel}/${column}`
}

/** Ways back run on the right of the lane they lead to, ways on between the two lanes. */
function gutterFor({ from, to, line }: Way): number {
  if (line.back) return Math.max(from.column, to.column) + 1
  if (to.column > from.column) return to.column
  return to.column < from.column ? to.column + 1 : to.column
}

/** The first track on which a span touches no other; tracks are lists of the spans on them. */
export function trackFor(tracks: [number, number][][], [low, high]: [number, number]): number {
  const free = tracks.findIndex((spans) => spans.every(([from, to]) => to < low || from > high))
  const track = free >= 0 ? free : tracks.push([]) - 1
  tracks[track]?.push([low, high])
  return track
}
