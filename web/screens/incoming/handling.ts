import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { OwnKey } from '../../api/ask.ts'
import type { Handling } from '../../api/types.ts'
import { openEdit } from '../../parts/edit.ts'
import { areaField, dateField } from '../../parts/field.ts'
import { createForm, type Form } from '../../parts/form.ts'
import { facts } from '../../parts/head.ts'
import { alertLine } from '../../parts/problem.ts'
import { createPeople, staffOf, type People } from '../../parts/people.ts'
import type { Inside } from '../../screen.ts'
import type { Keys } from '../../shell/keys.ts'
import { say } from '../../shell/overlay.ts'
import { date, moment, readDate } from '../../text/dates.ts'
import { dayProblem } from '../../parts/day.ts'

type Visit = Inside<'arrivals' | 'handling'>
type Decision = 'propose' | 'assign' | 'direct'
type State = {
  visit: Visit
  id: string
  told: Handling
  form: Form
  lead: People
  cooperate: People
  inform: People
  due: string
  text: string
  decision: Decision
  once: Inside['ask']
  busy: boolean
  problem?: unknown
}

/** What is done with a document of the book: the decision of who may take it, and what was decided before. */
export type HandlingPart = { view: () => TemplateResult; keys: Keys; swipe: (by: number) => void }

/** Opens it: reads what became of the document and, where something is to be decided, who is there. */
export async function openHandling(visit: Visit, id: string): Promise<HandlingPart> {
  const { signal, draw } = visit
  const told = await visit.ask('GET /incoming/{id}/handling', { id, signal })
  const decides = told.actions.some((one) => one === 'propose' || one === 'direct')
  const staff = decides ? await staffOf(visit, signal) : { units: [], members: [] }
  const t = visit.words.handling
  const setup = { staff, draw, placeholder: t.find, groups: { units: t.units, persons: t.persons } }
  const once = intention(visit.ask)
  const state: State = {
    visit,
    id,
    told,
    lead: createPeople({ ...setup, name: 'lead', label: t.lead, hint: t.leadHint, one: true }),
    cooperate: createPeople({ ...setup, name: 'cooperate', label: t.cooperate, optional: true }),
    inform: createPeople({ ...setup, name: 'inform', label: t.inform, optional: true }),
    due: '',
    text: '',
    decision: told.actions.includes('direct') ? 'direct' : 'propose',
    once,
    busy: false,
    form: createForm({ draw, check: () => wrongDay(state), send: () => decide(state, once) }),
  }
  const next = (): void => {
    if (told.next) visit.go(visit.at('van-ban-den', told.next))
  }
  return {
    view: () => view(state),
    keys: told.next ? { n: { label: t.next, run: next } } : {},
    swipe: (by) => (by < 0 ? next() : undefined),
  }
}

function wrongDay({ due }: State): Record<string, string> {
  return due && !readDate(due) ? { dueOn: dayProblem(due) } : {}
}

async function decide(
  { visit, id, told, lead, cooperate, inform, due, text, decision }: State,
  ask: Inside['ask'],
): Promise<void> {
  const parts = {
    lead: lead.refs()[0],
    cooperate: cooperate.refs(),
    inform: inform.refs(),
    dueOn: readDate(due),
  }
  const done =
    decision === 'propose'
      ? await ask('POST /incoming/{id}/proposal', { id, body: { ...parts, note: text || undefined } })
      : await ask(
          decision === 'assign' ? 'POST /incoming/{id}/assignment' : 'POST /incoming/{id}/direction',
          {
            id,
            body: { ...parts, text },
          },
        )
  await visit.refresh()
  say(visit.words.handling.done(done.stateName))
  visit.go(visit.at('van-ban-den', told.next ?? id), { replace: true })
}

function view(state: State): TemplateResult {
  const { visit, told } = state
  const t = visit.words.handling
  const decides = told.actions.some((one) => one === 'propose' || one === 'direct')
  return html`<section class="aside-part act">
      <h2>${t.title}: ${told.stateName}</h2>
      ${decides ? form(state) : nothing} ${others(state)}
      ${
        told.next
          ? html`<p class="next-up">
              <a href=${visit.at('van-ban-den', told.next)}>${t.next} ›</a>
              <span class="quiet">${t.waiting(told.waiting)}</span>
            </p>`
          : nothing
      }
    </section>
    ${decided(state)}`
}

