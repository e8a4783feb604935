import { html, nothing, type TemplateResult } from 'lit-html'
import type { Visit } from '../screen.ts'
import type { Keys } from '../shell/keys.ts'
import { common } from '../text/common.ts'
import { stamp } from './mark.ts'
import { kept } from './notation.ts'

/** A row of the list a document was opened from. */
export type Stop = {
  id: string
  href: string
  notation: string
  subject: string
  sub: string
  urgency: number
}

/** Whether the screen has room for the list beside the document. */
export function hasRoom(): boolean {
  return matchMedia('(min-width: 100rem)').matches
}

/** The list beside the open document, on screens wide enough for both; the open one is marked. */
export function strip(label: string, stops: Stop[], open: string): TemplateResult | typeof nothing {
  if (!hasRoom() || stops.length < 2) return nothing
  return html`<nav class="strip" aria-label=${label}>
    <ul>
      ${stops.map(
        ({ id, href, notation, subject, sub, urgency }) =>
          html`<li>
            <a href=${href} aria-current=${id === open ? 'true' : nothing}>
              <span class="strip-title"
                >${stamp(urgency)} <span class="nota">${notation}</span> ${kept(subject)}</span
              >
              <span class="row-sub">${sub}</span>
            </a>
          </li>`,
      )}
    </ul>
  </nav>`
}

/** The document `by` places further in the list; undefined at its ends or outside of it. */
export function stopAt(stops: Stop[], open: string, by: 1 | -1): Stop | undefined {
  const at = stops.findIndex(({ id }) => id === open)
  return at < 0 ? undefined : stops[at + by]
}

/** j and k go to the next and the previous document of the list. */
export function stripKeys({ go }: Visit, stops: Stop[], open: string): Keys {
  const t = common().keys
  const to = (by: 1 | -1) => (): void => {
    const stop = stopAt(stops, open, by)
    if (stop) go(stop.href, { replace: true })
  }
  return { j: { label: t.nextPaper, run: to(1) }, k: { label: t.previousPaper, run: to(-1) } }
}
