import type { Outcome } from '../template.ts'
import type { Kind } from './flatten.ts'

/** A page: the part of the drawing from `top` to `bottom` under the lane heads, and the boxes on it. */
export type Page = { top: number; bottom: number; boxes: string[] }

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
