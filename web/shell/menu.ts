import { html, type TemplateResult } from 'lit-html'

/** A button that opens a short list under it. `<details>` gives the state and the keys; `listenMenus` the closing. */
export function menu(options: {
  label: unknown
  name: string
  kind?: string
  items: TemplateResult
}): TemplateResult {
  return html`<details class="menu ${options.kind ?? ''}">
    <summary aria-label=${options.name}>${options.label}</summary>
    <div class="menu-list">${options.items}</div>
  </details>`
}

/** Closes open menus on a click elsewhere or within, on Escape and when the focus leaves. */
export function listenMenus(): void {
  document.addEventListener('click', (event) => {
    for (const open of openMenus()) {
      const target = event.target instanceof Node ? event.target : null
      const onList = open.querySelector('.menu-list')?.contains(target)
      if (!open.contains(target) || onList) open.open = false
    }
  })
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return
    for (const open of openMenus()) {
      open.open = false
      open.querySelector('summary')?.focus()
    }
  })
  document.addEventListener('focusin', (event) => {
    for (const open of openMenus()) {
      if (event.target instanceof Node && !open.contains(event.target)) open.open = false
    }
  })
}

function openMenus(): NodeListOf<HTMLDetailsElement> {
  return document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')
}
