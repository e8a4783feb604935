import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import { facts } from '../../parts/head.ts'
import { shape } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date, daysSince } from '../../text/dates.ts'

type Sending = AnswerOf<'GET /asks/{id}'>
type Branch = Sending['branches'][number]
type Step = keyof Inside<'asks'>['words']['asks']['steps']
type Words = Inside<'asks'>['words']['asks']
type Shown = { sending: Sending; refresh: () => Promise<void> }

/** One sending as a tree: each committee, how far it and what it gave on have come, who holds it up. */
export default async function sendingPage(visit: Inside<'asks'>): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const read = (): Promise<Sending> => visit.ask('GET /asks/{id}', { id, signal })
  const shown: Shown = {
    sending: await read(),
    refresh: async () => {
      shown.sending = await read()
      draw()
    },
  }
  const t = visit.words.asks
  return {
    title: () => shown.sending.title,
    wide: true,
    resume: shown.refresh,
    live: shown.refresh,
    body: () => html`
      <div class="paper-head">
        <p class="crumb"><a href=${visit.at('cong-viec', 'giao-cap-duoi')}>‹ ${t.title}</a></p>
        <h1 tabindex="-1"><span class="subject">${kept(shown.sending.title)}</span></h1>
        <p class="quiet">${summary(visit, shown.sending)}</p>
      </div>
      ${shown.sending.stuck ? html`<p class="alert warn" role="status">${kept(shown.sending.stuck)}</p>` : nothing}
      ${actions(visit, shown)}
      <section class="aside-part">
        <h2>${t.places}</h2>
        ${table<Branch>({ caption: t.placesCaption, columns: columns(visit, shown), rows: shown.sending.branches, key: (one) => one.id })}
      </section>
      <section class="aside-part">
        ${facts([
          [t.form.product, shown.sending.product],
          [t.form.target, shown.sending.target],
          [t.form.note, shown.sending.note],
          [t.arrived.by, shown.sending.by],
        ])}
      </section>
    `,
  }
}

