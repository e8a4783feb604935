import type { Diagram } from './diagram/drawing.ts'
import { flatten } from './diagram/flatten.ts'
import { measure } from './diagram/measure.ts'
import { paginate } from './diagram/pages.ts'
import { routeLines } from './diagram/route.ts'
import { placeRows } from './diagram/rows.ts'
import type { Template } from './template.ts'

export type { Diagram, DiagramBox, DiagramLane, DiagramLine, Page, Point } from './diagram/drawing.ts'
export { listSteps } from './diagram/list.ts'
export type { ListItem } from './diagram/list.ts'

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
