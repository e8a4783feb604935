import { html, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'
import { words } from './words.ts'
import type { Finder } from './find.ts'

/** The line to look for words in a paper: Enter goes on, Shift and Enter back, Escape ends it. */
export function findBar(finder: Finder, end: () => void): TemplateResult {
  const t = words()
  const { close } = common()
  const typed = (event: Event): void => void finder.look((event.target as HTMLInputElement).value)
  const key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') finder.step(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape') end()
    else return
    event.preventDefault()
  }
  return html`<div class="pdf-tools pdf-find" role="group" aria-label=${t.findIn}>
    <input type="search" aria-label=${t.findIn} placeholder=${t.findIn} @input=${typed} @keydown=${key} />
    <span class="quiet" role="status">${foundLine(finder)}</span>
    <button class="plain" aria-label=${t.findBefore} @click=${() => finder.step(-1)}>↑</button>
    <button class="plain" aria-label=${t.findNext} @click=${() => finder.step(1)}>↓</button>
    <button class="plain" aria-label=${close} @click=${end}>✕</button>
  </div>`
}

function foundLine({ words: sought, hits, at, done, hasText }: Finder): string {
  const t = words()
  if (!sought) return ''
  if (hits.length > 0) return t.found(at + 1, hits.length)
  return done ? (hasText ? t.notFound : t.noText) : t.finding
}