function form(state: State): TemplateResult {
  const {
    visit,
    told,
    form: { errors, busy, summary, submit },
    lead,
    cooperate,
    inform,
  } = state
  const t = visit.words.handling
  const button = (decision: Decision, main: boolean): TemplateResult | typeof nothing =>
    told.actions.includes(decision)
      ? html`<button
          class=${main ? 'main big' : 'button'}
          aria-busy=${busy}
          @click=${() => {
            state.decision = decision
          }}
        >
          ${t[decision]}
        </button>`
      : nothing
  const directs = told.actions.includes('direct')
  return html`${told.proposal ? proposed(state, told.proposal) : nothing} ${summary()}
    <form class="tall" novalidate @submit=${submit}>
      ${lead.view(errors['lead'])} ${cooperate.view(errors['cooperate.0'])} ${inform.view(errors['inform.0'])}
      ${dateField({ name: 'dueOn', label: t.due, optional: true, value: state.due, error: errors['dueOn'], input: (value) => (state.due = value) })}
      ${areaField({
        name: directs ? 'text' : 'note',
        label: directs ? t.text : t.note,
        hint: t.textPlace,
        optional: !directs,
        value: state.text,
        error: errors[directs ? 'text' : 'note'],
        input: (value) => (state.text = value),
      })}
      <p class="row">${button('direct', true)} ${button('propose', !directs)} ${button('assign', false)}</p>
    </form>`
}

/** What the office chief proposes, and the tap that takes it over. */
function proposed(state: State, proposal: NonNullable<Handling['proposal']>): TemplateResult {
  const { visit, lead, cooperate, inform } = state
  const t = visit.words.handling
  const take = (): void => {
    lead.chosen = proposal.lead ? [proposal.lead] : []
    cooperate.chosen = proposal.cooperate
    inform.chosen = proposal.inform
    state.due = date(proposal.dueOn)
    state.text = proposal.note ?? ''
    visit.draw()
  }
  return html`<div class="proposal">
    <p><b>${t.proposal(proposal.by)}</b></p>
    ${partsOf(visit, proposal)} ${proposal.note ? html`<p>${proposal.note}</p>` : nothing}
    <p><button class="button" type="button" @click=${take}>${t.take}</button></p>
  </div>`
}

const names = (some: { name: string }[]): string => some.map(({ name }) => name).join('; ')

type Parts = Pick<NonNullable<Handling['proposal']>, 'lead' | 'cooperate' | 'inform' | 'dueOn'>
function partsOf(visit: Visit, { lead, cooperate, inform, dueOn }: Parts): TemplateResult {
  const t = visit.words.handling
  return facts([
    [t.lead, lead?.name],
    [t.cooperate, names(cooperate)],
    [t.inform, names(inform)],
    [t.due, date(dueOn)],
  ])
}

/** The steps that ask nothing, done at once, and the one that asks for a reason. */
function others(state: State): TemplateResult {
  const { visit, id, told, once } = state
  const t = visit.words.handling
  const after = async (stateName: string): Promise<void> => {
    await visit.refresh()
    say(t.done(stateName))
    visit.go(visit.at('van-ban-den', id), { replace: true })
  }
  const plain = async (
    key: Extract<OwnKey, `POST /incoming/{id}/${'submission' | 'acknowledgement' | 'keeping'}`>,
  ): Promise<void> => {
    if (state.busy) return
    state.busy = true
    delete state.problem
    visit.draw()
    try {
      await after((await once(key, { id, body: {} })).stateName)
    } catch (problem) {
      state.problem = problem
    }
    state.busy = false
    visit.draw()
  }
  const back = (): void =>
    openEdit({
      title: t.handBack,
      save: t.handBack,
      fields: [{ name: 'reason', label: visit.words.handling.reason }],
      send: async (body) => after((await once('POST /incoming/{id}/hand-back', { id, body })).stateName),
    })
  const has = (name: Handling['actions'][number]): boolean => told.actions.includes(name)
  const offer = (shown: boolean, word: string, run: () => void): TemplateResult | typeof nothing =>
    shown ? html`<button class="button" aria-busy=${state.busy} @click=${run}>${word}</button>` : nothing
  return html`${alertLine(state.problem)}
    <p class="row">
      ${offer(has('submit'), t.submit, () => void plain('POST /incoming/{id}/submission'))}
      ${offer(has('acknowledge'), t.acknowledge, () => void plain('POST /incoming/{id}/acknowledgement'))}
      ${offer(has('keep'), t.keep, () => void plain('POST /incoming/{id}/keeping'))}
      ${offer(has('handBack'), t.handBack, back)}
    </p>`
}

/** On whose desk it lies, what was decided in whose words, who has taken note. */
function decided({ visit, told }: State): TemplateResult | typeof nothing {
  const t = visit.words.handling
  const { task, directions, readers } = told
  if (!task && directions.length === 0) return nothing
  return html`<section class="aside-part">
    ${
      task
        ? html`<p>
            ${t.onDesk}:
            <a href=${visit.at('cong-viec', task.id)}>${task.person?.name ?? task.owner}</a> ·
            ${task.stateName}
          </p>`
        : nothing
    }
    ${directions.map(
      (one) =>
        html`<blockquote class="direction">
          <p>${one.text}</p>
          ${partsOf(visit, one)}
          <p class="row-sub">${one.by} · ${moment(one.at)}</p>
        </blockquote>`,
    )}
    ${
      readers.length > 0
        ? html`<h3>${t.inform}</h3>
            <ul class="links">
              ${readers.map(({ name, ackAt }) => html`<li>${name} <span class="quiet">${ackAt ? t.readAt(moment(ackAt)) : t.unread}</span></li>`)}
            </ul>`
        : nothing
    }
  </section>`
}
