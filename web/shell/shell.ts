import { html, nothing, type TemplateResult } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import type { Here, Me } from '../api/types.ts'
import { go, reload } from '../navigation.ts'
import { explain, problemPage } from '../parts/problem.ts'
import type { Shown } from '../router.ts'
import { me, signOut } from '../session.ts'
import { common } from '../text/common.ts'
import { icon } from './icons.ts'
import { menu } from './menu.ts'
import { toastLine } from './overlay.ts'
import { places, type Place } from './places.ts'

export type Signals = {
  waiting: boolean
  leaving: boolean
  signedOut: boolean
  offline: boolean
  /** The server is away for now, and what was asked waits for it. */
  away: boolean
  said: string
  /** An error nobody caught, until it is put aside or another screen comes. */
  failure: unknown
  putAside: () => void
  help: () => void
}

/**
 * The whole page around a screen: inside a committee with its menu, outside of one with only a line on top. The
 * screen is keyed by its visit, so that what was typed into one document never stands in the next.
 */
export function shell(shown: Shown, signals: Signals): TemplateResult {
  const t = common()
  const here = shown.place?.here
  return html`
    <a class="skip" href="#noi-dung">${t.skip}</a>
    ${signals.waiting ? html`<div class="waiting" role="progressbar" aria-label=${t.waiting}></div>` : nothing}
    <div class="frame ${here ? 'inside' : 'outside'}">
      ${here ? topLine(here, shown, signals.help) : plainTop()} ${here ? rail(here, shown.path) : nothing}
      <main id="noi-dung" tabindex="-1" ?inert=${signals.leaving} class=${shown.view?.wide ? 'wide' : ''}>
        ${signals.signedOut ? signInAgain() : nothing} ${signals.failure ? failureLine(signals) : nothing}
        ${signals.offline || signals.away ? html`<p class="alert warn over-all" role="status">${signals.offline ? t.offline : t.away}</p>` : nothing}
        ${keyed(shown.view, shown.view ? shown.view.body() : problemPage(shown.problem, reload))}
      </main>
      ${here ? bottomBar(here, shown.path) : nothing}
    </div>
    ${toastLine()}
    <div class="unseen" aria-live="polite">${signals.said}</div>
  `
}

/** The session ended while somebody was at work: the way in and back to this very page. */
function signInAgain(): TemplateResult {
  const t = common()
  const back = encodeURIComponent(location.pathname + location.search)
  return html`<p class="alert warn" role="alert">
    ${t.signedOut} <a href="/dang-nhap?ve=${back}">${t.signIn}</a>
  </p>`
}

function failureLine({ failure, putAside }: Signals): TemplateResult {
  return html`<p class="alert bad over-all" role="alert">
    ${explain(failure)} <button class="link" @click=${putAside}>${common().close}</button>
  </p>`
}

function wordmark(href: string): TemplateResult {
  return html`<a class="wordmark" href=${href}
    ><img src="/mark.svg" alt="" width="24" height="24" />${common().name}</a
  >`
}

function plainTop(): TemplateResult {
  const t = common()
  const person = me()
  return html`<header class="top">
    ${wordmark('/')}
    <div class="top-end">${person ? personMenu(person, () => undefined) : nothing}</div>
    ${person ? nothing : html`<span class="unseen">${t.name}</span>`}
  </header>`
}

function topLine(here: Here, shown: Shown, help: () => void): TemplateResult {
  const person = me()
  return html`<header class="top">
    ${wordmark(`/${here.committee.handle}/ban-lam-viec`)} ${switcher(here, person)} ${searchField(here)}
    <a class="search-way" href="/${here.committee.handle}/tim" aria-label=${common().search}
      >${icon('search')}</a
    >
    <div class="top-end">
      ${shown.view?.action?.() ?? nothing} ${person ? personMenu(person, help) : nothing}
    </div>
  </header>`
}

function switcher(here: Here, person: Me | undefined): TemplateResult {
  const t = common()
  const mine = person?.committees ?? []
  return menu({
    name: t.switcherNow(here.committee.name),
    kind: 'switcher',
    label: html`<span class="switcher-name">${here.committee.name}</span>`,
    items: html`
      ${mine.map(
        (one) =>
          html`<a
            href="/${one.handle}/ban-lam-viec"
            aria-current=${one.handle === here.committee.handle ? 'true' : nothing}
          >
            ${one.name}</a
          >`,
      )}
      <a class="menu-apart" href="/dang-ky">${t.openCommittee}</a>
    `,
  })
}

function searchField(here: Here): TemplateResult {
  const t = common()
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const field = (event.target as HTMLFormElement).elements.namedItem('q') as HTMLInputElement
    if (field.value.trim()) go(`/${here.committee.handle}/tim?q=${encodeURIComponent(field.value.trim())}`)
  }
  return html`<form class="search" role="search" @submit=${submit}>
    <input
      id="tim"
      name="q"
      type="search"
      aria-label=${t.search}
      placeholder=${t.search}
      autocomplete="off"
    />
    <kbd aria-hidden="true">/</kbd>
  </form>`
}

function personMenu(person: Me, help: () => void): TemplateResult {
  const t = common()
  const { name, email } = person.user
  const leave = async (): Promise<void> => {
    await signOut()
    go('/dang-nhap')
  }
  return menu({
    name: `${t.person}: ${name}`,
    kind: 'person',
    label: html`<span class="initials" data-initials=${initials(name)}></span>`,
    items: html`
      <p class="menu-head"><b>${name}</b><br /><span class="quiet small">${email}</span></p>
      <a href="/tai-khoan">${t.account}</a>
      ${person.operator ? html`<a href="/van-hanh">${t.operator}</a>` : nothing}
      <button class="wide-only" @click=${help}>${t.shortcuts}</button>
      <button @click=${leave}>${t.signOut}</button>
    `,
  })
}

/** The given name's initial and the family name's, as `Nguyễn Thị Hoa` → `NH`. */
function initials(name: string): string {
  const parts = name.trim().split(/\s+/)
  return `${parts[0]?.[0] ?? ''}${parts.length > 1 ? (parts.at(-1)?.[0] ?? '') : ''}`.toLocaleUpperCase('vi')
}

function rail(here: Here, path: string): TemplateResult {
  return html`<nav class="rail" aria-label=${common().nav}>
    <ul>
      ${places(here, path).map((one) => html`<li>${placeLink(one)}</li>`)}
    </ul>
  </nav>`
}

function placeLink({ href, word, waits, current }: Place): TemplateResult {
  return html`<a href=${href} aria-current=${current ? 'page' : nothing}>${word}${countOf(waits)}</a>`
}

function countOf(waits: number): TemplateResult | typeof nothing {
  if (!waits) return nothing
  return html`<span class="count" aria-hidden="true">${waits}</span
    ><span class="unseen">, ${common().waitingCount(waits)}</span>`
}

function bottomBar(here: Here, path: string): TemplateResult {
  const t = common()
  const all = places(here, path)
  const rest = all.slice(4)
  return html`<nav class="bar" aria-label=${t.nav}>
    ${all
      .slice(0, 4)
      .map(
        ({ href, word, waits, current, icon: drawing }) =>
          html`<a href=${href} aria-current=${current ? 'page' : nothing}
            >${icon(drawing)}<span>${word}</span>${countOf(waits)}</a
          >`,
      )}
    ${menu({
      name: t.places.more,
      label: html`${icon('more')}<span>${t.places.more}</span>`,
      kind: 'bar-more',
      items: html`${rest.map(placeLink)}`,
    })}
  </nav>`
}
