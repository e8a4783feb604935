import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { LIMITS } from '../../limits.ts'
import { createPart } from '../../parts/behind.ts'
import { areaField } from '../../parts/field.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'
import type { Keeper } from './draft.ts'

type Similar = AnswerOf<'GET /similar-documents'>['items'][number]
type Visit = Inside<'similar'>

/** After the last key of a subject (ms). */
const PAUSE = 600

/**
 * Before a paper of a type that asks for it is written: why it is needed, and which papers in force say something near,
 * to be replaced or amended by this one instead of standing beside it.
 */
export async function createNecessity(
  inside: Inside,
  keeper: Keeper,
): Promise<(error?: string) => TemplateResult> {
  const visit = await learnMore(inside, ['similar'])
  const t = visit.words.similar
  let asked = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let found: Similar[] = []
  const similar = createPart(visit.draw, async () => {
    const key = asked
    const { subject = '', typeId: type = '' } = keeper.draft
    const query = { subject, type, except: keeper.document?.id }
    const { items } = await visit.ask('GET /similar-documents', { query, signal: visit.signal })
    // What was typed meanwhile is asked by itself, and may be answered first.
    if (key === asked) found = items
    return () => listOf(visit, keeper, found)
  })
  const follow = (): void => {
    const { subject = '', typeId = '' } = keeper.draft
    const key = `${typeId} ${subject}`
    if (key === asked) return
    asked = key
    clearTimeout(timer)
    timer = setTimeout(() => void similar.renew(), PAUSE)
  }
  return (error) => {
    follow()
    return html`${areaField({
      name: 'necessity',
      label: t.necessity,
      hint: t.hint,
      rows: 2,
      limit: LIMITS.necessity,
      value: keeper.draft.necessity,
      error,
      input: (text) => keeper.change({ necessity: text.trim() }),
    })}
    ${similar.view()}`
  }
}

const listOf = (visit: Visit, keeper: Keeper, found: Similar[]): TemplateResult =>
  html`<div role="status">
      ${found.length === 0 ? nothing : html`<p class="label">${visit.words.similar.title(found.length)}</p>`}
    </div>
    ${
      found.length === 0
        ? nothing
        : html`<ul class="links">
            ${found.map((one) => line(visit, keeper, one))}
          </ul>`
    }`

function line(
  visit: Visit,
  keeper: Keeper,
  { id, notation, typeName, subject, issuedOn, sameType }: Similar,
): TemplateResult {
  const t = visit.words.similar
  const { relates = [] } = keeper.draft
  const chosen = relates.find((one) => one.documentId === id)?.kind
  const others = relates.filter((one) => one.documentId !== id)
  const button = (kind: 'replaces' | 'amends', label: string): TemplateResult =>
    html`<button
      class="button small"
      type="button"
      aria-pressed=${chosen === kind}
      aria-label=${`${label} ${notation}`}
      @click=${() =>
        keeper.change({ relates: chosen === kind ? others : [...others, { kind, documentId: id }] })}
    >
      ${label}
    </button>`
  return html`<li>
    <a class="nota" href=${visit.at('van-ban-di', id)} target="_blank">${notation}</a> ${kept(subject)}
    <span class="row-sub">${typeName} · ${date(issuedOn)}</span>
    ${sameType ? html`<span class="row">${button('replaces', t.replace)} ${button('amends', t.amend)}</span>` : nothing}
  </li>`
}
