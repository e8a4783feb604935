import { html, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList, type List } from '../../parts/list.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'
import { tabs } from './tabs.ts'

type Block = AnswerOf<'GET /blocks'>['items'][number]

/** From whom this committee takes nothing; each can be taken from again. */
export default async function blockedScreen(visit: Inside<'arrivals' | 'routing'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.arrivals
  const list = await openList({
    read: (query) => visit.ask('GET /blocks', { query, signal }),
    draw,
  })
  return {
    title: visit.words.routing.blocked.title,
    wide: true,
    resume: list.refresh,
    body: () =>
      html`${head(t.title, { tabs: tabs(visit, 'blocked') })}
      ${
        list.rows.length === 0
          ? emptyState(visit.words.routing.blocked.none, visit.words.routing.blocked.noneHint)
          : table<Block>({
              caption: visit.words.routing.blocked.title,
              columns: columns(visit, list),
              rows: list.rows,
              key: ({ handle }) => handle,
            })
      }
      ${list.foot()}`,
  }
}

function columns(visit: Inside<'arrivals' | 'routing'>, list: List<Block>): Column<Block>[] {
  const t = visit.words.routing.blocked
  return [
    {
      title: t.sender,
      kind: 'main',
      cell: ({ handle, name, by, at }) =>
        html`<a href=${visit.at('danh-ba', handle)}>${name}</a>
          <span class="row-sub on-phone">${t.told(by, moment(at))}</span>`,
    },
    { title: t.by, drop: 3, cell: ({ by }) => by },
    { title: t.at, kind: 'line', drop: 3, cell: ({ at }) => moment(at) },
    { title: t.act, unseen: true, kind: 'line', cell: (row) => unblock(visit, list, row) },
  ]
}

/** Taking papers again can itself be undone: the line that says it blocks once more. */
function unblock(
  visit: Inside<'arrivals' | 'routing'>,
  list: List<Block>,
  { handle, name }: Block,
): TemplateResult {
  const t = visit.words.routing.blocked
  const again = async (): Promise<void> => {
    await intention(visit.ask)('POST /blocks', { body: { handle } })
    await list.refresh()
  }
  const run = async (): Promise<void> => {
    await visit.ask('DELETE /blocks/{handle}', { handle })
    await list.refresh()
    say(t.unblocked(name), () => void again())
  }
  return html`<button class="link small" aria-label=${t.unblockName(name)} @click=${run}>
    ${t.unblock}
  </button>`
}
