import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { facts } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'
import { count, size } from '../../text/dates.ts'

export type Usage = AnswerOf<'GET /usage'>

/** What the committee uses of the instance, and how much it may. */
export function usagePart(visit: Inside<'admin'>, usage: Usage): TemplateResult {
  const t = visit.words.admin.body
  const { stored, uploadsThisHour, papersThisHour, lostFiles, damagedFiles } = usage
  const wrong = lostFiles + damagedFiles
  return html`<section class="admin-part">
    <h2>${t.usage}</h2>
    <p class="hint">${t.usageHint}</p>
    ${facts([
      [t.stored, t.of(size(stored.bytes), size(stored.most))],
      [t.uploads, t.of(count(uploadsThisHour.count), count(uploadsThisHour.most))],
      [t.papers, t.of(count(papersThisHour.count), count(papersThisHour.most))],
    ])}
    ${wrong === 0 ? nothing : html`<p class="alert bad">${t.filesWrong(wrong)}</p>`}
  </section>`
}
