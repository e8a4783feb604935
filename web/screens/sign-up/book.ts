import { html, type TemplateResult } from 'lit-html'
import { facts } from '../../parts/head.ts'
import type { Visit } from '../../screen.ts'
import type { State } from './state.ts'
import '../../style/book.css'

/** The first page of the book this sign-up opens, with the numbers its first papers will get. */
export function bookPreview(visit: Visit<'signup'>, { answers }: State): TemplateResult {
  const t = visit.words.signup
  const suffix = answers.suffix || '…'
  return html`<section class="book first-book" aria-label=${t.bookTitle}>
    <div class="book-title">
      <p>${answers.name || '…'}</p>
      <h2>${t.book}</h2>
      <p class="small">${t.bookTerm(answers.term || '…')}</p>
    </div>
    <table class="book-table">
      <thead>
        <tr>
          <th scope="col">${t.firstNumbers}</th>
          <th scope="col">${t.kindOfPaper}</th>
        </tr>
      </thead>
      <tbody>
        ${Object.entries(t.firstPapers).map(
          ([symbol, name]) =>
            html`<tr>
              <td class="nowrap">01-${symbol}/${suffix}</td>
              <td>${name}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="small book-note">${t.bookLead}</p>
  </section>`
}

/** Everything answered, before the book is opened. */
export function review(visit: Visit<'signup'>, { answers, kinds }: State): TemplateResult {
  const t = visit.words.signup
  return html`<div class="review">
    ${facts([
      [t.name, answers.name],
      [t.kind, kinds.find(({ id }) => id === answers.kind)?.name],
      [t.place, answers.place],
      [t.superior, answers.superiorName],
      [t.suffix, answers.suffix],
      [t.handle, answers.handle],
      [t.code, answers.code],
      [t.term, answers.term],
      [t.opensOn, answers.opensOn],
    ])}
  </div>`
}
