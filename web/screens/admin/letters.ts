import { html, nothing } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { moment } from '../../text/dates.ts'
import { adminHead, admit } from './common.ts'

type Letter = AnswerOf<'GET /letters'>['items'][number]
type Words = 'admin' | 'reach'

/** What the committee's letters came to: whether mail goes out, what could not be sent and why, and sending it again. */
export default async function letters(visit: Inside<Words>): Promise<View> {
  const { signal, draw } = visit
  admit(visit, 'letters')
  const t = visit.words.reach.letters
  const list = await openList({ read: (query) => visit.ask('GET /letters', { query, signal }), draw })
  const resend = async (row: Letter): Promise<void> => {
    await intention(visit.ask)('POST /letters/{id}/sending', { id: row.id })
    say(t.resent)
    await list.refresh()
  }
  return {
    title: visit.words.admin.tabs.letters,
    wide: true,
    resume: list.refresh,
    body: () => html`
      ${adminHead(visit, 'letters', t.lead)}
      ${list.first.mail ? html`<p class="quiet">${t.on(list.first.from ?? '')}</p>` : html`<p class="alert warn">${t.off}</p>`}
      ${list.rows.length === 0 ? emptyState(t.none, t.noneHint) : table<Letter>({ caption: t.caption, columns: columns(visit, resend), rows: list.rows, key: ({ id }) => id })}
      ${list.foot()}
    `,
  }
}

function columns(visit: Inside<Words>, resend: (row: Letter) => Promise<void>): Column<Letter>[] {
  const t = visit.words.reach.letters
  const to = (row: Letter): string => row.to || t.device
  return [
    { title: t.columns.to, kind: 'main', cell: to },
    { title: t.columns.kind, drop: 2, cell: ({ kind }) => t.kinds[kind as keyof typeof t.kinds] ?? t.other },
    {
      title: t.columns.state,
      cell: ({ state, reason }) =>
        html`${t.states[state]}${reason ? html`<span class="row-sub">${reason}</span>` : nothing}`,
    },
    {
      title: t.columns.at,
      kind: 'line',
      drop: 3,
      cell: ({ at }) => html`<time datetime=${at}>${moment(at)}</time>`,
    },
    {
      title: common().acts,
      unseen: true,
      kind: 'line',
      cell: (row) =>
        row.state === 'refused'
          ? html`<button class="link small" aria-label=${t.resendName(to(row))} @click=${() => resend(row)}>
              ${t.resend}
            </button>`
          : nothing,
    },
  ]
}
