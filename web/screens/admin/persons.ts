import { html, nothing, type TemplateResult } from 'lit-html'
import type { Person } from '../../api/office.ts'
import { dateField, selectField } from '../../parts/field.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, readDate, today } from '../../text/dates.ts'
import { adminHead, admit } from './common.ts'
import { addPerson, editPerson, leave, tie, tieTo } from './person-edit.ts'
import type { Roll } from './roll.ts'
import { inTree } from './tree.ts'
import { dayProblem } from '../../parts/day.ts'

/** The roll of persons: who stands in which unit on a day, with or without an account. */
export default async function personsScreen(visit: Inside<'admin'>): Promise<View> {
  const { query, signal, draw } = visit
  admit(visit, 'persons')
  const t = visit.words.admin.persons
  const narrow: Pick<Roll, 'unit' | 'on' | 'wrong'> = {
    unit: query.get('don-vi') ?? '',
    on: query.get('ngay') ?? today(),
  }
  const [list, { units }] = await Promise.all([
    openList({
      read: (page) =>
        visit.ask('GET /persons', {
          query: { ...page, unit: narrow.unit || undefined, on: narrow.on || undefined },
          signal,
        }),
      draw,
      limit: 100,
    }),
    visit.ask('GET /organisation', { signal }),
  ])
  const state: Roll = Object.assign(narrow, { list, units })
  return {
    title: t.title,
    wide: true,
    ...(visit.may('persons.manage')
      ? { action: () => html`<button class="main" @click=${() => addPerson(visit, state)}>${t.add}</button>` }
      : {}),
    resume: list.refresh,
    body: () => html`
      ${adminHead(visit, 'persons', t.lead)} ${filters(visit, state)}
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<Person>({
              caption: t.caption,
              columns: columns(visit, state),
              rows: list.rows,
              key: ({ id }) => id,
            })
      }
      ${list.foot()}
    `,
  }
}

function filters(visit: Inside<'admin'>, state: Roll): TemplateResult {
  const t = visit.words.admin.persons
  const changed = (): void => {
    visit.rename(`${visit.path}?${new URLSearchParams({ 'don-vi': state.unit, ngay: state.on })}`)
    void state.list.refresh()
  }
  return html`<form class="tools" @submit=${(event: Event) => event.preventDefault()}>
    ${selectField({
      name: 'unit',
      label: t.unit,
      empty: t.allUnits,
      value: state.unit,
      choices: inTree(state.units).map(({ unit, depth }) => ({
        value: unit.id,
        label: `${'– '.repeat(depth)}${unit.name}`,
      })),
      change: (unit) => {
        state.unit = unit
        changed()
      },
    })}
    ${dateField({
      name: 'on',
      label: t.on,
      hint: t.onHint,
      value: date(state.on),
      error: state.wrong === undefined ? undefined : dayProblem(state.wrong),
      input: (typed) => {
        const on = typed.trim() ? readDate(typed) : ''
        state.wrong = on === undefined && typed.length >= 8 ? typed : undefined
        if (on === undefined) return visit.draw()
        state.on = on
        changed()
      },
    })}
  </form>`
}

function columns(visit: Inside<'admin'>, state: Roll): Column<Person>[] {
  const t = visit.words.admin.persons
  const left = ({ closesOn }: Person): boolean => closesOn !== undefined && closesOn <= today()
  return [
    {
      title: t.name,
      kind: 'main',
      cell: (row) =>
        html`<span class=${left(row) ? 'quiet' : ''}>${row.name}</span>
          <span class="row-sub on-phone">${[row.unit.name, daysOf(visit, row)].join(' · ')}</span>`,
    },
    { title: t.unit, drop: 3, cell: ({ unit }) => html`<span class="cell-name">${unit.name}</span>` },
    { title: t.days, kind: 'line', drop: 3, cell: (row) => daysOf(visit, row) },
    { title: t.account, drop: 2, cell: (row) => accountOf(visit, state, row) },
    ...(visit.may('persons.manage')
      ? [
          {
            title: common().acts,
            unseen: true,
            kind: 'line' as const,
            cell: (row: Person) => acts(visit, state, row, left(row)),
          },
        ]
      : []),
  ]
}

function daysOf(visit: Inside<'admin'>, { opensOn, closesOn }: Person): string {
  return visit.words.admin.units.days(date(opensOn), date(closesOn))
}

/** The account of a person; where one of the same name is nobody's yet, it is offered. */
function accountOf(
  visit: Inside<'admin'>,
  state: Roll,
  row: Person,
): TemplateResult | string | typeof nothing {
  const t = visit.words.admin.persons
  const { member, offered } = row
  if (member) return html`<span class="cell-name">${member.name}</span>`
  if (!visit.may('persons.manage')) return html`<span class="quiet">${t.noAccount}</span>`
  return offered
    ? html`<button
        class="link small"
        aria-label=${t.tieOffered(row.name)}
        @click=${() => tieTo(visit, state, row, offered.id)}
      >
        ${t.tieSame}
      </button>`
    : html`<button
        class="link small"
        aria-label=${t.tieName(row.name)}
        @click=${() => tie(visit, state, row)}
      >
        ${t.tie}…
      </button>`
}

function acts(visit: Inside<'admin'>, state: Roll, row: Person, left: boolean): TemplateResult {
  const t = visit.words.admin.persons
  return html`<span class="row-acts">
    <button
      class="link small"
      aria-label=${visit.words.admin.edit(row.name)}
      @click=${() => editPerson(visit, state, row)}
    >
      ${common().edit}
    </button>
    ${
      left
        ? nothing
        : html`<button
            class="link small"
            aria-label=${t.leaveName(row.name)}
            @click=${() => leave(visit, state, row)}
          >
            ${t.leave}
          </button>`
    }
  </span>`
}
