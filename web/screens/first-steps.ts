import { html, type TemplateResult } from 'lit-html'
import { at, may } from '../session.ts'
import { words } from '../text/words.ts'

/** What a committee that has just opened does first, for those who may do it; empty for everybody else. */
export function firstSteps(): TemplateResult[] {
  const t = words('desk').first
  const rows: [boolean, string, string, string][] = [
    [may('organisation.manage'), at('quan-tri', 'can-bo'), t.people, t.peopleHint],
    [may('organisation.manage'), at('quan-tri', 'don-vi'), t.units, t.unitsHint],
    [may('books.manage'), at('quan-tri', 'so'), t.numbers, t.numbersHint],
    [may('documents.draft'), at('van-ban-di', 'soan'), t.write, t.writeHint],
  ]
  if (!may('organisation.manage')) return []
  return rows
    .filter(([allowed]) => allowed)
    .map(
      ([, href, title, hint]) =>
        html`<li class="row-line">
          <span class="row-what">
            <a class="row-link" data-row href=${href}>${title}</a>
            <span class="row-sub">${hint}</span>
          </span>
        </li>`,
    )
}
