import { html, nothing, type TemplateResult } from 'lit-html'
import type { DeliveryRow } from '../../api/types.ts'
import { emptyState, head } from '../../parts/head.ts'
import { choicesOf, chosenOf } from '../../parts/field.ts'
import { openList } from '../../parts/list.ts'
import { createNarrow, type Narrow } from '../../parts/narrow.ts'
import { rowKeys } from '../../parts/rows.ts'
import { senderLine } from '../../parts/sender.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { moment } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'
import { paperCell, registerAction } from './cells.ts'
import { tabs } from './tabs.ts'

/** Incoming papers: those that wait for the clerk, those in the book, those refused. */
export default async function incomingList(visit: Inside<'arrivals' | 'routing'>): Promise<View> {
  const tab = visit.path.split('/').at(-1)
  if (tab === 'da-chan') return (await import('./blocked.ts')).default(visit)
  if (tab === 'da-vao-so' || !visit.may('deliveries.read')) {
    const [screen, more] = await Promise.all([import('./booked.ts'), learnMore(visit, ['lists'])])
    return screen.default(more)
  }
  if (tab === 'chua-xac-nhan') return deliveries(visit, 'apart')
  return tab === 'tu-choi' ? deliveries(visit, 'refused') : deliveries(visit, 'waiting')
}

async function deliveries(
  visit: Inside<'arrivals' | 'routing'>,
  state: 'waiting' | 'apart' | 'refused',
): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.arrivals
  const narrow = ordering(visit, state, () => list.refresh())
  const order = () => chosenOf(ORDERS, narrow.values.order)
  // Beside the list, so that nobody waits for it who takes one paper after another.
  const accepting = state === 'waiting' && visit.may('deliveries.decide') ? import('./accept.ts') : undefined
  const list = await openList({
    read: (page) => visit.ask('GET /deliveries', { query: { ...page, state, order: order() }, signal }),
    draw,
  })
  const several = (await accepting)?.createAccepting(visit, list)
  const chosen = several && { chosen: several.chosen, name: ({ notation }: DeliveryRow) => notation, draw }
  return {
    title: t.title,
    wide: true,
    keys: several?.keys ?? rowKeys(),
    resume: list.refresh,
    action: () => registerAction(visit),
    body: () => html`
      ${head(t.title, { tabs: tabs(visit, state) })} ${several?.told() ?? nothing}
      ${
        state === 'apart' && visit.may('senders.block')
          ? html`<p class="row">
              <a href=${visit.at('van-ban-den', 'da-chan')}>${visit.words.routing.blocked.title}</a>
            </p>`
          : nothing
      }
      ${
        list.rows.length === 0
          ? emptyState(t.none[state], t.none[`${state}Hint`])
          : html`${list.rows.length > 1 ? html`<div class="tools">${narrow.fields()}</div>` : nothing}
            ${table<DeliveryRow>({
              caption: t.caption[state],
              columns: deliveryColumns(visit),
              rows: list.rows,
              key: ({ id }) => id,
              ...(chosen ? { ticks: chosen } : {}),
            })}`
      }
      ${several?.bar() ?? nothing} ${list.foot()}
    `,
  }
}

const ORDERS = choicesOf({ turn: '', newest: '', oldest: '' })

/** How arrivals are put in order: what waits by its turn, what was refused the newest first, unless asked otherwise. */
function ordering(
  visit: Inside<'routing'>,
  state: 'waiting' | 'apart' | 'refused',
  changed: () => unknown,
): Narrow<'order'> {
  const { label, turn, newest, oldest } = visit.words.routing.order
  const waits = state !== 'refused'
  const choices = waits ? choicesOf({ newest, oldest }) : choicesOf({ oldest })
  return createNarrow(
    visit,
    [{ name: 'order', kind: 'choice', label, empty: waits ? turn : newest, choices }],
    changed,
  )
}

/** An issuer is never named without its committee; a sender nobody vouches for is called that. */
const senderCell = (visit: Inside<'arrivals'>, sender: DeliveryRow['sender']): TemplateResult =>
  html`<span class="cell-name">${senderLine(sender)}</span>${
      sender.confirmed ? nothing : html`<span class="row-sub">${visit.words.arrivals.unconfirmed}</span>`
    }`

function deliveryColumns(visit: Inside<'arrivals'>): Column<DeliveryRow>[] {
  const t = visit.words.arrivals.columns
  const ago = common().ago
  return [
    {
      title: t.paper,
      kind: 'main',
      cell: (row) =>
        paperCell(
          visit,
          visit.at('van-ban-den', 'cho', row.id),
          row,
          `${senderLine(row.sender)} · ${ago(row.arrivedAt)}`,
        ),
    },
    { title: t.sender, drop: 3, cell: ({ sender }) => senderCell(visit, sender) },
    {
      title: t.arrived,
      kind: 'line',
      drop: 3,
      cell: ({ arrivedAt }) =>
        html`<time datetime=${arrivedAt}
          >${moment(arrivedAt)}<span class="row-sub">${ago(arrivedAt)}</span></time
        >`,
    },
    { title: t.files, kind: 'num', drop: 2, cell: ({ fileCount }) => fileCount },
  ]
}
