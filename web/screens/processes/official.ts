import { html, nothing, type TemplateResult } from 'lit-html'
import type { Template } from '../../../src/processes/template.ts'
import type { Procedure } from '../../api/types.ts'
import { rowsOf } from '../../processes/outline.ts'
import type { Inside } from '../../screen.ts'

type Here = Inside<'processes' | 'adapting'>

const section = (head: string, body: unknown): TemplateResult =>
  html`<section class="desk-group">
    <h2>${head}</h2>
    ${body}
  </section>`

const list = (items: readonly unknown[]): TemplateResult =>
  html`<ul>
    ${items.map((one) => html`<li>${one}</li>`)}
  </ul>`

/** What an official procedure says before its steps: what for, where it applies, by what, in which words. */
export function foreword({ words }: Here, template: Template): (TemplateResult | typeof nothing)[] {
  const t = words.processes
  const { basis = [], clauses = [], terms } = template
  const prose = (head: string, text: string | undefined) =>
    text ? section(head, html`<p class="prose">${text}</p>`) : nothing
  const referred = [...basis, ...(clauses.length > 0 ? [t.clauses(clauses.join('; '))] : [])]
  return [
    prose(t.purpose, template.purpose),
    prose(t.scope, template.scope),
    referred.length > 0 ? section(t.basis, list(referred)) : nothing,
    prose(t.terms, terms),
  ]
}

/** What stands after them: its forms, what is kept and how long, and to whom it went. */
export function annexes(
  { words }: Here,
  template: Template,
  { awaited, receipts }: Procedure,
  inForce: boolean,
): (TemplateResult | typeof nothing)[] {
  const t = words.processes
  const kept = rowsOf(template).flatMap(({ step }) => step.records ?? [])
  const forms = new Map(kept.flatMap(({ name, form }) => (form ? [[form, name] as const] : [])))
  const coded = (form: string | undefined, text: string) =>
    html`${form ? html`<span class="nota">${form}</span> ` : nothing}${text}`
  const given = new Set([...receipts, ...awaited].map(({ name }) => name))
  return [
    forms.size > 0 ? section(t.forms, list([...forms].map(([form, name]) => coded(form, name)))) : nothing,
    section(
      t.records,
      list(kept.map(({ name, form, keep_years: years }) => coded(form, `${name}: ${t.keep(years)}`))),
    ),
    inForce && given.size > 0 ? section(t.distribution, html`<p>${[...given].join('; ')}</p>`) : nothing,
  ]
}
