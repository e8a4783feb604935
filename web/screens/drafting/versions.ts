import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { selectField } from '../../parts/field.ts'
import { emptyState } from '../../parts/head.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { moment, size } from '../../text/dates.ts'
import '../../style/drafting.css'

type Both = AnswerOf<'GET /documents/{id}/comparison'>
type Row = AnswerOf<'GET /documents/{id}/versions'>['items'][number]

/** The versions of a draft: who handed on which, what it changed, and two of them side by side. */
export default async function versions(visit: Inside<'versions'>): Promise<View> {
  const { params, signal, draw } = visit
  const t = visit.words.versions
  const id = params['id'] ?? ''
  const { items } = await visit.ask('GET /documents/{id}/versions', { id, signal })
  const chosen = { from: items[1]?.no ?? items[0]?.no ?? 0, to: items[0]?.no ?? 0 }
  let both: Both | undefined
  let problem: unknown
  const compare = async (): Promise<void> => {
    problem = undefined
    try {
      both = await visit.ask('GET /documents/{id}/comparison', { id, query: chosen, signal })
    } catch (error) {
      problem = error
    }
    draw()
  }
  if (items.length > 0) await compare()
  const choose = (which: 'from' | 'to') => (value: string) => {
    chosen[which] = Number(value)
    void compare()
  }
  return {
    title: t.title,
    wide: true,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('van-ban-di', id)}>‹ ${t.back}</a></p>
        <h1 tabindex="-1">${t.title}</h1>
      </div>
      ${alertLine(problem)}
      ${
        items.length === 0
          ? emptyState(t.none, t.noneHint)
          : html`${list(visit, items)}
              <div class="pair">
                ${pick(visit, 'from', t.before, items, chosen.from, choose('from'))}
                ${pick(visit, 'to', t.after, items, chosen.to, choose('to'))}
              </div>
              ${both ? sides(visit, both) : nothing}`
      }
    `,
  }
}

function list(visit: Inside<'versions'>, items: Row[]): TemplateResult {
  const t = visit.words.versions
  return html`<section aria-labelledby="v-list">
    <h2 id="v-list">${t.list}</h2>
    <ol class="timeline">
      ${items.map(
        ({ no, stageName, by, at, changed }) =>
          html`<li>
            <p>${t.which(no, stageName)}: ${changed.length > 0 ? t.changed(changed.join(', ')) : t.same}</p>
            <p class="row-sub">${by} · <time datetime=${at}>${moment(at)}</time></p>
          </li>`,
      )}
    </ol>
  </section>`
}

function pick(
  visit: Inside<'versions'>,
  name: string,
  label: string,
  items: Row[],
  value: number,
  change: (value: string) => void,
): TemplateResult {
  const t = visit.words.versions
  return selectField({
    name,
    label,
    value: String(value),
    choices: items.map(({ no, stageName }) => ({ value: String(no), label: t.which(no, stageName) })),
    change,
  })
}

function sides(visit: Inside<'versions'>, { before, after, text }: Both): TemplateResult {
  const t = visit.words.versions
  const rows = before.facts
    .map((one, i) => ({ name: one.name, one: one.value, other: after.facts[i]?.value ?? '' }))
    .filter(({ one, other }) => one !== '' || other !== '')
  const files = (side: Both['before']): string =>
    side.files.map(({ name, size: bytes }) => `${name} (${size(bytes)})`).join('; ')
  return html`<table class="beside">
      <caption>
        ${t.facts}
      </caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${t.which(before.no, before.stageName)}</th>
          <th scope="col">${t.which(after.no, after.stageName)}</th>
        </tr>
      </thead>
      <tbody>
        ${[...rows, { name: t.files, one: files(before), other: files(after) }].map(
          ({ name, one, other }) =>
            html`<tr class=${one === other ? '' : 'differs'}>
              <th scope="row">${name}</th>
              <td>${one || t.empty}</td>
              <td>${one === other ? one || t.empty : html`<ins>${other || t.empty}</ins>`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <section aria-labelledby="v-text">
      <h2 id="v-text">${t.text}</h2>
      ${textOf(visit, text)}
    </section>`
}

function textOf(visit: Inside<'versions'>, text: Both['text']): TemplateResult {
  const t = visit.words.versions
  if (text === undefined) return html`<p class="quiet">${t.textNone}</p>`
  if (text.length === 0) return html`<p class="quiet">${t.textSame}</p>`
  return html`<div class="difference">
    ${text.map(({ kind, text: line }) => {
      if (kind === 'skipped') return html`<p class="quiet">${t.skipped(line)}</p>`
      if (kind === 'gone')
        return html`<p>
          <del><span class="unseen">${t.gone}: </span>${line}</del>
        </p>`
      if (kind === 'new')
        return html`<p>
          <ins><span class="unseen">${t.new}: </span>${line}</ins>
        </p>`
      return html`<p>${line}</p>`
    })}
  </div>`
}
