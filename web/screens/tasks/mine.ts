import { html, nothing, type TemplateResult } from 'lit-html'
import type { Waiting } from '../../api/types.ts'
import { intention } from '../../api/intention.ts'
import { emptyState } from '../../parts/head.ts'
import { screenOf, wordOf } from '../../parts/kinds.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import { createSeveral, type Outcome } from '../../parts/several.ts'
import { toggle } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
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
  const several = createSeveral<Waiting>({
    rows: () => items,
    key: keyOfRow,
    name: ({ notation, title }) => notation || title,
    at: (row) => screenOf(visit, row) ?? visit.at('cong-viec'),
    act: (row) => takeNote(visit, row),
    words: t.several,
    settle: async (noted) => {
      await Promise.all([resume(), visit.refresh()])
      if (noted.length > 0) say(t.several.noted(noted.length))
    },
    draw,
    quiet: true,
  })
  const tick = (row: Waiting): unknown =>
    mayNote(row)
      ? html`<input
          type="checkbox"
          class="over"
          aria-label=${common().choose(row.notation || row.title)}
          .checked=${several.chosen.has(keyOfRow(row))}
          @change=${() => {
            toggle(several.chosen, keyOfRow(row))
            draw()
          }}
        /> `
      : nothing
  return {
    title: t.mine,
    action: () => assignAction(visit, resume),
    // What may be ticked can be noted with the keys as well; nothing else is done here by one key.
    keys: items.some(mayNote) ? several.keys : rowKeys(),
    resume,
    body: () => html`
      ${tasksHead(visit, 'mine')} ${several.told()}
      ${items.length === 0 ? emptyState(t.noneMine, t.noneHint) : nothing}
      <ul class="rows">
        ${items.map((row) => line(visit, row, tick(row)))}
      </ul>
      ${several.bar()}
    `,
  }
}

/** What only asks to be known: a task one is told of, or a paper; several can be noted at once. */
const mayNote = ({ kind, ask }: Waiting): boolean =>
  (kind === 'task' && ask === 'read') || (kind === 'incoming' && ask === 'note')

/** Empty of what cannot be ticked, so that a key does not tick it. */
const keyOfRow = (row: Waiting): string => (mayNote(row) ? `${row.kind} ${row.id}` : '')

async function takeNote(visit: Inside<'tasks'>, { kind, id }: Waiting): Promise<Outcome> {
  const once = intention(visit.ask)
  await (kind === 'task'
    ? once('POST /tasks/{id}/part', { id, body: {} })
    : once('POST /incoming/{id}/acknowledgement', { id, body: {} }))
  return { at: visit.at('cong-viec') }
}

function line(visit: Inside<'tasks'>, row: Waiting, tick: unknown): TemplateResult {
  const t = visit.words.tasks
  const { notation, title, sub, dueOn, at, urgency, ask = '' } = row
  const late = dueOn !== undefined && dueOn < today()
  return html`<li class="row-line" data-key=${keyOfRow(row)}>
    <span class="row-what">
      ${tick}<a class="row-link" data-row href=${screenOf(visit, row) ?? visit.at('cong-viec')}
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
