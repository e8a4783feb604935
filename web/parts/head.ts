import { html, nothing, type TemplateResult } from 'lit-html'

export type Tab = { href: string; word: string; current: boolean; count?: number | undefined }

/** The head of a place: its name, what it is in a sentence, the ways in it. */
export function head(
  title: string,
  more: { lead?: unknown; tabs?: Tab[]; label?: string } = {},
): TemplateResult {
  return html`<div class="head">
    <h1 tabindex="-1">${title}</h1>
    ${more.lead ? html`<p class="quiet">${more.lead}</p>` : nothing}
    ${
      more.tabs
        ? html`<nav class="tabs" aria-label=${more.label ?? title}>
            ${more.tabs.map(
              ({ href, word, current, count }) =>
                html`<a href=${href} aria-current=${current ? 'page' : nothing}
                  >${word}${count ? html` <span class="quiet">${count}</span>` : nothing}</a
                >`,
            )}
          </nav>`
        : nothing
    }
  </div>`
}

/** What will be here one day, and the first thing to do. */
export function emptyState(title: string, text: string, action: unknown = nothing): TemplateResult {
  return html`<div class="empty">
    <h2>${title}</h2>
    <p>${text}</p>
    ${action === nothing ? nothing : html`<p class="row">${action}</p>`}
  </div>`
}

/** Facts as a list of terms; those without a value are left out. */
export function facts(rows: [term: string, value: unknown][]): TemplateResult {
  return html`<dl class="facts">
    ${rows
      .filter(([, value]) => value !== undefined && value !== '' && value !== null && value !== false)
      .map(
        ([term, value]) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
  </dl>`
}
