import { html, nothing, type TemplateResult } from 'lit-html'
import { repeat } from 'lit-html/directives/repeat.js'
import type { Desk, Waiting } from '../api/types.ts'
import { bar } from '../parts/bar.ts'
import { composeAction } from '../parts/compose-action.ts'
import { emptyState } from '../parts/head.ts'
import { stamp } from '../parts/mark.ts'
import { screenOf, wordOf } from '../parts/kinds.ts'
import { kept } from '../parts/notation.ts'
import { rowKeys } from '../parts/rows.ts'
import type { Inside, View } from '../screen.ts'
import { common } from '../text/common.ts'
import { date, daysSince, moment } from '../text/dates.ts'

/** The desk: what waits for me in the order to do it, then what I wait for from others. Nothing else. */
export default async function desk(visit: Inside<'desk'>): Promise<View> {
  const { signal, draw } = visit
  const t = visit.words.desk
  let data = await visit.ask('GET /desk', { signal })
  let groups = sorted(data.waiting)
  let looked = lookedAt(visit)
  const renew = async (): Promise<void> => {
    data = await visit.ask('GET /desk', { signal })
    groups = sorted(data.waiting)
    if (performance.now() - looked > OFTEN) looked = lookedAt(visit)
    draw()
  }
  const show = (id: string, title: string, rows: Waiting[], hint?: string): TemplateResult | typeof nothing =>
    group(visit, { id, title, hint, since: data.since }, rows)
  return {
    title: t.title,
    action: () => composeAction(visit),
    keys: rowKeys(),
    resume: renew,
    live: renew,
    body: () => html`
      <div class="head">
        <h1 tabindex="-1">${t.title}</h1>
        <p class="quiet">
          ${visit.here.committee.closed ? t.closed : t.greeting(data.waiting.length)}
          ${data.since && fresh(data) > 0 ? t.fresh(fresh(data), moment(data.since)) : nothing}
        </p>
      </div>
      ${data.waiting.length === 0 && !visit.here.committee.closed ? emptyState(t.clear, t.clearHint) : nothing}
      ${show('now', t.now, groups.now, t.nowHint)} ${show('today', t.today, groups.today)}
      ${show('setup', t.first, groups.setup)} ${show('later', t.later, groups.later)}
      ${show('arriving', t.arriving, data.arriving, t.arrivingHint)} ${awaiting(visit, data.awaiting)}
      ${recent(visit, data.recent)}
    `,
  }
}

/** Often enough to tell what is new, and no more (ms). */
const OFTEN = 300_000

/** Tells that the reader has the desk before them; when it cannot be told, what is new stays new. */
function lookedAt(visit: Inside<'desk'>): number {
  if (!visit.here.committee.closed) void visit.ask('PUT /desk/visit', {}).catch(() => undefined)
  return performance.now()
}

/** Drafts are one's own doing: they are never new. */
const isFresh = ({ kind, at }: Waiting, since: string | undefined): boolean =>
  since !== undefined && kind !== 'setup' && kind !== 'draft' && at > since
const fresh = ({ waiting, since }: Desk): number => waiting.filter((one) => isFresh(one, since)).length

type Groups = Record<'now' | 'today' | 'setup' | 'later', Waiting[]>

/** What waits, in the order to do it: what presses, the rest of the day, then what is begun. */
function sorted(waiting: Waiting[]): Groups {
  const groups: Groups = { now: [], today: [], setup: [], later: [] }
  for (const one of waiting) {
    if (one.kind === 'setup') groups.setup.push(one)
    else if (one.kind === 'draft') groups.later.push(one)
    else groups[pressing(one) ? 'now' : 'today'].push(one)
  }
  groups.now.sort(byNeed)
  groups.today.sort(byNeed)
  return groups
}

/**
 * Urgent papers are taken at once, others the same day or the next (NĐ 30/2020, article 22); what the sender asked
 * for presses too.
 */
function pressing({ urgency, at: since, remindedAt }: Waiting): boolean {
  return urgency > 0 || daysSince(since) > 0 || remindedAt !== undefined
}

function byNeed(a: Waiting, b: Waiting): number {
  return b.urgency - a.urgency || Number(!!b.remindedAt) - Number(!!a.remindedAt) || a.at.localeCompare(b.at)
}