function summary(visit: Inside<'asks'>, { counts, dueOn }: Sending): string {
  const t = visit.words.asks
  return [
    t.dueOn(date(dueOn)),
    t.done(counts.done, counts.total),
    counts.recognised > 0 ? t.recognised(counts.recognised) : '',
    counts.late > 0 ? t.late(counts.late) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}

function actions(visit: Inside<'asks'>, shown: Shown): TemplateResult | typeof nothing {
  const t = visit.words.asks
  const { branches, roundId } = shown.sending
  if (roundId)
    return html`<section class="act">
      <p class="quiet">${t.ofRound}</p>
      <p class="row">
        <a class="button" href=${visit.at('van-ban-di', 'y-kien', roundId)}>${t.openRound}</a>
      </p>
    </section>`
  if (!visit.may('asks.ask')) return nothing
  const filed = branches.some((one) => stepsOf(one).includes('recognition'))
  const open = branches.some((one) => stepsOf(one).includes('deadline'))
  const standing = branches.some((one) => one.state !== 'revoked')
  return html`<section class="act">
    <p class="row">
      ${filed ? html`<button class="main" @click=${() => take(visit, shown, 'recognition', t.all, [])}>${t.recogniseAll}</button>` : nothing}
      ${open ? html`<button class="button" @click=${() => take(visit, shown, 'deadline', t.all, [])}>${t.moveAll}</button>` : nothing}
      ${standing ? html`<button class="button" @click=${() => take(visit, shown, 'recall', t.all, [])}>${t.recallAll}</button>` : nothing}
    </p>
  </section>`
}

/** What may be done with one ask now. */
function stepsOf({ state, taken, filing, wish }: Branch): Step[] {
  if (state === 'revoked') return ['restoration']
  const judged = taken === '06' && filing && filing.verdict !== 'returned' && state === 'open'
  return [
    ...(judged ? (['recognition', 'return'] as const) : []),
    ...(state === 'open' && taken !== '06' ? (['deadline'] as const) : []),
    ...(wish && state === 'open' ? (['extension', 'extension-refusal'] as const) : []),
    'recall',
  ]
}

function take(
  visit: Inside<'asks'>,
  { sending, refresh }: Shown,
  step: Step,
  name: string,
  askIds: string[],
): void {
  const t = visit.words.asks
  const once = intention(visit.ask)
  if (step === 'deadline') return moveDay(visit, { sending, refresh }, name, askIds)
  const send = async (reason: string): Promise<void> => {
    const { changed } = await once(`POST /asks/{id}/${step}`, { id: sending.id, body: { askIds, reason } })
    say(t.stepped(changed))
    await refresh()
  }
  if (step === 'recognition' || step === 'extension') return void send('')
  openEdit({
    title: t.stepFor(t.steps[step], name),
    save: t.steps[step],
    ...(step === 'recall' ? { lead: t.recallLead } : {}),
    fields: [{ name: 'reason', label: t.reason }],
    send: ({ reason }) => send(reason),
  })
}

/** Gives another day, with the reason that its recipients read. */
function moveDay(visit: Inside<'asks'>, { sending, refresh }: Shown, name: string, askIds: string[]): void {
  const t = visit.words.asks
  const once = intention(visit.ask)
  openEdit({
    title: t.stepFor(t.steps.deadline, name),
    save: t.steps.deadline,
    fields: [
      { name: 'dueOn', label: t.newDue, kind: 'date' },
      { name: 'reason', label: t.reason },
    ],
    send: async ({ dueOn, reason }) => {
      const { id } = sending
      const { changed } = await once('POST /asks/{id}/deadline', { id, body: { askIds, dueOn, reason } })
      say(t.stepped(changed))
      await refresh()
    },
  })
}

function columns(visit: Inside<'asks'>, shown: Shown): Column<Branch>[] {
  const t = visit.words.asks
  const told = (one: Branch): string =>
    [
      one.late ? t.overdue(daysSince(one.dueOn)) : '',
      one.below.total > 0 ? t.below(one.below.total, one.below.done, one.below.late) : '',
      one.behind && one.state === 'open' ? t.behind : '',
    ]
      .filter(Boolean)
      .join(' · ')
  return [
    {
      title: t.place,
      kind: 'main',
      cell: (one) =>
        html`<span data-row>${one.name}</span>
          <span class="row-sub on-phone">${stateOf(t, one)} · ${date(one.dueOn)}</span>
          ${told(one) ? html`<span class="row-sub">${told(one)}</span>` : nothing}
          ${one.wish ? html`<span class="row-sub">${t.wish(date(one.wish.dueOn), one.wish.reason)}</span>` : nothing}
          ${one.filing ? html`<span class="row-sub">${filed(visit, one)}</span>` : nothing}
          <span class="on-phone">${stepsFor(visit, shown, one)}</span>`,
    },
    { title: t.state, drop: 3, cell: (one) => stateOf(t, one) },
    { title: t.columns.due, kind: 'line', drop: 3, cell: ({ dueOn }) => date(dueOn) },
    {
      title: t.all,
      unseen: true,

      drop: 3,
      cell: (one) => stepsFor(visit, shown, one),
    },
  ]
}

const stepsFor = (visit: Inside<'asks'>, shown: Shown, one: Branch): unknown => {
  const t = visit.words.asks
  if (!visit.may('asks.ask') || shown.sending.roundId) return nothing
  return stepsOf(one).map(
    (step) =>
      html`<button
        class="link small nowrap"
        aria-label=${t.stepFor(t.steps[step], one.name)}
        @click=${() => take(visit, shown, step, one.name, [one.id])}
      >
        ${t.steps[step]}
      </button> `,
  )
}

function stateOf(t: Words, one: Branch): TemplateResult {
  const [tone, word] = standing(t, one)
  return html`<span class="mark ${tone}">${shape(tone)}${word}</span>`
}

/** How far one place has come, as a shape and a word. */
function standing(
  t: Words,
  { state, taken, takenName, late }: Branch,
): [Parameters<typeof shape>[0], string] {
  if (state === 'revoked') return ['plain', t.revoked]
  if (state === 'closed') return ['good', t.twoTicks]
  if (taken === '06') return ['good', takenName]
  return [late || taken === '02' ? 'bad' : 'wait', takenName]
}

function filed(visit: Inside<'asks'>, { filing }: Branch): string {
  const t = visit.words.asks
  if (!filing) return ''
  const verdict = filing.verdict ? ` (${t.verdicts[filing.verdict]})` : ''
  return `${t.result}: ${filing.text}${filing.paper ? `, ${filing.paper}` : ''}${verdict}`
}
