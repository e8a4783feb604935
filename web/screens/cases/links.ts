import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Case, Found, OpenStep } from '../../api/types.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { startFrom } from './from.ts'

type Here = Inside<'cases' | 'linking'>
type Target = { kind: Case['links'][number]['kind']; id: string; name: string }

const screens = { incoming: 'van-ban-den', document: 'van-ban-di', case: 'quy-trinh' } as const

/** What a case is linked with, and what can be linked or written from the step that is mine. */
export function linksPart(visit: Here, now: Case, done: () => Promise<void>): TemplateResult {
  const t = visit.words.linking
  const mine = now.open.find((one) => one.mine)
  const drop = async (linkId: string): Promise<void> => {
    await visit.ask('DELETE /case-links/{id}', { id: linkId })
    await done()
  }
  return html`<section class="aside-part no-print">
    <h2>${t.links}</h2>
    ${now.links.length === 0 ? html`<p class="quiet small">${t.linksNone}</p>` : nothing}
    <ul class="links">
      ${now.links.map(
        ({ id, kind, targetId, name, step }) =>
          html`<li>
            <a
              href=${kind === 'case' ? visit.at('quy-trinh', 'ho-so', targetId) : visit.at(screens[kind], targetId)}
              >${name || t.kinds[kind]}</a
            >
            <span class="row-sub">${t.kinds[kind]}${step ? `, ${t.atStep(step)}` : ''}</span>
            ${mine ? html`<button class="link small" aria-label=${t.unlink(name)} @click=${() => void drop(id)}>✕</button>` : nothing}
          </li>`,
      )}
    </ul>
    ${mine ? acts(visit, now, mine, done) : nothing}
  </section>`
}

function acts(visit: Here, now: Case, mine: OpenStep, done: () => Promise<void>): TemplateResult {
  const t = visit.words.linking
  const from = { kind: 'case' as const, id: now.id, title: now.title }
  return html`<p><button class="link" @click=${() => openLink(visit, now, mine, done)}>${t.link}</button></p>
    ${visit.may('documents.draft') ? html`<p><button class="link" @click=${() => void write(visit, now, mine)}>${t.write}</button></p>` : nothing}
    ${visit.may('cases.start') ? html`<p><button class="link" @click=${() => void startFrom(visit, t, from)}>${t.startFrom}</button></p>` : nothing}`
}

/** A draft with the subject of the case, linked with the step, and the way to write it. */
async function write(visit: Here, now: Case, { no }: OpenStep): Promise<void> {
  const { id } = await intention(visit.ask)('POST /documents', { body: { subject: now.title } })
  await visit.ask('POST /cases/{id}/links', { id: now.id, body: { to: { kind: 'document', id }, no } })
  visit.go(visit.at('van-ban-di', 'soan', id))
}

/** Finds a document or a case by its words and links it. */
function openLink(visit: Here, { id }: Case, { no }: OpenStep, done: () => Promise<void>): void {
  const t = visit.words.linking
  const state: { found?: Target[]; problem?: unknown } = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  const find = async (q: string): Promise<void> => {
    const { groups } = await visit.ask('GET /search', { query: { q, limit: 10 } })
    state.found = groups.flatMap(targetsOf)
    dialog.draw()
  }
  const typed = (event: Event): void => {
    clearTimeout(timer)
    const q = (event.target as HTMLInputElement).value.trim()
    if (q) timer = setTimeout(() => void find(q), 250)
  }
  const take = async ({ kind, id: target }: Target): Promise<void> => {
    try {
      await visit.ask('POST /cases/{id}/links', { id, body: { to: { kind, id: target }, no } })
      dialog.close()
      say(t.linked)
      await done()
    } catch (problem) {
      state.problem = problem
      dialog.draw()
    }
  }
  const dialog: Dialog = openDialog(
    t.linkTitle,
    () => html`
      <label class="field">${t.find} <input type="search" autocomplete="off" @input=${typed} /></label>
      ${alertLine(state.problem)}
      <div role="status">${state.found?.length === 0 ? t.foundNone : nothing}</div>
      <ul class="rows" aria-label=${t.found}>
        ${(state.found ?? []).map(
          (one) =>
            html`<li class="row-line">
              <span class="row-what">${one.name} <span class="row-sub">${t.kinds[one.kind]}</span></span>
              <button class="button small" aria-label=${t.choose(one.name)} @click=${() => void take(one)}>
                ${t.link}
              </button>
            </li>`,
        )}
      </ul>
    `,
  )
}

const KINDS: Record<string, Target['kind']> = {
  incoming: 'incoming',
  outgoing: 'document',
  draft: 'document',
  case: 'case',
}

const targetsOf = ({ kind, items }: Found): Target[] =>
  items.flatMap(({ id, notation, title }) => {
    const known = KINDS[kind]
    return known === undefined ? [] : [{ kind: known, id, name: [notation, title].filter(Boolean).join(' ') }]
  })