type Group = { id: string; title: string; hint: string | undefined; since: string | undefined }
function group(
  visit: Inside<'desk'>,
  { id, title, hint, since }: Group,
  rows: Waiting[],
): TemplateResult | typeof nothing {
  if (rows.length === 0) return nothing
  return html`<section class="desk-group" aria-labelledby="g-${id}">
    <h2 id="g-${id}">${title} <span class="quiet">${rows.length}</span></h2>
    ${hint ? html`<p class="quiet small">${hint}</p>` : nothing}
    <ul class="rows">
      ${repeat(
        rows,
        (row) => row.kind + row.id,
        (row) => line(visit, row, id !== 'arriving', isFresh(row, since)),
      )}
    </ul>
  </section>`
}

/** @param mine whether this person is the one to act on it */
function line(visit: Inside<'desk'>, row: Waiting, mine: boolean, isNew: boolean): TemplateResult {
  const t = visit.words.desk
  const href = screenOf(visit, row)
  const named = html`${stamp(row.urgency)}
  ${row.notation ? html`<span class="nota">${row.notation}</span> ` : nothing}${titleOf(visit, row)}`
  const act = mine ? wordOf(t.doing, `${row.kind}.${row.ask}`, wordOf(t.doing, row.kind, t.look)) : t.look
  return html`<li class="row-line">
    <span class="row-what">
      ${href ? html`<a class="row-link" data-row href=${href}>${named}</a>` : named}
      <span class="row-sub">${isNew ? html`<b>${t.isNew}</b> · ` : nothing}${subOf(visit, row)}</span>
    </span>
    ${
      row.kind === 'setup'
        ? html`<span></span>`
        : html`<time class="row-when" datetime=${row.at} title=${moment(row.at)}
            >${common().ago(row.at)}</time
          >`
    }
    <span class="row-do" aria-hidden="true">${href ? act : nothing}</span>
  </li>`
}

/** The line below: what kind of work it is, from whom, and whether the sender asked for it. */
function subOf(visit: Inside<'desk'>, { kind, id, sub, remindedAt }: Waiting): string {
  const t = visit.words.desk
  if (kind === 'setup') return wordOf(t.setupWhy, id, sub)
  const reminded = remindedAt ? t.reminded(common().ago(remindedAt)) : ''
  return [wordOf(t.kinds, kind, ''), sub, reminded].filter(Boolean).join(' · ')
}

function titleOf(visit: Inside<'desk'>, { kind, id, title }: Waiting): unknown {
  const t = visit.words.desk
  if (kind === 'setup') return wordOf(t.setup, id, title)
  return title ? kept(title) : t.untitled
}

function awaiting(visit: Inside<'desk'>, rows: Desk['awaiting']): TemplateResult | typeof nothing {
  const t = visit.words.desk
  if (rows.length === 0) return nothing
  return html`<section class="desk-group" aria-labelledby="g-cho">
    <h2 id="g-cho">${t.awaiting} <span class="quiet">${rows.length}</span></h2>
    <p class="quiet small">${t.awaitingHint}</p>
    <ul class="rows">
      ${repeat(
        rows,
        (row) => row.documentId,
        (row) =>
          html`<li class="row-line">
            <span class="row-what">
              <a class="row-link" data-row href=${visit.at('van-ban-di', row.documentId, 'noi-nhan')}
                ><span class="nota">${row.notation}</span> ${row.typeName} ${kept(row.subject)}</a
              >
              <span class="row-sub"
                >${common().tally(row.total, row.accepted, row.waiting, row.refused)}</span
              >
            </span>
            ${bar(row)}
            <time class="row-when" datetime=${row.issuedAt} title=${moment(row.issuedAt)}
              >${common().ago(row.issuedAt)}</time
            >
          </li>`,
      )}
    </ul>
  </section>`
}

function recent(visit: Inside<'desk'>, rows: Desk['recent']): TemplateResult | typeof nothing {
  const t = visit.words.desk
  if (rows.length === 0) return nothing
  return html`<section class="desk-group" aria-labelledby="g-moi">
    <h2 id="g-moi">${t.recent}</h2>
    <ul class="rows">
      ${rows.map(
        (row) =>
          html`<li class="row-line">
            <span class="row-what">
              <a class="row-link" data-row href=${visit.at('van-ban-di', row.id)}
                ><span class="nota">${row.notation}</span> ${row.typeName} ${kept(row.subject)}</a
              >
            </span>
            <time class="row-when" datetime=${row.issuedOn}>${date(row.issuedOn)}</time>
          </li>`,
      )}
    </ul>
  </section>`
}
