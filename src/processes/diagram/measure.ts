import type { Template } from '../template.ts'
import type { Diagram, DiagramBox, DiagramLane, DiagramLine, Point } from './drawing.ts'
import { paper } from './pages.ts'
import { portKey, type Port, type Routing, trackFor, type Way } from './route.ts'
import type { Placed } from './rows.ts'
import { wrap } from './words.ts'

/** Sizes in CSS pixels, for text of 11 px in boxes, 9 px under it and 10 px on lines. */
const [narrowest, widest] = [92, 150]
const [boxLine, detailLine, boxPadding] = [14, 12, 8]
const [boxChar, detailChar] = [6.2, 5.2]
const [labelHeight, labelChar, labelGap] = [14, 5.6, 4]
const gutterTrack = 8
const channelPadding = 10

type Drawing = Omit<Diagram, 'pages' | 'scale'>

/** Turns rows, lanes, ports and tracks into pixels. */
export function measure(template: Template, roles: string[], placed: Placed[], routing: Routing): Drawing {
  const { lanes, gutterX, width } = layLanes(template, roles, routing)
  const portX = ({ channel, column, index }: Port): number => {
    const ports = routing.ports.get(portKey(channel, column)) ?? 1
    const lane = lanes[column]
    return lane ? lane.x + (lane.width * (index + 1)) / (ports + 1) : 0
  }
  const trackX = ({ index, track }: { index: number; track: number }): number =>
    (gutterX[index] ?? 0) + gutterTrack * (track + 1)
  const labels = labelled(routing.ways)
  const labelX = (way: Way): number => {
    const [x, text] = [portX(way.exit), labels.get(way) ?? '']
    return x + labelWidth(text) <= width ? x + labelGap : x - labelWidth(text) + labelGap
  }
  const channels = layChannels(routing.ways, portX, trackX, labels, labelX)
  const boxes = placed.map((box) => boxOf(box, lanes))
  const head = Math.max(...lanes.map((lane) => lane.lines.length)) * boxLine + 2 * boxPadding
  const { channelY, height } = layRows(placed, boxes, channels, head)
  const y = (channel: number, track: number): number => (channelY[channel] ?? 0) + labelHeight * (track + 1)
  const byId = new Map(boxes.map((box) => [box.id, box]))
  const lines = routing.ways.map((way) => {
    const text = labels.get(way)
    const line = lineOf(way, byId, portX, trackX, y)
    return text === undefined
      ? line
      : { ...line, label: labelOf(text, labelX(way), y(way.exit.channel, way.leave ?? 0)) }
  })
  return { width, height, head, lanes, boxes, lines }
}

/** Lanes as wide as the paper allows, between gutters as wide as their tracks. */
function layLanes(template: Template, roles: string[], { gutters }: Routing) {
  const widths = gutters.map((tracks) => gutterTrack * (tracks + 2))
  const room = paper.width - widths.reduce((sum, width) => sum + width, 0)
  const boxWidth = Math.max(narrowest, Math.min(widest, Math.floor(room / roles.length)))
  const gutterX: number[] = []
  let x = 0
  const gutter = (index: number) => {
    gutterX.push(x)
    x += widths[index] ?? 0
  }
  const lanes = roles.map((role, index): DiagramLane => {
    gutter(index)
    const name = template.roles[role]?.name ?? role
    const lane = { role, name, lines: wrap(name, charsIn(boxWidth, boxChar)), x, width: boxWidth }
    x += boxWidth
    return lane
  })
  gutter(roles.length)
  return { lanes, gutterX, width: x }
}

/** Which lines bear their name: those of boxes with several ways, and all that are not simply on. */
function labelled(ways: Way[]): Map<Way, string> {
  const count = new Map<string, number>()
  for (const { from } of ways) count.set(from.id, (count.get(from.id) ?? 0) + 1)
  const told = ways.filter(
    (way) => way.line.label && ((count.get(way.from.id) ?? 0) > 1 || way.line.kind !== 'forward'),
  )
  return new Map(told.map((way) => [way, way.line.label]))
}

/**
 * Gives the sideways parts of lines, with their labels, tracks in the channels; tells how many tracks each has. Ports
 * further right come first, so that no line runs down through the label of another that leaves the same box.
 */
