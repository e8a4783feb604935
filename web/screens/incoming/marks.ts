import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import type { IncomingRow } from '../../api/types.ts'
import type { Inside } from '../../screen.ts'

type Mark = AnswerOf<'GET /delivery-marks'>['items'][number]

/** Marks of papers in a list: that one was recalled, replaced, amended since it came. */
export type Marks = {
  /** Asks for those of these rows; they come behind the list. */
  look: (rows: readonly IncomingRow[]) => Promise<void>
  of: (deliveryId: string | undefined) => TemplateResult | typeof nothing
}

export function createMarks(visit: Inside): Marks {
  const known = new Map<string, Mark>()
  return {
    look: async (rows) => {
      const ids = rows.flatMap(({ deliveryId }) => deliveryId ?? [])
      if (ids.length === 0) return
      const { signal } = visit
      const found = await visit
        .ask('GET /delivery-marks', { query: { ids: ids.join(',') }, signal })
        .catch(() => ({ items: [] }))
      for (const one of found.items) known.set(one.id, one)
      if (found.items.length > 0) visit.draw()
    },
    of: (deliveryId) => {
      const mark = deliveryId === undefined ? undefined : known.get(deliveryId)
      return mark ? html`<span class="row-sub ${mark.ended ? 'bad' : ''}">${mark.text}</span>` : nothing
    },
  }
}
