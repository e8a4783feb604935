import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { createPart } from '../../parts/behind.ts'
import type { Inside } from '../../screen.ts'

type Mark = AnswerOf<'GET /delivery-marks'>['items'][number]

/** Marks of papers in a list: that one was recalled, replaced, amended since it came. */
export type Marks = {
  /** Asks for those of these rows; they come behind the list. */
  look: (rows: readonly { deliveryId?: string | undefined }[]) => Promise<void>
  of: (deliveryId: string | undefined) => TemplateResult | typeof nothing
  /** That they did not come, so that a paper without a mark is not taken for one that stands. */
  lost: () => unknown
}

/** As many as one question may name. */
const AT_ONCE = 50

export function createMarks(visit: Inside): Marks {
  const known = new Map<string, Mark>()
  const waiting = new Set<string>()
  const part = createPart(visit.draw, async () => {
    const { signal } = visit
    while (waiting.size > 0) {
      const ids = [...waiting].slice(0, AT_ONCE)
      const found = await visit.ask('GET /delivery-marks', { query: { ids: ids.join(',') }, signal })
      for (const one of found.items) known.set(one.id, one)
      for (const id of ids) waiting.delete(id)
    }
    return () => nothing
  })
  return {
    look: async (rows) => {
      for (const { deliveryId } of rows) if (deliveryId !== undefined) waiting.add(deliveryId)
      if (waiting.size > 0) await part.renew()
    },
    of: (deliveryId) => {
      const mark = deliveryId === undefined ? undefined : known.get(deliveryId)
      return mark ? html`<span class="row-sub ${mark.ended ? 'bad' : ''}">${mark.text}</span>` : nothing
    },
    lost: part.view,
  }
}
