import { html, nothing, type TemplateResult } from 'lit-html'
import type { Case, OpenStep } from '../../api/types.ts'
import { behind } from '../../parts/behind.ts'
import { facts } from '../../parts/head.ts'
import { wordOf } from '../../parts/kinds.ts'
import type { Inside, View } from '../../screen.ts'
import { moment } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'
import { actForm, openAct, type Act } from './act.ts'
import type { People } from './fields.ts'
import { filledText } from './filled.ts'

type State = { now: Case; acts: Map<number, Act>; people: People }

/** A case: where it is in its process, who has it, since and until when and why, and everything that happened. */
export default async function casePage(visit: Inside<'cases'>): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const t = visit.words.cases
  const state: State = {
    now: await visit.ask('GET /cases/{id}', { id, signal }),
    acts: new Map(),
    people: { members: [], units: [] },
  }
  const refresh = async (): Promise<void> => {
    state.now = await visit.ask('GET /cases/{id}', { id, signal })
    state.acts.clear()
    // The next step may ask for people where the last did not.
    await Promise.all([visit.refresh(), choices(visit, state)])
    begin()
    draw()
  }
  const begin = (): void => {
    for (const one of state.now.open) if (one.mine) state.acts.set(one.no, openAct(visit, id, one, refresh))
  }
  begin()
  await choices(visit, state)
  const links = behind(draw, async () => {
    const [more, { linksPart }] = await Promise.all([learnMore(visit, ['linking']), import('./links.ts')])
    return () => linksPart(more, state.now, refresh)
  })
  const manage = behind(draw, async () => {
    const { orders } = await import('./orders.ts')
    return () => orders(visit, id, state.now.open, refresh)
  })
  const flow = behind(draw, async () => {
    const [core, { flowOf }] = await Promise.all([import('../../processes/core.ts'), import('./flow.ts')])
    return () => flowOf(visit, state.now, core)
  })
  return {
    title: `${state.now.code} ${state.now.title}`,
    resume: refresh,
    action: () =>
      html`<a class="button" aria-label=${t.sheet} href=${visit.at('quy-trinh', 'ho-so', id, 'phieu')}
        >${t.sheetShort}</a
      >`,
    body: () => html`
      ${heading(visit, state.now)}
      <div class="split">
        <div>
          ${state.now.open.filter(({ kind }) => kind !== 'parallel' && kind !== 'each').map((one) => openStep(visit, one, state))}
          ${flow()}
        </div>
        <div class="aside">
          ${visit.may('cases.manage') && state.now.status === 'running' ? html`<div class="aside-part no-print">${manage()}</div>` : nothing}
          ${links()} ${side(visit, state.now)}
        </div>
      </div>
    `,
  }
}

function heading({ words, at }: Inside<'cases'>, now: Case): TemplateResult {
  const t = words.cases
  return html`<div class="paper-head">
    <p class="crumb"><a href=${at('quy-trinh', 'ho-so')}>‹ ${t.title}</a></p>
    <h1 tabindex="-1"><span class="nota">${now.code}</span> ${now.title}</h1>
    <p class="quiet">
      ${now.procedure.name} · ${t.version(now.versionNumber)} ·
      ${t.status[now.status]}${now.late ? html` · <span class="late">${t.late}</span>` : nothing}
    </p>
  </div>`
}

/** Members and units to choose from, only where a form of mine asks for them. */
async function choices(visit: Inside<'cases'>, state: State): Promise<void> {
  const types = JSON.stringify(state.now.open.filter(({ mine }) => mine).map(({ form }) => form))
  if (!/"type":"(person|unit)"/.test(types)) return
  const [members, organisation] = await Promise.all([
    visit.ask('GET /members', { query: { limit: 100, state: 'active' }, signal: visit.signal }),
    visit.ask('GET /organisation', { signal: visit.signal }),
  ])
  const choice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  state.people = { members: members.items.map(choice), units: organisation.units.map(choice) }
}

