import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stepsIn } from '../../../src/processes/bpmn/asks.ts'
import { type Diagram, layoutDiagram } from '../../../src/processes/diagram.ts'
import { library } from '../../../src/processes/library/library.ts'
import { bigTemplate } from '../support/big.ts'
import { randomTemplate } from '../support/random.ts'
import { runs } from '../support/runs.ts'
import { sample } from '../support/sample.ts'

type Rectangle = { x: number; y: number; width: number; height: number }
type Segment = { line: number; x1: number; y1: number; x2: number; y2: number }

function apart(a: Rectangle, b: Rectangle): boolean {
  return a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
}

function segmentsOf({ lines }: Diagram): Segment[] {
  return lines.flatMap(({ points }, line) =>
    points.slice(1).map((point, index) => {
      const before = points[index] ?? point
      return {
        line,
        x1: Math.min(before.x, point.x),
        x2: Math.max(before.x, point.x),
        y1: Math.min(before.y, point.y),
        y2: Math.max(before.y, point.y),
      }
    }),
  )
}

/** Whether two upright, or two level, segments share more than a point. */
function alongEachOther(a: Segment, b: Segment): boolean {
  const upright = a.x1 === a.x2 && b.x1 === b.x2 && a.x1 === b.x1
  const level = a.y1 === a.y2 && b.y1 === b.y2 && a.y1 === b.y1
  if (upright) return Math.min(a.y2, b.y2) > Math.max(a.y1, b.y1)
  return level && Math.min(a.x2, b.x2) > Math.max(a.x1, b.x1)
}

function pairs<T>(all: T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]))
}

/** Everything a drawing must keep to; each problem in words. */
function flaws(diagram: Diagram): string[] {
  const { boxes, lines, lanes, pages, head, height, width, scale } = diagram
  const found: string[] = []
  const segments = segmentsOf(diagram)
  const labels = lines.flatMap((line) => line.label ?? [])
  for (const [a, b] of pairs(boxes)) if (!apart(a, b)) found.push(`boxes ${a.id} and ${b.id}`)
  for (const [a, b] of pairs(labels)) if (!apart(a, b)) found.push(`labels ${a.text} and ${b.text}`)
  for (const label of labels)
    for (const box of boxes) if (!apart(label, box)) found.push(`label ${label.text} on ${box.id}`)
  for (const { x1, x2, y1, y2 } of segments) {
    if (x1 !== x2 && y1 !== y2) found.push('a slanting line')
    for (const box of boxes) {
      const through = x1 < box.x + box.width && x2 > box.x && y1 < box.y + box.height && y2 > box.y
      if (through) found.push(`a line through ${box.id}`)
    }
  }
  for (const [a, b] of pairs(segments)) {
    if (a.line !== b.line && alongEachOther(a, b))
      found.push(`lines ${a.line} and ${b.line} along each other`)
  }
  for (const { from, to, points } of lines) {
    const [source, target] = [from, to].map((id) => boxes.find((box) => box.id === id))
    const [first, last] = [points[0], points.at(-1)]
    if (!source || !target || !first || !last) found.push(`line ${from} ${to} without an end`)
    else {
      const leaves =
        first.y === source.y + source.height && first.x > source.x && first.x < source.x + source.width
      const enters = last.y === target.y && last.x > target.x && last.x < target.x + target.width
      if (!leaves || !enters) found.push(`line ${from} ${to} misses its boxes`)
    }
  }
  for (const box of boxes) {
    const lane = lanes.find(({ x }) => x === box.x)
    if (!lane || lane.width !== box.width) found.push(`${box.id} outside its lane`)
    if (pages.filter((page) => box.y >= page.top && box.y + box.height <= page.bottom).length !== 1)
      found.push(`${box.id} cut by a page`)
  }
  const ends = [
    ...segments.flatMap(({ x2, y2 }) => ({ x: x2, y: y2 })),
    ...[...boxes, ...labels].map((box) => ({ x: box.x + box.width, y: box.y + box.height })),
  ]
  if (ends.some(({ x, y }) => x > width || y > height) || labels.some(({ x }) => x < 0))
    found.push('something outside the drawing')
  const tops = [head, ...pages.slice(0, -1).map(({ bottom }) => bottom)]
  if (pages.some(({ top }, index) => top !== tops[index]) || pages.at(-1)?.bottom !== height)
    found.push('pages with gaps')
  for (const { top, bottom } of pages)
    if ((bottom - top + head) * scale > 1047.5) found.push('a page longer than A4')
  if (width * scale > 718.5) found.push('wider than A4')
  return found
}

describe('nothing lies on anything else, and pages break between steps', () => {
  test.each(library.map((template) => [template.code, template] as const))('%s', (_, template) => {
    expect(flaws(layoutDiagram(template))).toEqual([])
  })

  test('random templates', () => {
    fc.assert(
      fc.property(randomTemplate(4, 3), (template) => {
        expect(flaws(layoutDiagram(template))).toEqual([])
      }),
      { numRuns: runs(60) },
    )
  })

  test('a template of 100 steps takes several pages', () => {
    const diagram = layoutDiagram(bigTemplate(100))
    expect(flaws(diagram)).toEqual([])
    expect(diagram.pages.length).toBeGreaterThan(3)
  })
})

test('every step is one box, a block two, in the lane of its role', () => {
  const template = sample()
  const { boxes, lanes } = layoutDiagram(template)
  const steps = [...stepsIn(template.main.steps)]
  const blocks = steps.filter(({ kind }) => kind === 'parallel' || kind === 'each')
  const expected = ['START', 'END', ...steps.map(({ id }) => id), ...blocks.map(({ id }) => `${id}:join`)]
  expect(boxes.map(({ id }) => id).sort()).toEqual(expected.sort())
  const laneOf = (id: string) => lanes.find(({ x }) => x === boxes.find((box) => box.id === id)?.x)?.role
  const tasks = steps.filter(({ kind }) => kind === 'task')
  expect(tasks.map(({ id }) => laneOf(id))).toEqual(tasks.map(({ role }) => role))
})

test('ways back go upwards and are told apart; all others go downwards', () => {
  for (const template of library) {
    const { boxes, lines } = layoutDiagram(template)
    const y = (id: string) => boxes.find((box) => box.id === id)?.y ?? NaN
    for (const { from, to, kind } of lines) {
      const upwards = y(to) <= y(from)
      expect([from, to, upwards && kind !== 'return']).toEqual([from, to, false])
    }
    expect(lines.some(({ kind }) => kind === 'return')).toBe(true)
  }
})

test('the same template gives the same drawing', () => {
  expect(layoutDiagram(sample())).toEqual(layoutDiagram(sample()))
})

test('a drawing is plain data', () => {
  const diagram = layoutDiagram(sample())
  expect(JSON.parse(JSON.stringify(diagram))).toEqual(diagram)
})
