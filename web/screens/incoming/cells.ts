import { html, nothing, type TemplateResult } from 'lit-html'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { moment } from '../../text/dates.ts'

/** The way to enter what did not come over the exchange. */
export const registerAction = (visit: Inside<'arrivals'>): TemplateResult | typeof nothing =>
  visit.may('incoming.register')
    ? html`<a class="button main" href=${visit.at('van-ban-den', 'vao-so')}
        >${visit.words.arrivals.register}</a
      >`
    : nothing

/** The cell that leads: the stamp of urgency, the number, the kind and the subject; on phones also who and when. */
export function paperCell(
  visit: Inside<'arrivals'>,
  href: string,
  row: {
    urgency: number
    notation: string
    typeName: string
    subject: string
    replyTo?: { notation: string } | undefined
    remindedAt?: string | undefined
  },
  sub: string,
): TemplateResult {
  return html`<a class="row-link" data-row href=${href}
      >${stamp(row.urgency)} <span class="nota">${row.notation}</span> ${row.typeName} ${kept(row.subject)}</a
    >
    ${row.replyTo ? html`<span class="row-sub">${visit.words.arrivals.replyTo(row.replyTo.notation)}</span>` : nothing}
    ${row.remindedAt ? html`<span class="row-sub">${visit.words.arrivals.reminded(moment(row.remindedAt))}</span>` : nothing}
    <span class="row-sub on-phone">${sub}</span>`
}