function openStep(visit: Inside<'cases'>, open: OpenStep, state: State): TemplateResult {
  const t = visit.words.cases
  const act = state.acts.get(open.no)
  const shown = open.form.filter(({ mode, value }) => mode === 'ro' && value !== undefined)
  return html`<section class="desk-group" aria-labelledby="step-${open.no}">
    <h2 id="step-${open.no}">${open.name}${open.row ? ` (${open.row})` : ''}</h2>
    <p>
      ${
        open.called
          ? html`${t.waitsForCase}
              <a href=${visit.at('quy-trinh', 'ho-so', open.called.id)}>${open.called.name}</a>`
          : open.holders.length > 0
            ? t.heldBy(open.holders.map(({ name }) => name).join(', '))
            : html`<span class="late">${t.nobody}</span>`
      }
    </p>
    ${open.cover ? html`<p>${t.cover(open.cover.for.name, open.cover.capacity)}</p>` : nothing}
    <p class="quiet">${t.since} ${moment(open.since)}</p>
    ${open.deadline ? deadline(visit, open.deadline) : nothing}
    ${open.guide ? html`<p>${open.guide}</p>` : nothing}
    ${facts(shown.map((one) => [String(one.field['label']), filledText(visit, state.now.id, one)]))}
    ${act ? actForm(visit, open, act, state.people) : nothing}
  </section>`
}

function deadline(
  visit: Inside<'cases'>,
  { due, late, provisional, pausedSince, lines }: Case['deadline'],
): TemplateResult {
  const t = visit.words.cases
  const notes = [provisional ? t.provisional : '', pausedSince ? t.paused : '', late ? t.late : ''].filter(
    Boolean,
  )
  return html`<p class=${late ? 'late' : ''}>
      ${t.due(moment(due))}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}
    </p>
    <details class="more">
      <summary>${t.explain}</summary>
      <ol>
        ${lines.map((one) => html`<li>${one}</li>`)}
      </ol>
    </details>`
}

function side(visit: Inside<'cases'>, now: Case): TemplateResult {
  const t = visit.words.cases
  return html`<section class="aside-part">
      <h2>${t.wholeDue}</h2>
      ${deadline(visit, now.deadline)}
      ${facts([
        [t.starter, now.starter.name],
        [
          t.caller,
          now.caller &&
            html`<a href=${visit.at('quy-trinh', 'ho-so', now.caller.id)}
              >${now.caller.code} ${now.caller.title}</a
            >`,
        ],
        [t.columns.started, moment(now.startedAt)],
      ])}
    </section>
    ${
      now.fields.length > 0
        ? html`<section class="aside-part">
            <h2>${t.filled}</h2>
            ${facts(now.fields.map((one) => [one.label, filledText(visit, now.id, one)]))}
          </section>`
        : nothing
    }
    ${costs(visit, now)}
    <section class="aside-part">
      <h2>${t.history}</h2>
      <ol class="timeline">
        ${now.history.toReversed().map((one) => happened(visit, now.id, one))}
      </ol>
    </section>`
}

/** What was sent back, why, and what that cost. */
function costs(visit: Inside<'cases'>, { returns }: Case): TemplateResult | typeof nothing {
  const t = visit.words.cases
  if (returns.length === 0) return nothing
  const line = ({ name, reason, count, hours }: Case['returns'][number]): string =>
    t.cost(name, wordOf(t.reasons, reason, reason), count, hours.toLocaleString('vi-VN'))
  return html`<section class="aside-part">
    <h2>${t.costs}</h2>
    <ul>
      ${returns.map((one) => html`<li>${line(one)}</li>`)}
    </ul>
  </section>`
}

function happened(
  visit: Inside<'cases'>,
  id: string,
  { at, by, type, step, row, label, reason, reasonCode, cover, filled = [] }: Case['history'][number],
): TemplateResult {
  const t = visit.words.cases
  const result = type === 'finished' ? wordOf(t.status, label ?? '', '') : label
  const why = [reasonCode ? wordOf(t.reasons, reasonCode, reasonCode) : '', reason ?? '']
    .filter(Boolean)
    .join('; ')
  return html`<li>
    <p>
      ${wordOf(t.told, type, type)}${step ? `: ${step}` : ''}${row ? ` (${row})` : ''}${result ? ` → ${result}` : ''}
    </p>
    ${why ? html`<p class="row-sub">${why}</p>` : nothing}
    ${filled.map((each) => html`<p class="row-sub">${each.label}: ${filledText(visit, id, each)}</p>`)}
    <p class="row-sub">
      ${by}${cover ? ` (${t.coveredFor(cover)})` : ''} · <time datetime=${at}>${moment(at)}</time>
    </p>
  </li>`
}
