import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Links } from '../../api/types.ts'
import { chainOf } from '../../parts/chain.ts'
import { findCommittees } from '../../parts/committees.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { openEdit } from '../../parts/edit.ts'
import { emptyState } from '../../parts/head.ts'
import { mark } from '../../parts/mark.ts'
import { createPicker } from '../../parts/picker.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'
import { adminHead, admit } from './common.ts'

type Below = Links['subordinates'][number]
type Decision = 'POST /links/{handle}/acceptance' | 'POST /links/{handle}/refusal'
type State = { links: Links; refresh: () => Promise<void> }

/** The committee above and those below; a link counts once the administrator above agrees. */
export default async function linksScreen(visit: Inside<'admin' | 'partners'>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'links')
  const read = (): Promise<Links> => visit.ask('GET /links', { query: { limit: 100 }, signal })
  const state: State = {
    links: await read(),
    refresh: async () => {
      const [links] = await Promise.all([read(), visit.refresh()])
      state.links = links
      draw()
    },
  }
  return {
    title: visit.words.admin.tabs.links,
    resume: state.refresh,
    body: () =>
      html`${adminHead(visit, 'links')} ${requestsPart(visit, state)} ${superiorPart(visit, state)}
      ${ownPart(visit, state)} ${belowPart(visit, state)}
      ${visit.may('senders.block') ? html`<p><a href=${visit.at('van-ban-den', 'da-chan')}>${visit.words.partners.links.blocked}</a></p>` : nothing}`,
  }
}

