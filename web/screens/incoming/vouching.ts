import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Delivery } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'

/** Who vouches for the sender, up to the operator; and what a clerk can do about one who is not what it says. */
export function vouching(visit: Inside<'arrivals'>, { sender, chain }: Delivery): TemplateResult {
  const t = visit.words.arrivals.vouching
  return html`<details class="more" ?open=${!sender.confirmed}>
    <summary>${sender.confirmed ? t.title : t.unconfirmed}</summary>
    ${
      chain.length === 0
        ? html`<p class="quiet">${t.nobody}</p>`
        : html`<ol>
            ${chain.map(({ by, at }) => html`<li>${t.link(by, moment(at))}</li>`)}
          </ol>`
    }
    ${visit.may('senders.block') ? acts(visit, sender) : nothing}
  </details>`
}

function acts(visit: Inside<'arrivals'>, { handle, name }: Delivery['sender']): TemplateResult {
  const t = visit.words.arrivals.vouching
  const block = (): void =>
    openEdit({
      title: t.blockTitle(name),
      lead: t.blockLead(name),
      save: t.block,
      fields: [],
      send: async () => {
        await intention(visit.ask)('POST /blocks', { body: { handle } })
        say(t.blocked(name))
      },
    })
  const report = (): void =>
    openEdit({
      title: t.reportTitle(name),
      lead: t.reportLead,
      save: t.report,
      fields: [{ name: 'text', label: t.reportText }],
      send: async ({ text }) => {
        await intention(visit.ask)('POST /reports', { body: { handle, text } })
        say(t.reported)
      },
    })
  return html`<p class="row">
    <button class="link small" @click=${block}>${t.block}…</button>
    <button class="link small" @click=${report}>${t.report}…</button>
  </p>`
}
