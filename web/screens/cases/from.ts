import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import type { Place } from '../../place.ts'
import { learn, type Catalogue } from '../../text/words.ts'
import { openEdit } from '../../parts/edit.ts'

type Visit = Place & { signal: AbortSignal; draw: () => void; go: (url: string) => void }
type From = { kind: 'incoming' | 'document' | 'case'; id: string; title: string }
type Words = Catalogue['linking']

/** The cases that belong to a document or a case, and the way to open one from it. */
export async function openCases(visit: Visit, from: From): Promise<() => TemplateResult | typeof nothing> {
  if (!visit.may('cases.read')) return () => nothing
  const [{ linking: t }, { items }] = await Promise.all([
    learn(['linking']),
    visit.ask('GET /case-links', { query: { kind: from.kind, id: from.id }, signal: visit.signal }),
  ])
  return () =>
    items.length === 0 && !visit.may('cases.start')
      ? nothing
      : html`<section class="aside-part">
          <h2>${t.cases}</h2>
          <ul class="links">
            ${items.map((one) => line(visit, t, one))}
          </ul>
          ${visit.may('cases.start') ? html`<button class="link" @click=${() => void startFrom(visit, t, from)}>${t.start}</button>` : nothing}
        </section>`
}

const line = (
  visit: Visit,
  t: Words,
  { id, code, title, step }: AnswerOf<'GET /case-links'>['items'][number],
): TemplateResult =>
  html`<li>
    <a href=${visit.at('quy-trinh', 'ho-so', id)}><span class="nota">${code}</span> ${title}</a>
    ${step ? html`<span class="row-sub">${t.atStep(step)}</span>` : nothing}
  </li>`

/** Asks by which process, and opens a case that is linked with where it began. */
export async function startFrom(visit: Visit, t: Words, { kind, id, title }: From): Promise<void> {
  const { items } = await visit.ask('GET /procedures')
  const choices = items.flatMap((one) =>
    one.inForce ? [{ value: one.id, label: `${one.code} ${one.name}` }] : [],
  )
  const create = intention(visit.ask)
  openEdit({
    title: t.startTitle,
    ...(choices.length === 0 ? { lead: t.none } : {}),
    fields: [
      { name: 'procedureId', label: t.procedure, kind: 'select', empty: '', choices },
      { name: 'title', label: t.title, value: title },
    ],
    save: t.start,
    send: async ({ procedureId, title: subject }) => {
      const body = { procedureId, title: subject, from: { kind, id } }
      const made = await create('POST /cases', { body })
      visit.go(visit.at('quy-trinh', 'ho-so', made.id))
    },
  })
}