function superiorPart(visit: Inside<'admin' | 'partners'>, state: State): TemplateResult {
  const t = visit.words.partners.links
  const { superior } = state.links
  const leave = async (): Promise<void> => {
    await visit.ask('DELETE /superior')
    await state.refresh()
    say(t.left)
  }
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.superior}</h2>
      <button class="button" @click=${() => ask(visit, state)}>${t.ask}</button>
    </div>
    ${
      superior
        ? html`<ul class="gathered">
            <li>
              <span>${superior.name} <span class="row-sub">${t[superior.state]}</span></span>
              ${mark(superior.state)}
              <button class="link small" @click=${leave}>${t.leave}</button>
            </li>
          </ul>`
        : html`<p class="quiet">${t.none}</p>`
    }
  </section>`
}

/** How others see this committee: who vouches for it, what it changed that they do not see yet. */
function ownPart(visit: Inside<'admin' | 'partners'>, { links: { self } }: State): TemplateResult {
  const t = visit.words.partners.vouching
  return html`<section class="admin-part">
    <h2>${t.title}</h2>
    ${chainOf(visit.words.partners, self)}
    ${
      self.changes.length === 0
        ? nothing
        : html`<p>
            ${t.waits(self.changes.map(({ before, after }) => (before ? `${before} → ${after}` : after)).join('; '))}
          </p>`
    }
  </section>`
}

function ask(visit: Inside<'admin' | 'partners'>, state: State): void {
  const t = visit.words.partners.links
  let chosen: { key: string; label: string } | undefined
  let problem: unknown
  const picker = createPicker({
    name: 'superior',
    label: t.search,
    placeholder: t.searchPlace,
    find: async (typed) => {
      const options = await findCommittees(typed)
      return [{ label: t.found, options: options.filter(({ key }) => key !== visit.here.committee.handle) }]
    },
    shown: () => chosen?.label ?? '',
    pick: (option) => {
      chosen = option
    },
    draw: () => dialog.draw(),
  })
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    try {
      if (!chosen) return document.getElementById('f-superior')?.focus()
      await visit.ask('PUT /superior', { body: { handle: chosen.key } })
      dialog.close()
      await state.refresh()
      say(t.asked)
    } catch (cause) {
      problem = cause
      dialog.draw()
    }
  }
  const dialog: Dialog = openDialog(
    t.ask,
    () =>
      html`${alertLine(problem)}
        <form class="tall" novalidate @submit=${send}>
          ${picker.view()}
          <p class="row"><button class="main" type="submit">${t.askSend}</button></p>
        </form>`,
  )
}

function requestsPart(visit: Inside<'admin' | 'partners'>, state: State): TemplateResult | typeof nothing {
  const t = visit.words.partners.links
  const rows = state.links.subordinates.filter((row) => row.state === 'pending')
  if (rows.length === 0) return nothing
  return html`<section class="admin-part">
    <h2>${t.requests} <span class="quiet">${rows.length}</span></h2>
    <ul class="gathered">
      ${rows.map((row) => requestLine(visit, state, row))}
    </ul>
  </section>`
}

function requestLine(visit: Inside<'admin' | 'partners'>, state: State, row: Below): TemplateResult {
  const { handle, name, kindName, askedAt, version } = row
  const t = visit.words.partners.links
  const decide = (what: Decision, told: string) => async (): Promise<void> => {
    await intention(visit.ask)(
      what,
      what === 'POST /links/{handle}/acceptance' ? { handle, version } : { handle },
    )
    await state.refresh()
    say(told)
  }
  return html`<li>
    <span
      >${name}
      <span class="row-sub">${kindName} · ${t.askedAt(moment(askedAt))}</span> ${vouchedFor(visit, row)}</span
    >
    <button
      class="button small"
      aria-label=${t.acceptName(name)}
      @click=${decide('POST /links/{handle}/acceptance', t.acceptedNow(name))}
    >
      ${t.accept}
    </button>
    <button
      class="link small"
      aria-label=${t.refuseName(name)}
      @click=${decide('POST /links/{handle}/refusal', t.refused)}
    >
      ${t.refuse}
    </button>
  </li>`
}

function belowPart(visit: Inside<'admin' | 'partners'>, state: State): TemplateResult {
  const t = visit.words.partners.links
  const rows = state.links.subordinates.filter((row) => row.state === 'accepted')
  return html`<section class="admin-part">
    <div class="part-head">
      <h2>${t.below} <span class="quiet">${rows.length || ''}</span></h2>
      <a class="button" href=${visit.at('quan-tri', 'lien-ket', 'danh-sach')}>${visit.words.admin.byList}</a>
    </div>
    ${
      rows.length === 0
        ? emptyState(t.belowNone, t.belowNoneHint)
        : html`<ul class="links many">
            ${rows.map((row) => belowLine(visit, state, row))}
          </ul>`
    }
  </section>`
}

/** What accepting vouches for, and whom the name may be taken for. */
function vouchedFor(
  visit: Inside<'admin' | 'partners'>,
  { suffix, codes, issuers, looksLike }: Below,
): TemplateResult {
  const t = visit.words.partners.links
  const all = [
    suffix,
    ...codes.map(({ code }) => code),
    ...issuers.map((one) => `${one.name} (${one.suffix})`),
  ]
  return html`<span class="row-sub">${t.vouches(all.join('; '))}</span> ${
      looksLike ? html`<span class="row-sub">${t.looksLike(looksLike.name)}</span>` : nothing
    }`
}

/** What a subordinate changed, for this one to confirm or to leave as it was. */
function changesOf(
  visit: Inside<'admin' | 'partners'>,
  state: State,
  row: Below,
): TemplateResult | typeof nothing {
  const { handle, name, changes, version } = row
  if (changes.length === 0) return nothing
  const t = visit.words.partners.links
  const confirm = async (): Promise<void> => {
    await intention(visit.ask)('POST /links/{handle}/confirmation', { handle, version })
    await state.refresh()
    say(t.confirmed(name))
  }
  const keep = async (): Promise<void> => {
    await visit.ask('DELETE /links/{handle}/changes', { handle })
    await state.refresh()
    say(t.refused)
  }
  return html`<span class="row-sub"
      >${t.changes}:
      ${changes.map(({ before, after }) => (before ? `${before} → ${after}` : after)).join('; ')}</span
    >
    <button class="button small" aria-label="${t.confirm} ${name}" @click=${confirm}>${t.confirm}</button>
    <button class="link small" aria-label=${t.refuseName(name)} @click=${keep}>${t.refuse}</button>`
}

function belowLine(visit: Inside<'admin' | 'partners'>, state: State, row: Below): TemplateResult {
  const { handle, name } = row
  const t = visit.words.partners.links
  const end = (): void =>
    openEdit({
      title: t.endTitle(name),
      lead: t.endLead(name),
      save: t.end,
      fields: [],
      send: async () => {
        await intention(visit.ask)('POST /links/{handle}/refusal', { handle })
        await state.refresh()
      },
    })
  return html`<li>
    <a href=${visit.at('danh-ba', handle)}>${name}</a> ${changesOf(visit, state, row)}
    <button class="link small" aria-label=${t.endTitle(name)} @click=${end}>${t.end}…</button>
  </li>`
}
