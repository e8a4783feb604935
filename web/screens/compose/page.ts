import { html, nothing, type TemplateResult } from 'lit-html'
import { keyed } from 'lit-html/directives/keyed.js'
import { Problem } from '../../api/problem.ts'
import { alertLine } from '../../parts/problem.ts'
import { reload } from '../../navigation.ts'
import type { Inside } from '../../screen.ts'
import type { Keeper } from './draft.ts'
import { olderNote, saveLine, staleNote } from './side.ts'
import type { State } from './state.ts'
import { filesOf } from './writing.ts'

/** The page as the state has it now. */
export function page(visit: Inside<'compose'>, state: State): TemplateResult {
  const t = visit.words.compose
  const { keeper, form, reply } = state
  const errors = { ...refusedFields(keeper), ...form.errors }
  return html`
    <div class="split compose">
      <div class="compose-form">
        <div class="paper-head">
          <p class="crumb"><a href=${visit.at('van-ban-di')}>‹ ${t.back}</a> ${saveLine(visit, keeper)}</p>
          <h1 tabindex="-1">${t.title}</h1>
          ${reply ? html`<p class="quiet">${t.replyTo(reply.notation, reply.sender)}</p>` : nothing}
        </div>
        ${staleNote(visit, keeper, () => takeTheirs(keeper))} ${form.summary()}
        ${olderNote(visit, keeper, (use) => settle(state, use))}
        ${keyed(keeper.older, fieldsOf(visit, state, errors))}
      </div>
      <aside class="aside compose-side">${state.behind?.side(errors) ?? alertLine(state.lost)}</aside>
    </div>
  `
}

/** What one writes; made anew when an older text is taken in. Enter saves, and never issues. */
function fieldsOf(
  visit: Inside<'compose'>,
  { keeper, fields, files, recipients, behind, form }: State,
  errors: Record<string, string>,
): TemplateResult {
  const t = visit.words.compose
  return html`<form novalidate @submit=${form.submit}>
    ${secrecy(visit)} ${part(t.parts.facts, fields.facts(errors))} ${behind?.necessity(errors['necessity'])}
    ${sole(files.view(errors['files']))}
    ${sole(recipients.view(keeper.document?.recipientCount, errors['recipients']))}
    ${part(t.parts.signer, fields.signer(errors))}
    ${part(t.parts.more, fields.more(behind?.hour(errors['deliverBy'])))}
    ${behind ? sole(behind.people(errors['people'])) : nothing}
  </form>`
}

/** The fields for which the last save was refused. */
function refusedFields({ problem }: Keeper): Record<string, string> {
  return problem instanceof Problem ? problem.fields : {}
}

function settle({ keeper, files }: State, use: boolean): void {
  keeper.settle(use)
  if (use) files.take(filesOf(keeper.draft, keeper.document))
}

function takeTheirs(keeper: Keeper): void {
  keeper.letGo()
  reload()
}

/** Why no level of secrecy can be chosen, and where such a paper must go. */
function secrecy(visit: Inside<'compose'>): TemplateResult {
  const t = visit.words.compose.secrecy
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
