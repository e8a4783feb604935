import { html, nothing, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf } from '../../api/ask.ts'
import type { Entry } from '../../api/types.ts'
import { chainOf } from '../../parts/chain.ts'
import { facts } from '../../parts/head.ts'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'

/** One body of the directory: what it is, who vouches for it, its codes with their dates, what is above and below it. */
export default async function entryPage(visit: Inside<'directory' | 'partners'>): Promise<View> {
  const { params, signal } = visit
  const handle = params['id'] ?? ''
  const [entry, below] = await Promise.all([
    ask('GET /directory/{handle}', { handle, signal }),
    ask('GET /directory', { query: { superior: handle, limit: 100 }, signal }),
  ])
  const t = visit.words.directory
  return {
    title: entry.name,
    action: () => writeAction(visit, entry),
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('danh-ba')}>‹ ${t.back}</a></p>
        <h1 tabindex="-1">${entry.name}</h1>
      </div>
      ${heirOf(visit, entry)} ${factsOf(visit, entry)} ${vouchedBy(visit, entry)} ${codesOf(visit, entry)}
      ${belowOf(visit, below.items)}
    `,
  }
}

function writeAction(
  visit: Inside<'directory' | 'partners'>,
  { handle, state }: Entry,
): TemplateResult | typeof nothing {
  if (!visit.may('documents.draft') || state !== 'ready' || handle === visit.here.committee.handle)
    return nothing
  return html`<a class="button" href="${visit.at('van-ban-di', 'soan')}?noiNhan=${handle}"
    >${visit.words.directory.write}</a
  >`
}

/** A body that was merged says first into which one: papers go there now. */
function heirOf(visit: Inside<'directory' | 'partners'>, { heir }: Entry): TemplateResult | typeof nothing {
  if (!heir) return nothing
  return html`<p class="alert warn">
    ${visit.words.directory.mergedInto} <a href=${visit.at('danh-ba', heir.handle)}>${heir.name}</a>
  </p>`
}

function factsOf(
  visit: Inside<'directory' | 'partners'>,
  entry: AnswerOf<'GET /directory/{handle}'>,
): TemplateResult {
  const t = visit.words.directory
  const { superior } = entry
  return html`<section class="aside-part">
    ${facts([
      [t.facts.former, entry.formerNames.map(({ name, until }) => t.until(name, date(until))).join('; ')],
      [t.facts.kind, entry.kindName],
      [t.facts.suffix, entry.suffix],
      [t.facts.place, entry.place],
      [
        t.facts.superior,
        superior && html`<a href=${visit.at('danh-ba', superior.handle)}>${superior.name}</a>`,
      ],
      [t.facts.state, t.states[entry.state]],
      [t.facts.handle, entry.handle],
    ])}
  </section>`
}

function vouchedBy(
  visit: Inside<'directory' | 'partners'>,
  entry: AnswerOf<'GET /directory/{handle}'>,
): TemplateResult {
  return html`<section class="aside-part">
    <h2>${visit.words.partners.vouching.title}</h2>
    ${chainOf(visit.words.partners, entry)}
  </section>`
}

function codesOf(visit: Inside<'directory' | 'partners'>, { codes }: Entry): TemplateResult | typeof nothing {
  const t = visit.words.directory
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

function belowOf(visit: Inside<'directory' | 'partners'>, rows: Entry[]): TemplateResult | typeof nothing {
  const t = visit.words.directory
  if (rows.length === 0) return nothing
  return html`<section class="aside-part">
    <h2>${t.subordinates} <span class="quiet">${t.subordinateNote(rows.length)}</span></h2>
    <ul class="links many">
      ${rows.map(({ handle, name }) => html`<li><a href=${visit.at('danh-ba', handle)}>${name}</a></li>`)}
    </ul>
  </section>`
}
