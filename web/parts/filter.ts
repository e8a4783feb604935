import { html, type TemplateResult } from 'lit-html'
import type { Visit } from '../screen.ts'

/** A field that narrows a list while one types, and keeps its words in the address so that it can be shared. */
export type Filter = { text: string; field: (label: string) => TemplateResult }

/** @param changed is called a moment after the last key */
export function createFilter({ path, query, rename }: Visit, changed: () => Promise<void>): Filter {
  let timer: ReturnType<typeof setTimeout> | undefined
  const typed = (event: Event): void => {
    filter.text = (event.target as HTMLInputElement).value.trim()
    clearTimeout(timer)
    timer = setTimeout(() => {
      rename(filter.text ? `${path}?q=${encodeURIComponent(filter.text)}` : path)
      void changed()
    }, 250)
  }
  const filter: Filter = {
    text: query.get('q') ?? '',
    field: (label) =>
      html`<input
        class="filter"
        type="search"
        aria-label=${label}
        placeholder=${label}
        .defaultValue=${filter.text}
        @input=${typed}
      />`,
  }
  return filter
}