function layChannels(
  ways: Way[],
  portX: (port: Port) => number,
  trackX: (gutter: { index: number; track: number }) => number,
  labels: Map<Way, string>,
  labelX: (way: Way) => number,
): number[] {
  const channels: [number, number][][][] = []
  const track = (channel: number, xs: number[]) =>
    trackFor((channels[channel] ??= []), [Math.min(...xs), Math.max(...xs)])
  for (const way of ways.toSorted((a, b) => portX(b.exit) - portX(a.exit))) {
    const [out, into] = [portX(way.exit), portX(way.entry)]
    const turn = way.gutter ? trackX(way.gutter) : into
    const label = labels.get(way)
    const text = label === undefined ? [] : [labelX(way), labelX(way) + labelWidth(label)]
    if (out !== turn || label !== undefined) way.leave = track(way.exit.channel, [out, turn, ...text])
    if (way.gutter) way.arrive = track(way.entry.channel, [turn, into])
  }
  return Array.from({ length: channels.length }, (_, index) => channels[index]?.length ?? 0)
}

function labelWidth(text: string): number {
  return Math.ceil(text.length * labelChar) + 2 * labelGap
}

function boxOf(box: Placed, lanes: DiagramLane[]): DiagramBox {
  const { id, kind, name, step, detail = '', column } = box
  const lane = lanes[column] ?? { x: 0, width: widest }
  const small = {
    lines: wrap(name, charsIn(lane.width, boxChar)),
    detail: wrap(detail, charsIn(lane.width, detailChar)),
  }
  const height = small.lines.length * boxLine + small.detail.length * detailLine + 2 * boxPadding
  return {
    id,
    kind,
    ...(step !== undefined && { step }),
    name,
    ...small,
    x: lane.x,
    y: 0,
    width: lane.width,
    height,
  }
}

function charsIn(width: number, char: number): number {
  return Math.floor((width - boxPadding) / char)
}

/** Stacks channels and rows from the lane heads down; boxes stand in the middle of their row's height. */
function layRows(placed: Placed[], boxes: DiagramBox[], channels: number[], head: number) {
  const rows = Math.max(...placed.map((box) => box.row)) + 1
  const heights = Array.from({ length: rows }, () => 0)
  placed.forEach(({ row }, index) => (heights[row] = Math.max(heights[row] ?? 0, boxes[index]?.height ?? 0)))
  const channelY: number[] = []
  const rowY: number[] = []
  let y = head
  for (let row = 0; row <= rows; row++) {
    channelY.push(y)
    y += labelHeight * (channels[row] ?? 0) + 2 * channelPadding
    rowY.push(y)
    y += heights[row] ?? 0
  }
  placed.forEach(({ row }, index) => {
    const box = boxes[index]
    if (box) box.y = (rowY[row] ?? 0) + Math.floor(((heights[row] ?? 0) - box.height) / 2)
  })
  return { channelY, height: y }
}

function lineOf(
  { line, exit, entry, gutter, leave = 0, arrive = 0 }: Way,
  boxes: Map<string, DiagramBox>,
  portX: (port: Port) => number,
  trackX: (gutter: { index: number; track: number }) => number,
  y: (channel: number, track: number) => number,
): DiagramLine {
  const [from, to] = [boxes.get(line.from), boxes.get(line.to)]
  const [out, into] = [portX(exit), portX(entry)]
  const below = y(exit.channel, leave)
  const points: Point[] = [{ x: out, y: (from?.y ?? 0) + (from?.height ?? 0) }]
  if (gutter) {
    const x = trackX(gutter)
    const above = y(entry.channel, arrive)
    points.push({ x: out, y: below }, { x, y: below }, { x, y: above }, { x: into, y: above })
  } else if (out !== into) points.push({ x: out, y: below }, { x: into, y: below })
  points.push({ x: into, y: to?.y ?? 0 })
  return { from: line.from, to: line.to, kind: line.back ? 'return' : line.kind, points }
}

/** A label stands on the sideways part of its line, beside where the line leaves the box. */
function labelOf(text: string, x: number, y: number) {
  return { text, x, y: y - labelHeight + 2, width: labelWidth(text) - 2 * labelGap, height: labelHeight - 2 }
}
