import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { emptyState, head } from '../../parts/head.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date } from '../../text/dates.ts'
import { setRule } from './rule.ts'
import { tabs } from './tabs.ts'

type Rules = AnswerOf<'GET /routing-rules'>
type Rule = Rules['items'][number]
type Visit = Inside<'arrivals' | 'routing'>

/** Standing rules: which papers go by themselves to whom, in the order in which a paper is held against them. */
export default async function rules(visit: Visit): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.routing
  const read = (): Promise<Rules> => visit.ask('GET /routing-rules', { signal })
  let found = await read()
  let problem: unknown
  const refresh = async (): Promise<void> => {
    found = await read()
    draw()
  }
  const attempt = (act: () => Promise<unknown>) => (): void => {
    problem = undefined
    void act()
      .catch((cause: unknown) => (problem = cause))
      .finally(() => void refresh())
  }
  const restore = async ({ id, name }: Rule): Promise<void> => {
    await intention(visit.ask)('POST /routing-rules/{id}/restoration', { id, body: {} })
    say(t.restored(name))
  }
  const end = async (rule: Rule): Promise<void> => {
    await visit.ask('DELETE /routing-rules/{id}', { id: rule.id })
    say(
      t.ended(rule.name),
      attempt(() => restore(rule)),
    )
  }
  const may = visit.may('handling.rules')
  const lines = (some: Rule[], word: string, named: (rule: string) => string, act: Act): TemplateResult[] =>
    some.map((rule) => line(visit, rule, { word, named: named(rule.name), run: attempt(() => act(rule)) }))
  return {
    title: t.title,
    resume: refresh,
    action: () =>
      may
        ? html`<button class="main" @click=${() => void setRule(visit, refresh)}>${t.add}</button>`
        : nothing,
    body: () => html`
      ${head(visit.words.arrivals.title, { lead: t.lead, tabs: tabs(visit, 'rules') })} ${alertLine(problem)}
      ${
        found.items.length === 0
          ? emptyState(t.none, t.noneHint)
          : html`<ol class="gathered">
              ${lines(found.items, t.end, t.endOf, end)}
            </ol>`
      }
      ${
        found.ended.length === 0
          ? nothing
          : html`<h2>${t.endedTitle}</h2>
              <ul class="gathered">
                ${lines(found.ended, t.restore, t.restoreOf, restore)}
              </ul>`
      }
    `,
  }
}

type Act = (rule: Rule) => Promise<void>
type Button = { word: string; named: string; run: () => void }

const line = (visit: Visit, rule: Rule, { word, named, run }: Button): TemplateResult =>
  html`<li>
    ${told(visit, rule)}
    ${
      visit.may('handling.rules')
        ? html`<button class="link small" aria-label=${named} @click=${run}>${word}</button>`
        : nothing
    }
  </li>`

/** A rule in two lines: which papers, to whom; who set it. */
function told(visit: Visit, rule: Rule): TemplateResult {
  const t = visit.words.routing
  const { name, sender, typeName, words, lead, inform, dueDays, stands, by, at } = rule
  const marks = [
    sender && t.marks.sender(sender),
    typeName && t.marks.type(typeName),
    words && t.marks.words(words),
  ]
  const goes = [
    lead && t.goes.lead(lead.name),
    inform.length > 0 && t.goes.inform(inform.map((one) => one.name).join('; ')),
    dueDays && t.goes.due(dueDays),
  ]
  return html`<span
    ><b>${name}</b>
    <span class="row-sub">${marks.filter(Boolean).join(' · ')} → ${goes.filter(Boolean).join(' · ')}</span>
    ${stands ? nothing : html`<span class="row-sub bad">${t.gone}</span>`}
    <span class="row-sub">${t.by(by, date(at.slice(0, 10)))}</span></span
  >`
}
