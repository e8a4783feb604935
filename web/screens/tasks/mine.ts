import { html, nothing, type TemplateResult } from 'lit-html'
import type { Waiting } from '../../api/types.ts'
import { emptyState } from '../../parts/head.ts'
import { screenOf, wordOf } from '../../parts/kinds.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import type { Inside, View } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, moment, today } from '../../text/dates.ts'
import { assignAction } from './assign.ts'
import { tasksHead } from './common.ts'

/** Việc của tôi: everything that is asked of me, what presses first, whatever it comes from. */
export default async function mine(visit: Inside<'tasks'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.tasks
  const read = () => visit.ask('GET /work', { signal })
  let { items } = await read()
  const resume = async (): Promise<void> => {
    items = (await read()).items
    draw()
  }
  return {
    title: t.mine,
    action: () => assignAction(visit, resume),
    keys: rowKeys(),
    resume,
    body: () => html`
      ${tasksHead(visit, 'mine')} ${items.length === 0 ? emptyState(t.noneMine, t.noneHint) : nothing}
      <ul class="rows">
        ${items.map((row) => line(visit, row))}
      </ul>
    `,
  }
}

function line(visit: Inside<'tasks'>, row: Waiting): TemplateResult {
  const t = visit.words.tasks
  const { notation, title, sub, dueOn, at, urgency, ask = '' } = row
  const late = dueOn !== undefined && dueOn < today()
  return html`<li class="row-line">
    <span class="row-what">
      <a class="row-link" data-row href=${screenOf(visit, row) ?? visit.at('cong-viec')}
        >${stamp(urgency)}
        ${notation ? html`<span class="nota">${notation}</span> ` : nothing}${kept(title)}</a
      >
      <span class="row-sub"
        >${[dueOn ? (late ? t.late(date(dueOn)) : t.dueOn(date(dueOn))) : '', sub].filter(Boolean).join(' · ')}</span
      >
    </span>
    <time class="row-when" datetime=${at} title=${moment(at)}>${common().ago(at)}</time>
    <span class="row-do" aria-hidden="true">${wordOf(t.asks, ask, '')}</span>
  </li>`
}
