import { html, nothing, type TemplateResult } from 'lit-html'
import type { DeliveryRow, IncomingRow } from '../../api/types.ts'
import { createFilter } from '../../parts/filter.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import { senderLine } from '../../parts/sender.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { date, moment } from '../../text/dates.ts'
import { createSeveral } from './several.ts'
import { tabs } from './tabs.ts'

/** Incoming papers: those that wait for the clerk, those in the book, those refused. */
export default async function incomingList(visit: Inside<'arrivals' | 'routing'>): Promise<View> {
  const tab = visit.path.split('/').at(-1)
  if (tab === 'da-chan') return (await import('./blocked.ts')).default(visit)
  if (tab === 'da-vao-so' || !visit.may('deliveries.read')) return booked(visit)
  if (tab === 'chua-xac-nhan') return deliveries(visit, 'apart')
  return tab === 'tu-choi' ? deliveries(visit, 'refused') : deliveries(visit, 'waiting')
}

/** The way to enter what did not come over the exchange. */
const registerAction = (visit: Inside<'arrivals'>): TemplateResult | typeof nothing =>
  visit.may('incoming.register')
    ? html`<a class="button main" href=${visit.at('van-ban-den', 'vao-so')}
        >${visit.words.arrivals.register}</a
      >`
    : nothing

async function deliveries(
  visit: Inside<'arrivals' | 'routing'>,
  state: 'waiting' | 'apart' | 'refused',
): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.arrivals
  const list = await openList({
    read: (page) => visit.ask('GET /deliveries', { query: { ...page, state }, signal }),
    draw,
  })
  const several =
    state === 'waiting' && visit.may('deliveries.decide') ? createSeveral(visit, list) : undefined
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
          : table<DeliveryRow>({
              caption: t.caption[state],
              columns: deliveryColumns(visit),
              rows: list.rows,
              key: ({ id }) => id,
              ...(chosen ? { ticks: chosen } : {}),
            })
      }
      ${several?.bar() ?? nothing} ${list.foot()}
    `,
  }
}

/** The cell that leads: the stamp of urgency, the number, the kind and the subject; on phones also who and when. */
function paperCell(
  visit: Inside<'arrivals'>,
  href: string,
  row: {
    urgency: number
    notation: string
    typeName: string
    subject: string
    replyTo?: { notation: string } | undefined
    remindedAt?: string | undefined
  },
  sub: string,
): TemplateResult {
  return html`<a class="row-link" data-row href=${href}
      >${stamp(row.urgency)} <span class="nota">${row.notation}</span> ${row.typeName} ${kept(row.subject)}</a
    >
    ${row.replyTo ? html`<span class="row-sub">${visit.words.arrivals.replyTo(row.replyTo.notation)}</span>` : nothing}
    ${row.remindedAt ? html`<span class="row-sub">${visit.words.arrivals.reminded(moment(row.remindedAt))}</span>` : nothing}
    <span class="row-sub on-phone">${sub}</span>`
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

async function booked(visit: Inside<'arrivals' | 'routing'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.arrivals
  const filter = createFilter(visit, () => list.refresh())
  const list = await openList({
    read: (page) => visit.ask('GET /incoming', { query: { ...page, q: filter.text }, signal }),
    draw,
  })
  const none = (): TemplateResult =>
    filter.text
      ? emptyState(t.none.filtered(filter.text), t.none.filteredHint)
      : emptyState(t.none.booked, t.none.bookedHint)
  return {
    title: t.title,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    action: () => registerAction(visit),
    body: () => html`
      ${head(t.title, { tabs: tabs(visit, 'booked') })}
      <div class="tools">${filter.field(t.filter)}</div>
      ${
        list.rows.length === 0
          ? none()
          : table({
              caption: t.caption.booked,
              columns: incomingColumns(visit),
              rows: list.rows,
              key: ({ id }) => id,
            })
      }
      ${list.foot()}
    `,
  }
}

function incomingColumns(visit: Inside<'arrivals'>): Column<IncomingRow>[] {
  const t = visit.words.arrivals.columns
  return [
    { title: t.arrivalNo, kind: 'num', cell: ({ arrivalNo }) => html`<b>${arrivalNo}</b>` },
    {
      title: t.paper,
      kind: 'main',
      cell: (row) =>
        paperCell(visit, visit.at('van-ban-den', row.id), row, `${row.sender.name} · ${date(row.arrivedOn)}`),
    },
    { title: t.sender, drop: 3, cell: ({ sender }) => html`<span class="cell-name">${sender.name}</span>` },
    { title: t.state, drop: 2, cell: ({ stateName }) => stateName },
    { title: t.arrivedOn, kind: 'line', drop: 3, cell: ({ arrivedOn }) => date(arrivedOn) },
    { title: t.issuedOn, kind: 'line', drop: 1, cell: ({ issuedOn }) => date(issuedOn) },
  ]
}
