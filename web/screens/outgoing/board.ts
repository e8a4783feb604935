import { html, nothing, type TemplateResult } from 'lit-html'
import type { Cut } from '../../api/all.ts'
import { intention } from '../../api/intention.ts'
import type { BoardRow, Page, Tally } from '../../api/types.ts'
import { bar } from '../../parts/bar.ts'
import { behind } from '../../parts/behind.ts'
import { emptyState } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { mark } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { alertLine } from '../../parts/problem.ts'
import { table, type Column } from '../../parts/table.ts'
import { insideOf } from './inside.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { moment } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'

const FILTERS = ['all', 'waiting', 'refused', 'accepted', 'recalled', 'settled'] as const
type Filter = (typeof FILTERS)[number]

/** Who has taken a document: one sentence and one bar, then every receiver, those who have not taken it first. */
export default async function board(visit: Inside<'outgoing' | 'settling'>): Promise<View> {
  const { params, query, signal, draw } = visit
  const t = visit.words.outgoing
  const id = params['id'] ?? ''
  const filter = readFilter(query.get('loc'))
  const status = filter === 'all' ? undefined : filter
  const readTally = async (): Promise<Tally> =>
    (await visit.ask('GET /documents/{id}/deliveries', { id, query: { limit: 1 }, signal })).summary
  const read = (page: Cut) =>
    visit.ask('GET /documents/{id}/deliveries', { id, query: { ...page, status }, signal })
  const [document, tally, list] = await Promise.all([
    visit.ask('GET /documents/{id}', { id, signal }),
    readTally(),
    openList({ read, draw, limit: 100 }),
  ])
  const name = `${t.board} ${document.notation ?? ''}`
  const take = taking(visit, name, read)
  let summary = tally
  const refresh = async (): Promise<void> => {
    summary = await readTally()
    await list.refresh()
  }
  const state: State = { busy: false, draw }
  const remind = (one?: BoardRow): void => void sendReminder(visit, state, id, refresh, one)
  const acts: Acts = {
    remind,
    settle: async (row) => {
      const { settleDialog } = await import('./settle.ts')
      settleDialog(visit, document, [row], refresh)
    },
  }
  const inside = insideOf(visit, document, refresh)
  return {
    title: name,
    resume: refresh,
    body: () => html`
      <div class="paper-head">
        <p class="crumb">
          <a href=${visit.at('van-ban-di', document.id)}>‹ ${t.backTo(document.notation ?? '')}</a>
        </p>
        <h1 tabindex="-1">${t.board} <span class="nota">${document.notation}</span></h1>
        <p class="quiet">${document.type?.name} ${kept(document.subject)}</p>
      </div>
      ${sentence(visit, summary, state, () => remind())} ${bar(summary)} ${alertLine(state.problem)}
      ${inside()} ${filters(visit, document.id, filter, summary)}
      <div class="tools">${take()}</div>
      ${
        list.rows.length === 0
          ? emptyState(t.boardNone, t.boardNoneHint)
          : table<BoardRow>({
              caption: t.boardCaption,
              columns: columns(visit, acts),
              rows: list.rows,
              key: ({ handle }) => handle,
            })
      }
      ${list.foot()}
    `,
  }
}

type Acts = { remind: (one: BoardRow) => void; settle: (one: BoardRow) => Promise<void> }
/** The button that takes the board along comes behind it. */
const taking = (
  visit: Inside<'outgoing'>,
  name: string,
  read: (page: Cut) => Promise<Page<BoardRow>>,
): (() => unknown) =>
  behind(visit.draw, async () => {
    const [more, { takeBoard }] = await Promise.all([learnMore(visit, ['lists']), import('./take-board.ts')])
    return takeBoard(more, name, read)
  })

type State = { busy: boolean; problem?: unknown; draw: () => void }

/** How far the document has been taken, and the way to ask those who have not taken it. */
function sentence(
  visit: Inside<'outgoing' | 'settling'>,
  { total, accepted, waiting, refused, recalled, settled }: Tally,
  { busy }: State,
  remindAll: () => void,
) {
  const t = visit.words.outgoing
  return html`<div class="board-head">
    <p class="board-sentence">${t.sentence(total, accepted, waiting, refused, recalled, settled)}</p>
    ${
      waiting > 0 && visit.may('documents.issue')
        ? html`<button class="button" aria-busy=${busy} @click=${remindAll}>${t.remindAll(waiting)}</button>`
        : nothing
    }
  </div>`
}

