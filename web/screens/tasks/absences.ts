import { html, nothing, type TemplateResult } from 'lit-html'
import { CAPACITIES } from '../../../src/organisation/absences/capacities.ts'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import { choicesOf, chosenOf } from '../../parts/field.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { staffOf } from '../../parts/people.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date } from '../../text/dates.ts'
import { tasksHead } from './common.ts'

type Absence = AnswerOf<'POST /absences'>

/** Who is away, until when, and who does their work. */
export default async function absences(visit: Inside<'tasks'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.tasks.absence
  const list = await openList({ read: (page) => visit.ask('GET /absences', { query: page, signal }), draw })
  return {
    title: visit.words.tasks.places.away,
    resume: list.refresh,
    action: () =>
      html`<button class="main" @click=${() => void begin(visit, list.refresh)}>${t.add}</button>`,
    body: () => html`
      ${tasksHead(visit, 'away')}
      <p class="lead">${t.lead}</p>
      ${list.rows.length === 0 ? emptyState(t.none, t.noneHint) : nothing}
      <ul class="gathered">
        ${list.rows.map((one) => line(visit, one, list.refresh))}
      </ul>
      ${list.foot()}
    `,
  }
}

function line(visit: Inside<'tasks'>, one: Absence, done: () => Promise<void>): TemplateResult {
  const t = visit.words.tasks.absence
  const mine = one.member.id === visit.here.me.memberId
  const office = visit.here.me.roles.some((role) => role === 'admin' || role === 'office_chief')
  const end = async (): Promise<void> => {
    await visit.ask('DELETE /absences/{id}', { id: one.id, version: one.version })
    say(t.ended)
    await done()
  }
  return html`<li>
    <span
      >${one.member.name}
      <span class="row-sub"
        >${t.line(one.deputy.name, date(one.fromDay), date(one.toDay), one.capacity)}</span
      ></span
    >
    ${mine || office ? html`<button class="link small" aria-label=${t.endOf(one.member.name)} @click=${() => void end()}>${t.end}</button>` : nothing}
  </li>`
}

async function begin(visit: Inside<'tasks'>, done: () => Promise<void>): Promise<void> {
  const t = visit.words.tasks.absence
  const { members } = await staffOf(visit)
  const { memberId: me, roles } = visit.here.me
  const people = members.map(({ id, name }) => ({ value: id, label: name }))
  const office = roles.some((role) => role === 'admin' || role === 'office_chief')
  const capacities = choicesOf(CAPACITIES)
  const once = intention(visit.ask)
  openEdit({
    title: t.add,
    fields: [
      {
        name: 'memberId',
        label: t.whose,
        kind: 'select',
        value: me,
        choices: office ? people : people.filter(({ value }) => value === me),
      },
      {
        name: 'deputyId',
        label: t.deputy,
        kind: 'select',
        empty: '',
        choices: people.filter(({ value }) => value !== me || office),
      },
      { name: 'fromDay', label: t.from, kind: 'date' },
      { name: 'toDay', label: t.to, kind: 'date' },
      { name: 'capacity', label: t.capacity, kind: 'select', choices: capacities },
      { name: 'reason', label: t.reason, optional: true },
    ],
    send: async ({ capacity, ...given }) => {
      await once('POST /absences', { body: { ...given, capacity: chosenOf(capacities, capacity) ?? 'K/T' } })
      say(t.saved)
      await visit.refresh()
      await done()
    },
  })
}
