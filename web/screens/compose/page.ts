import { html, nothing, type TemplateResult } from 'lit-html'
import { reload } from '../../router.ts'
import { at } from '../../session.ts'
import { words } from '../../text/words.ts'
import { forget, type Keeper } from './draft.ts'
import { preview } from './preview.ts'
import { checkPart, issuePart, saveLine, staleNote } from './side.ts'
import type { State } from './state.ts'

/** The page as the state has it now. */
export function page(state: State): TemplateResult {
  const t = words('compose')
  const { keeper, fields, files, recipients, errors, reply } = state
  return html`
    <div class="split compose">
      <div class="compose-form">
        <div class="paper-head">
          <p class="crumb"><a href=${at('van-ban-di')}>‹ ${t.back}</a> ${saveLine(keeper)}</p>
          <h1 tabindex="-1">${t.title}</h1>
          ${reply ? html`<p class="quiet">${t.replyTo(reply.notation, reply.sender)}</p>` : nothing}
        </div>
        <form novalidate @submit=${(event: Event) => event.preventDefault()}>
          ${staleNote(keeper, () => takeTheirs(keeper))} ${errorSummary(errors)}
          ${olderNote(keeper, state.draw)} ${secrecy()} ${part(t.parts.facts, fields.facts(errors))}
          ${sole(files.view(errors['files']))}
          ${sole(recipients.view(keeper.document?.recipientCount, errors['recipients']))}
          ${part(t.parts.signer, fields.signer(errors))} ${part(t.parts.more, fields.more())}
        </form>
      </div>
      <aside class="aside compose-side">
        <div class="compose-look">
          ${preview({ ...state.books, draft: keeper.draft, ...(keeper.document ? { document: keeper.document } : {}) })}
          ${checkPart(keeper, errors)}
          ${keeper.document ? html`<p><button class="link" @click=${() => act(state, 'discard')}>${t.discard}</button></p>` : nothing}
        </div>
        ${issuePart(keeper, state, () => act(state, 'issue'))}
      </aside>
    </div>
  `
}

/** What ends the writing is apart from the screen, which is there before it. */
function act(state: State, what: 'issue' | 'discard'): void {
  import('./issue.ts')
    .then((acts) => acts[what](state))
    .catch((problem: unknown) => {
      state.problem = problem
      state.draw()
    })
}

function takeTheirs(keeper: Keeper): void {
  forget(keeper.document?.id)
  keeper.state = 'saved'
  reload()
}

function errorSummary(errors: Record<string, string>): TemplateResult | typeof nothing {
  const rows = Object.entries(errors)
  if (rows.length === 0) return nothing
  return html`<div class="summary" id="chua-duoc" tabindex="-1" role="alert">
    <h2>${words('compose').issueErrors}</h2>
    <ul>
      ${rows.map(([id, text]) => html`<li><a href="#f-${id}">${text}</a></li>`)}
    </ul>
  </div>`
}

function olderNote(keeper: Keeper, draw: () => void): TemplateResult | typeof nothing {
  const t = words('compose')
  const { older } = keeper
  if (!older) return nothing
  const settle = (use: boolean) => (): void => {
    delete keeper.older
    if (use) keeper.change(older)
    else forget(keeper.document?.id)
    draw()
  }
  return html`<div class="alert warn" role="alert">
    <p>${t.older}</p>
    <p class="row">
      <button class="button small" type="button" @click=${settle(true)}>${t.useOlder}</button>
      <button class="button small" type="button" @click=${settle(false)}>${t.dropOlder}</button>
    </p>
  </div>`
}

/** Why no level of secrecy can be chosen, and where such a paper must go. */
function secrecy(): TemplateResult {
  const t = words('compose').secrecy
  return html`<details class="secrecy">
    <summary>${t.title}</summary>
    <p>${t.text}</p>
  </details>`
}

/** A part that is one field, whose label is the title. */
function sole(content: unknown): TemplateResult {
  return html`<div class="part sole">${content}</div>`
}

function part(title: string, content: unknown): TemplateResult {
  return html`<fieldset class="part">
    <legend>${title}</legend>
    ${content}
  </fieldset>`
}
