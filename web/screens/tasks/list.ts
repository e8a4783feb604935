import { html, nothing } from 'lit-html'
import type { TaskRow } from '../../api/types.ts'
import { emptyState } from '../../parts/head.ts'
import { choicesOf } from '../../parts/field.ts'
import { createNarrow, type Narrow } from '../../parts/narrow.ts'
import { openList } from '../../parts/list.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { assignAction } from './assign.ts'
import { LISTS, tasksHead, type ListName } from './common.ts'

/** Tasks of the unit, those I gave, all of the committee, or those that ended; what presses first. */
export default async function taskList(visit: Inside<'tasks'>): Promise<View> {
  const { signal, draw, params } = visit
  const t = visit.words.tasks
  const name = LISTS.find((one) => one === params['list']) ?? 'unit'
  const narrow = ordering(visit, name, () => list.refresh())
  const list = await openList({
    read: (page) => {
      const { order } = narrow.values
      const open = order === 'newest' ? { order: 'newest' as const } : {}
      if (name === 'unit' || name === 'given')
        return visit.ask('GET /tasks', { query: { ...page, list: name, ...open }, signal })
      const turned = name === 'ended' && order === 'oldest' ? { order: 'oldest' as const } : open
      return visit.ask('GET /task-board', { query: { ...page, list: name, ...turned }, signal })
    },
    draw,
  })
  return {
    title: `${t.title}: ${t.places[name]}`,
    wide: true,
    action: () => assignAction(visit, list.refresh),
    keys: rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${tasksHead(visit, name)}
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : html`${list.rows.length > 1 ? html`<div class="tools">${narrow.fields()}</div>` : nothing}
            ${table<TaskRow>({
              caption: t.caption,
              columns: columns(visit),
              rows: list.rows,
              key: ({ id }) => id,
            })}`
      }
      ${list.foot()}
    `,
  }
}

/** Open tasks by what presses or by what was given last; those that ended by when they did. */
function ordering(visit: Inside<'tasks'>, list: ListName, changed: () => unknown): Narrow<'order'> {
  const { label, due, given, newest, oldest } = visit.words.tasks.order
  const ended = list === 'ended'
  const choices = ended ? choicesOf({ oldest }) : choicesOf({ newest: given })
  return createNarrow(
    visit,
    [{ name: 'order', kind: 'choice', label, empty: ended ? newest : due, choices }],
    changed,
  )
}

function columns(visit: Inside<'tasks'>): Column<TaskRow>[] {
  const t = visit.words.tasks
  const due = ({ dueOn, late }: TaskRow): string =>
    dueOn === undefined ? t.noDue : late ? t.late(date(dueOn)) : date(dueOn)
  const state = ({ stateName, news }: TaskRow): string => [stateName, news].filter(Boolean).join(' · ')
  const who = ({ owner, person }: TaskRow): string => person?.name ?? owner.name
  return [
    {
      title: t.columns.task,
      kind: 'main',
      cell: (row) =>
        html`<a class="row-link" data-row href=${visit.at('cong-viec', row.id)}
            >${stamp(row.urgency)}
            ${isPaper(row) ? html`<span class="nota">${row.source.name}</span> ` : ''}${kept(row.title)}</a
          >${row.source.name && !isPaper(row) ? html`<span class="row-sub">${kept(row.source.name)}</span>` : ''}<span
            class="row-sub on-phone"
            >${who(row)} · ${due(row)}</span
          >`,
    },
    {
      title: t.columns.owner,
      drop: 3,
      cell: (row) => html`<span class="cell-name">${who(row)}</span>`,
    },
    { title: t.columns.due, kind: 'line', drop: 3, cell: due },
    {
      title: t.columns.state,
      drop: 2,
      cell: (row) => html`<span class="cell-name">${state(row)}</span>`,
    },
  ]
}

/** Whether the source of a task is called by a number, which reads as one word; plans and committees have names. */
const isPaper = ({ source }: TaskRow): boolean =>
  (source.kind === 'incoming' || source.kind === 'document') && source.name !== ''
