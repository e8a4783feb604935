import { flatten, type Kind } from './diagram/flatten.ts'
import { measure } from './diagram/measure.ts'
import { type Page, paginate } from './diagram/pages.ts'
import { routeLines } from './diagram/route.ts'
import { placeRows } from './diagram/rows.ts'
import type { Outcome, Template } from './template.ts'

export { listSteps, type ListItem } from './diagram/list.ts'
export type { Page } from './diagram/pages.ts'

export type Point = { x: number; y: number }

/** A box: its text broken into `lines`, a smaller `detail` under it. `step` is the step it stands for. */
export type DiagramBox = {
  id: string
  kind: Kind
  step?: string
  name: string
  lines: string[]
  detail: string[]
  x: number
  y: number
  width: number
  height: number
}

/** A line at right angles from the lower edge of a box to the upper edge of another; `return` ones lead upwards. */
export type DiagramLine = {
  from: string
  to: string
  kind: NonNullable<Outcome['kind']>
  points: Point[]
  /** What the way is called, where its box has several, and the box its text needs (origin top left). */
  label?: { text: string; x: number; y: number; width: number; height: number }
}

/** A role's column. */
export type DiagramLane = { role: string; name: string; lines: string[]; x: number; width: number }

/**
 * The flow of a template from top to bottom, one lane for each role. Units are CSS pixels at scale 1, the origin is
 * top left; the lane heads take the first `head` pixels and belong on every page.
 */
export type Diagram = {
  width: number
  height: number
  head: number
  lanes: DiagramLane[]
  boxes: DiagramBox[]
  lines: DiagramLine[]
  /** A4 portrait pages, and the scale at which they fit the paper. */
  pages: Page[]
  scale: number
}

/**
 * Lays out a template's flow for a screen or for print.
 * @param template one that `checkTemplate` finds no error in
 * @returns plain data: no two boxes, labels or line segments lie on each other, lines run through no box, and pages
 *   break between steps. The same template always gives the same diagram.
 */
export function layoutDiagram(template: Template): Diagram {
  const { boxes, lines } = flatten(template)
  const used = new Set(boxes.map((box) => box.lane))
  const roles = Object.keys(template.roles).filter((role) => used.has(role))
  const placed = placeRows(boxes, lines, roles)
  const routing = routeLines(placed, lines, roles.length)
  const drawing = measure(template, roles, placed, routing)
  return { ...drawing, ...paginate(drawing) }
}
