import { html, nothing, type TemplateResult } from 'lit-html'
import type { Membership } from '../api/types.ts'
import type { Visit, View } from '../screen.ts'
import { lastPlace } from '../api/early.ts'
import { me } from '../session.ts'
import { common } from '../text/common.ts'

/** The choice of a committee. The root of the site goes straight on when there is nothing to choose. */
export default function switcher(visit: Visit<'door'>): View {
  const mine = me()?.committees ?? []
  const ready = mine.filter((one) => one.state === 'ready')
  const known =
    ready.find((one) => one.handle === lastPlace()[0]) ?? (ready.length === 1 ? ready[0] : undefined)
  if (visit.path === '/' && known) visit.go(`/${known.handle}/ban-lam-viec`, { replace: true })
  // Who runs the instance and belongs nowhere has one place to work.
  else if (visit.path === '/' && mine.length === 0 && me()?.operator) visit.go('/van-hanh', { replace: true })
  const t = visit.words.door.switcher
  return {
    title: t.title,
    body: () =>
      html`<div class="door">
        <h1 tabindex="-1">${t.title}</h1>
        ${
          mine.length > 0
            ? html`<p class="lead">${t.lead}</p>
                <ul class="choices">
                  ${mine.map((one) => choice(visit, one))}
                </ul>`
            : html`<p class="lead">${t.none}</p>
                <p>${t.noneHint}</p>`
        }
        ${me()?.operator ? html`<p class="door-act"><a href="/van-hanh">${common().operator}</a></p>` : nothing}
        <p class="door-foot"><a class="button" href="/dang-ky">${t.register}</a></p>
      </div>`,
  }
}

function choice(visit: Visit<'door'>, { handle, name, state, heir }: Membership): TemplateResult {
  const t = visit.words.door.switcher
  const label = heir ? t.merged(heir) : t.states[state]
  const href = state === 'provisioning' ? `/dang-ky?tiep=${handle}` : `/${handle}/ban-lam-viec`
  return html`<li>
    <a href=${href}>${name}</a>${label ? html`<span class="quiet"> · ${label}</span>` : nothing}
  </li>`
}