/** Reminds one place, or all that have not taken the document. */
async function sendReminder(
  visit: Inside<'outgoing' | 'settling'>,
  state: State,
  id: string,
  refresh: () => Promise<void>,
  one?: BoardRow,
): Promise<void> {
  if (state.busy) return
  state.busy = true
  delete state.problem
  state.draw()
  try {
    const body = one ? { recipients: [one.handle] } : {}
    const { reminded } = await intention(visit.ask)('POST /documents/{id}/reminders', { id, body })
    say(visit.words.outgoing.reminded(reminded))
    await refresh()
  } catch (problem) {
    state.problem = problem
  }
  state.busy = false
  state.draw()
}

function readFilter(wanted: string | null): Filter {
  return FILTERS.find((one) => one === wanted) ?? 'all'
}

function filters(
  visit: Inside<'outgoing' | 'settling'>,
  id: string,
  current: Filter,
  { total, waiting, refused, accepted, recalled, settled }: Tally,
): TemplateResult {
  const t = visit.words.outgoing
  const counts: Partial<Record<Filter, number>> = {
    all: total,
    waiting,
    refused,
    accepted,
    ...(recalled ? { recalled } : {}),
    ...(settled ? { settled } : {}),
  }
  const base = visit.at('van-ban-di', id, 'noi-nhan')
  return html`<nav class="tabs" aria-label=${t.boardColumns.status}>
    ${(Object.keys(counts) as Filter[]).map(
      (one) =>
        html`<a
          href=${one === 'all' ? base : `${base}?loc=${one}`}
          aria-current=${one === current ? 'page' : nothing}
          >${t.filters[one]} <span class="quiet">${counts[one]}</span></a
        >`,
    )}
  </nav>`
}

function columns(visit: Inside<'outgoing' | 'settling'>, acts: Acts): Column<BoardRow>[] {
  const t = visit.words.outgoing
  return [
    {
      title: t.boardColumns.name,
      kind: 'main',
      cell: ({ name, reason, at: since, by }) =>
        html`${name}
          ${reason ? html`<span class="row-sub bad">${t.reason(reason.name, reason.text)}</span>` : nothing}
          <span class="row-sub on-phone">${[moment(since), by].filter(Boolean).join(' · ')}</span>`,
    },
    {
      title: t.boardColumns.status,
      kind: 'line',
      cell: ({ status, statusName, remindedAt, recall, settled }) =>
        html`${mark(status, statusName)}
        ${recall && recall.code !== '15' ? html`<span class="row-sub warn">${recall.name}</span>` : nothing}
        ${settled ? html`<span class="row-sub">${settled.name}</span>` : nothing}
        ${status === '01' && remindedAt ? html`<span class="row-sub">${t.remindedAt(remindedAt)}</span>` : nothing}`,
    },
    { title: t.boardColumns.number, kind: 'num', drop: 3, cell: ({ arrivalNo }) => arrivalNo ?? '' },
    { title: t.boardColumns.at, kind: 'line', drop: 3, cell: ({ at: since }) => moment(since) },
    { title: t.boardColumns.by, kind: 'line', drop: 2, cell: ({ by }) => by ?? '' },
    ...(visit.may('documents.issue')
      ? [{ title: common().acts, unseen: true, kind: 'line' as const, cell: actCell(visit, acts) }]
      : []),
  ]
}

/** What can be done about a place that has not taken the paper, or gave it back. */
const actCell =
  (visit: Inside<'outgoing' | 'settling'>, { remind, settle }: Acts) =>
  (row: BoardRow): unknown => {
    const t = visit.words.outgoing
    const act = (word: string, named: string, run: () => void): TemplateResult =>
      html`<button class="link small" aria-label=${named} @click=${run}>${word}</button>`
    if (row.status !== '01' && row.status !== '02') return nothing
    const { name, settled } = row
    return html`<span class="row-acts"
      >${row.status === '01' && !settled ? act(t.remind, t.remindOne(name), () => remind(row)) : nothing}
      ${act(settled ? visit.words.settling.again : visit.words.settling.act, settled ? visit.words.settling.againOne(name) : visit.words.settling.one(name), () => void settle(row))}</span
    >`
  }
