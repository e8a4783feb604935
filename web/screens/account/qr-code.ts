import { html, svg, type TemplateResult } from 'lit-html'
import { qrOf } from './qr.ts'

/** A code to be read off the screen, always dark on light, with its quiet edge. */
export function qrCode(text: string, label: string): TemplateResult {
  const grid = qrOf(text)
  const size = grid.length + 8
  const path = grid.flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x + 4} ${y + 4}h1v1h-1z` : [])))
  return html`<svg class="qr" viewBox="0 0 ${size} ${size}" role="img" aria-label=${label}>
    ${svg`<rect width=${size} height=${size} fill="#fff"/><path d=${path.join('')} fill="#000" shape-rendering="crispEdges"/>`}
  </svg>`
}
