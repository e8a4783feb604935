import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit-html'
import type { Diagram, DiagramBox, DiagramLine, ListItem } from '../../src/processes/diagram.ts'

/** Which steps of a drawing are open now and which were done, to be told apart by shape and words too. */
export type Marks = {
  now?: ReadonlySet<string>
  done?: ReadonlySet<string>
  wrong?: ReadonlySet<string>
  /** On-time rates from 0 to 1: the lower, the thicker the frame; the number stands beside the box. */
  rates?: ReadonlyMap<string, number>
}

/**
 * The flow of a process from top to bottom, a lane for each role, as one drawing.
 * @param label what it is, for those who do not see it; `flowList` says it in words
 */
export function flowDrawing(
  { width, height, head, lanes, boxes, lines }: Diagram,
  label: string,
  marks: Marks = {},
): TemplateResult {
  return html`<svg
    class="flow"
    viewBox="0 0 ${width} ${height}"
    width=${width}
    role="img"
    aria-label=${label}
  >
    <defs>
      <marker
        id="flow-tip"
        viewBox="0 0 8 8"
        refX="7"
        refY="4"
        markerWidth="7"
        markerHeight="7"
        orient="auto"
      >
        <path d="M0 0l8 4-8 4z" fill="currentColor" />
      </marker>
    </defs>
    ${lanes.map(
      ({ x, width: wide, lines: words }, i) =>
        svg`<g class="flow-lane"><rect class=${i % 2 ? 'odd' : ''} x=${x} y="0" width=${wide} height=${height} />
          ${words.map((word, at) => svg`<text x=${x + wide / 2} y=${18 + at * 14}>${word}</text>`)}</g>`,
    )}
    <path class="flow-head" d="M0 ${head}H${width}" />
    ${lines.map(lineOf)} ${boxes.map((box) => boxOf(box, marks))}
  </svg>`
}

function lineOf({ kind, points, label }: DiagramLine): SVGTemplateResult {
  const path = points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')
  return svg`<g class="flow-line ${kind}"><path d=${path} marker-end="url(#flow-tip)" />
    ${label ? svg`<text x=${label.x} y=${label.y + 10}>${label.text}</text>` : ''}</g>`
}

function boxOf(
  { kind, step = '', lines, detail, x, y, width, height }: DiagramBox,
  marks: Marks,
): SVGTemplateResult {
  const state = marks.now?.has(step)
    ? 'now'
    : marks.wrong?.has(step)
      ? 'wrong'
      : marks.done?.has(step)
        ? 'done'
        : heatOf(marks.rates?.get(step))
  const middle = x + width / 2
  const first = y + (height - lines.length * 14 - detail.length * 12) / 2 + 11
  return svg`<g class="flow-box ${kind} ${state}">${shapeOf(kind, x, y, width, height)}
    ${lines.map((line, i) => svg`<text x=${middle} y=${first + i * 14}>${line}</text>`)}
    ${detail.map((line, i) => svg`<text class="small" x=${middle} y=${first + lines.length * 14 + i * 12}>${line}</text>`)}
    ${rateOf(marks.rates?.get(step), x + width, y)}</g>`
}

/** From nothing to think of (0) to where it is worst (4). */
const heatOf = (rate: number | undefined): string =>
  rate === undefined ? '' : `hot-${[0.95, 0.85, 0.7, 0.5].filter((line) => rate < line).length}`

const rateOf = (rate: number | undefined, right: number, y: number): SVGTemplateResult | string =>
  rate === undefined
    ? ''
    : svg`<text class="small rate" x=${right} y=${y - 3}>${Math.round(rate * 100)}%</text>`

function shapeOf(
  kind: DiagramBox['kind'],
  x: number,
  y: number,
  width: number,
  height: number,
): SVGTemplateResult {
  if (kind === 'decide') {
    const [right, bottom, cx, cy] = [x + width, y + height, x + width / 2, y + height / 2]
    return svg`<path d="M${cx} ${y}L${right} ${cy}L${cx} ${bottom}L${x} ${cy}z" />`
  }
  const round = kind === 'start' || kind === 'end' || kind === 'wait' ? height / 2 : 3
  return svg`<rect x=${x} y=${y} width=${width} height=${height} rx=${round} />`
}

/** The same flow in words, a line a step. */
export function flowList(items: readonly ListItem[]): TemplateResult {
  return html`<ol class="flow-list">
    ${items.map(({ text, level }) => html`<li class="level-${Math.min(level, 4)}">${text}</li>`)}
  </ol>`
}
