import { html } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { emptyState, head } from '../../parts/head.ts'
import type { Visit, View } from '../../screen.ts'
import { moment } from '../../text/dates.ts'

const LINK = /(https?:\/\/\S+)/

/** The mails of a trial on this machine, with their links to follow. */
export default async function inbox(visit: Visit<'reach'>): Promise<View> {
  const t = visit.words.reach.inbox
  const { items } = await ask('GET /inbox', { signal: visit.signal })
  return {
    title: t.title,
    body: () =>
      html`<div class="settings">
        ${head(t.title, { lead: t.lead })} ${items.length === 0 ? emptyState(t.none, t.noneHint) : ''}
        ${items.map(
          ({ subject, to, at, text }) =>
            html`<section class="setting">
              <h2>${subject}</h2>
              <div>
                <p class="quiet small">${t.to(to)} · ${moment(at)}</p>
                ${text.split('\n\n').map((line) => html`<p>${line.split(LINK).map(linked)}</p>`)}
              </div>
            </section>`,
        )}
      </div>`,
  }
}

const linked = (part: string): unknown => (LINK.test(part) ? html`<a href=${part}>${part}</a>` : part)
