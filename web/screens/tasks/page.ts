import { html, nothing, type TemplateResult } from 'lit-html'
import type { Task } from '../../api/types.ts'
import { facts } from '../../parts/head.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { alertLine } from '../../parts/problem.ts'
import { timeline } from '../../parts/timeline.ts'
import type { Inside, View } from '../../screen.ts'
import { date, moment } from '../../text/dates.ts'
import { askPart, readAsk } from '../asks/task-part.ts'
import { stepsOf } from './steps.ts'

type State = {
  task: Task
  asked: Awaited<ReturnType<typeof readAsk>>
  why?: string[]
  problem?: unknown
}

/** One task: what is asked of whom until when, the steps this person may take now, and what happened. */
export default async function taskPage(visit: Inside<'tasks' | 'asks'>): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const read = (): Promise<Task> => visit.ask('GET /tasks/{id}', { id, signal })
  const task = await read()
  const state: State = { task, asked: await readAsk(visit, task) }
  const refresh = async (): Promise<void> => {
    state.task = await read()
    state.asked = await readAsk(visit, state.task)
    delete state.why
    draw()
  }
  const t = visit.words.tasks
  return {
    title: () => state.task.title,
    resume: refresh,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('cong-viec')}>‹ ${t.back}</a></p>
        <h1 tabindex="-1">
          ${stamp(state.task.urgency)} <span class="subject">${kept(state.task.title)}</span>
        </h1>
        <p class="quiet">
          ${[state.task.stateName, due(visit, state.task), state.task.news].filter(Boolean).join(' · ')}
        </p>
      </div>
      ${stepsOf(visit, state.task, refresh)} ${askPart(visit, state.task, state.asked, () => void refresh())}
      ${taskFacts(visit, state)} ${people(visit, state.task)}
      ${timeline(state.task.events.map((one) => told(visit, one)))}
    `,
  }
}

function due(visit: Inside<'tasks'>, { dueOn, late }: Task): string {
  const t = visit.words.tasks
  if (dueOn === undefined) return t.noDue
  return late ? t.late(date(dueOn)) : t.dueOn(date(dueOn))
}

/** The page of what a task was made for. */
const sourceOf = (visit: Inside<'tasks'>, kind: string, id: string): string =>
  kind === 'plan'
    ? visit.at('cong-viec', 'ke-hoach', id)
    : kind === 'ask'
      ? visit.at('cong-viec', 'cap-tren-giao', id)
      : visit.at(kind === 'document' ? 'van-ban-di' : 'van-ban-den', id)

function taskFacts(visit: Inside<'tasks'>, state: State): TemplateResult {
  const { task } = state
  const t = visit.words.tasks.facts
  return html`<section class="aside-part">
    <h2>${t.title}</h2>
    ${facts([
      [
        t.source,
        task.source.id &&
          html`<a href=${sourceOf(visit, task.source.kind, task.source.id)}>${kept(task.source.name)}</a>`,
      ],
      [t.owner, task.owner.name],
      [t.person, task.person?.name],
      [t.giver, task.giver.name],
      [t.start, date(task.startOn)],
      [t.firstDue, task.firstDueOn !== task.dueOn && date(task.firstDueOn)],
      [t.due, date(task.dueOn)],
      [t.wanted, task.wanted && `${date(task.wanted.dueOn)}: ${task.wanted.reason}`],
      [t.product, task.product],
      [t.target, task.target],
      [t.result, task.resultText],
      [
        visit.words.tasks.paper.label,
        task.resultDocument &&
          html`<a class="nota" href=${visit.at('van-ban-di', task.resultDocument.id)}
            >${task.resultDocument.notation}</a
          >`,
      ],
      [t.approved, task.approvedBy],
    ])}
    ${task.dueOn ? explained(visit, state) : nothing}
  </section>`
}

/** How the deadline came about, asked for when somebody wants to know. */
function explained(visit: Inside<'tasks'>, state: State): TemplateResult {
  const show = async (): Promise<void> => {
    try {
      state.why = (await visit.ask('GET /tasks/{id}/deadline', { id: state.task.id })).lines
      delete state.problem
    } catch (problem) {
      state.problem = problem
    }
    visit.draw()
  }
  return state.why
    ? html`<ul class="small quiet">
        ${state.why.map((line) => html`<li>${line}</li>`)}
      </ul>`
    : html`${alertLine(state.problem)}
        <button class="link small" @click=${() => void show()}>${visit.words.tasks.why}</button>`
}

function people(visit: Inside<'tasks'>, { parties }: Task): TemplateResult | typeof nothing {
  const t = visit.words.tasks
  if (parties.length === 0) return nothing
  return html`<section class="aside-part">
    <h2>${t.people}</h2>
    <ul class="links">
      ${parties.map(
        ({ name, role, doneAt, doneBy, note }) =>
          html`<li>
            ${t.roles[role]}: ${name}
            ${doneAt ? html`<span class="row-sub">${t.partDone(doneBy ?? '', moment(doneAt))}${note ? `: ${note}` : ''}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`
}

function told(visit: Inside<'tasks'>, one: Task['events'][number]): { at: string; by: string; text: string } {
  const change =
    one.before || one.after ? `: ${[one.before, one.after].filter(Boolean).map(shown).join(' → ')}` : ''
  const reason = one.reason ? ` (${one.reason})` : ''
  const by = one.for ? `${one.by}, ${visit.words.tasks.stand(one.for)}` : one.by
  return { at: one.at, by, text: `${one.text}${change}${reason}` }
}

const shown = (value?: string): string =>
  value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : (value ?? '')
