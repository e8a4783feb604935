import { html, svg, type TemplateResult } from 'lit-html'
import type { Icon } from './places.ts'

const strokes: Record<Icon | 'more' | 'search', TemplateResult> = {
  desk: svg`<path d="M3 10h18M5 10V6h14v4M5 10v9m14-9v9m-5-9v4h5"/>`,
  in: svg`<path d="M4 13v6h16v-6M12 4v10m-4-4 4 4 4-4"/>`,
  out: svg`<path d="M4 13v6h16v-6M12 14V4M8 8l4-4 4 4"/>`,
  task: svg`<path d="M9 6h11M9 12h11M9 18h11M3.500 6l1 1 2-2m-3 7 1 1 2-2m-3 7 1 1 2-2"/>`,
  book: svg`<path d="M5 4h11a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3zm0 13a3 3 0 0 1 3-3h11M9 8h6"/>`,
  flow: svg`<path d="M8 3h8v5H8zM4 16h6v5H4zm10 0h6v5h-6zM12 8v4m-5 4v-4h10v4"/>`,
  people: svg`<circle cx="12" cy="8" r="3.5"/><path d="M5 20c.5-4 3-6 7-6s6.500 2 7 6"/>`,
  gear: svg`<path d="M4 7h10m4 0h2M4 17h2m4 0h10"/><circle cx="16" cy="7" r="2"/><circle cx="8" cy="17" r="2"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.500 4.500"/>`,
  more: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
}

/** A line drawing beside a word of the bottom bar, where a thumb looks for a shape. */
export function icon(name: Icon | 'more' | 'search'): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
    ${strokes[name]}
  </svg>`
}
