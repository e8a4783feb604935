import { html, nothing, type TemplateResult } from 'lit-html'
import { get } from '../../api/client.ts'
import type { Entry, Page } from '../../api/types.ts'
import { facts } from '../../parts/head.ts'
import type { Visit, View } from '../../screen.ts'
import { at, here, may } from '../../session.ts'
import { date } from '../../text/dates.ts'
import { words } from '../../text/words.ts'

/** One body of the directory: what it is, its codes with their dates, what is above and below it. */
export default async function entryPage({ params, signal }: Visit): Promise<View> {
  const handle = params['id'] ?? ''
  const [entry, below] = await Promise.all([
    get<Entry>(`/api/directory/${encodeURIComponent(handle)}`, signal),
    get<Page<Entry>>(`/api/directory?superior=${encodeURIComponent(handle)}&limit=100`, signal),
  ])
  const t = words('directory')
  return {
    title: entry.name,
    action: () => writeAction(entry),
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${at('danh-ba')}>‹ ${t.back}</a></p>
        <h1 tabindex="-1">${entry.name}</h1>
      </div>
      ${factsOf(entry)} ${codesOf(entry)} ${belowOf(below.items)}
    `,
  }
}

function writeAction({ handle, state }: Entry): TemplateResult | typeof nothing {
  if (!may('documents.draft') || state !== 'ready' || handle === here().committee.handle) return nothing
  return html`<a class="button" href="${at('van-ban-di', 'soan')}?noiNhan=${handle}"
    >${words('directory').write}</a
  >`
}

function factsOf(entry: Entry): TemplateResult {
  const t = words('directory')
  const { superior } = entry
  return html`<section class="aside-part">
    ${facts([
      [t.facts.kind, entry.kindName],
      [t.facts.suffix, entry.suffix],
      [t.facts.place, entry.place],
      [t.facts.superior, superior && html`<a href=${at('danh-ba', superior.handle)}>${superior.name}</a>`],
      [t.facts.state, t.states[entry.state]],
      [t.facts.handle, entry.handle],
    ])}
  </section>`
}

function codesOf({ codes }: Entry): TemplateResult | typeof nothing {
  const t = words('directory')
  if (codes.length === 0) return nothing
  return html`<section class="aside-part">
    <h2>${t.codes}</h2>
    <table class="table narrow">
      <thead>
        <tr>
          <th scope="col">${t.codeColumns.code}</th>
          <th scope="col">${t.codeColumns.from}</th>
          <th scope="col">${t.codeColumns.to}</th>
        </tr>
      </thead>
      <tbody>
        ${codes.map(
          ({ code, validFrom, validTo }) =>
            html`<tr>
              <td><span class="nota">${code}</span></td>
              <td>${date(validFrom)}</td>
              <td>${validTo ? date(validTo) : t.stillValid}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`
}

function belowOf(rows: Entry[]): TemplateResult | typeof nothing {
  const t = words('directory')
  if (rows.length === 0) return nothing
  return html`<section class="aside-part">
    <h2>${t.subordinates} <span class="quiet">${t.subordinateNote(rows.length)}</span></h2>
    <ul class="links many">
      ${rows.map(({ handle, name }) => html`<li><a href=${at('danh-ba', handle)}>${name}</a></li>`)}
    </ul>
  </section>`
}
