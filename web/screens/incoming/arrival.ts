import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { Delivery, DeliveryRow, Happening } from '../../api/types.ts'
import { LIMITS } from '../../limits.ts'
import { areaField, selectField } from '../../parts/field.ts'
import { behind, orNone } from '../../parts/behind.ts'
import { facts } from '../../parts/head.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { paperView } from '../../parts/paper.ts'
import { alertLine } from '../../parts/problem.ts'
import { senderLine } from '../../parts/sender.ts'
import { stopAt, strip, stripKeys, type Stop } from '../../parts/strip.ts'
import { checkList, timeline } from '../../parts/timeline.ts'
import type { Inside, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { date, moment } from '../../text/dates.ts'
import { learnMore } from '../../text/words.ts'
import { signaturesBeside } from '../signatures/beside.ts'
import { fateBanner } from './fate.ts'
import { refuseDialog } from './refuse.ts'
import { vouching } from './vouching.ts'
import type { Keys } from '../../shell/keys.ts'
import '../../style/paper.css'

type State = {
  arrival: Delivery
  stops: Stop[]
  units: { id: string; name: string }[]
  unitId: string
  note: string
  busy: boolean
  problem?: unknown
  draw: () => void
}

/** An arrival: the paper on the left; on the right what the machine checked, and the clerk's decision. */
export default async function arrivalPage(visit: Inside<'arrivals'>): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const [arrival, waiting, organisation] = await Promise.all([
    visit.ask('GET /deliveries/{id}', { id, signal }),
    visit.ask('GET /deliveries', { query: { state: 'waiting', limit: 100 }, signal }),
    visit.ask('GET /organisation', { signal }).catch(orNone),
  ])
  const state: State = {
    arrival,
    stops: waiting.items.map((one) => stopOf(visit, one)),
    units: organisation?.units.filter((unit) => !unit.closed) ?? [],
    unitId: '',
    note: '',
    busy: false,
    draw,
  }
  const paper = { open: 0 }
  const again = async (): Promise<void> => visit.go(visit.at('van-ban-den', 'cho', id), { replace: true })
  const copies = copyPart(visit, arrival, again)
  const accept = intention(visit.ask)
  const signatures = signaturesBeside(visit, () => ({
    ...state.arrival,
    deliveryId: id,
    issuer: state.arrival.sender.issuer ?? state.arrival.sender.name,
  }))
  const t = visit.words.arrivals
  return {
    title: `${arrival.notation} ${arrival.subject}`,
    wide: true,
    keys: {
      ...stripKeys(visit, state.stops, id),
      ...acceptKey(visit, state, () => void decide(visit, state, accept)),
    },
    body: () => html`
      ${titleOf(visit, arrival, state.stops)}
      ${fateBanner(visit, arrival.id, arrival.recall && { recall: arrival.recall, later: [] }, again)}
      <div class="split">
        ${strip(t.tabs.waiting, state.stops, id)}
        ${paperView({
          files: arrival.files,
          paper,
          draw,
          urlOf: ({ sha256 }, inline) =>
            visit.urlOf('GET /deliveries/{id}/files/{sha256}', { id, sha256, query: { inline } }),
        })}
        <aside class="aside">
          ${decision(visit, state, () => void decide(visit, state, accept))} ${copies()} ${signatures()}
          ${checkList(arrival.checks, t.checks)} ${vouching(visit, arrival)} ${arrivalFacts(visit, arrival)}
          ${timeline(arrival.history.map((one) => told(visit, one)))}
        </aside>
      </div>
    `,
  }
}

/** What a copy is of, and its form; nothing of a paper that is none. */
function copyPart(visit: Inside<'arrivals'>, arrival: Delivery, done: () => Promise<void>): () => unknown {
  const { id, copy, notation, issuedOn, sender } = arrival
  if (!copy) return () => nothing
  return behind(visit.draw, async () => {
    const [more, { copiesPart }] = await Promise.all([
      learnMore(visit, ['issued']),
      import('../copies/part.ts'),
    ])
    const issuer = sender.issuer ?? sender.name
    const paper = { id, notation, issuedOn, issuer, copy, copiesMade: [], open: false }
    return () => copiesPart(more, 'incoming', paper, done)
  })
}

/** The key that accepts, for whom may, as long as it waits. */
function acceptKey(visit: Inside<'arrivals'>, state: State, accept: () => void): Keys {
  if (!visit.may('deliveries.decide')) return {}
  return { t: { label: common().keys.accept, run: () => state.arrival.status === '01' && accept() } }
}

function titleOf(visit: Inside<'arrivals'>, arrival: Delivery, stops: Stop[]): TemplateResult {
  const t = visit.words.arrivals
  return html`<div class="paper-head">
    <p class="crumb"><a href=${visit.at('van-ban-den')}>‹ ${t.back}</a> ${walk(visit, arrival.id, stops)}</p>
    <h1 tabindex="-1">
      ${stamp(arrival.urgency)} <span class="nota">${arrival.notation}</span>
      <span class="subject">${arrival.typeName} ${kept(arrival.subject)}</span>
    </h1>
    <p class="quiet">
      ${senderLine(arrival.sender)} · ${moment(arrival.arrivedAt)} · ${common().ago(arrival.arrivedAt)}
    </p>
  </div>`
}

/** The place in the queue, with the way to the arrivals before and after. */
function walk(visit: Inside<'arrivals'>, id: string, stops: Stop[]): TemplateResult | typeof nothing {
  const t = visit.words.arrivals
  const place = stops.findIndex((stop) => stop.id === id)
  if (place < 0 || stops.length < 2) return nothing
  const step = (by: 1 | -1, sign: string, label: string): TemplateResult => {
    const stop = stopAt(stops, id, by)
    return stop
      ? html`<a class="plain" href=${stop.href} aria-label=${label}>${sign}</a>`
      : html`<span class="plain" aria-hidden="true"></span>`
  }
  return html`<span class="walk"
    >${step(-1, '↑', t.previousArrival)} ${t.position(place + 1, stops.length)}
    ${step(1, '↓', t.nextArrival)}</span
  >`
}

function stopOf(visit: Inside<'arrivals'>, row: DeliveryRow): Stop {
  const { id, notation, subject, urgency, sender, arrivedAt } = row
  const sub = `${senderLine(sender)} · ${common().ago(arrivedAt)}`
  return { id, notation, subject, urgency, sub, href: visit.at('van-ban-den', 'cho', id) }
}

async function decide(visit: Inside<'arrivals'>, state: State, accept: Inside['ask']): Promise<void> {
  if (state.busy) return
  state.busy = true
  delete state.problem
  state.draw()
  try {
    const { unitId, note, arrival } = state
    const { nextArrivalNo: arrivalNo } = arrival
    const body = { unitId: unitId || undefined, note: note.trim() || undefined, arrivalNo }
    const done = await accept('POST /deliveries/{id}/acceptance', { id: arrival.id, body })
    await visit.refresh()
    say(visit.words.arrivals.accepted(done.arrivalNo))
    visit.go(visit.at('van-ban-den', done.incomingId), { replace: true })
  } catch (problem) {
    state.problem = problem
    const { id } = state.arrival
    state.arrival = await visit.ask('GET /deliveries/{id}', { id }).catch(() => state.arrival)
  }
  state.busy = false
  state.draw()
}

function decision(visit: Inside<'arrivals'>, state: State, accept: () => void): TemplateResult {
  const t = visit.words.arrivals
  const { arrival, problem } = state
  if (arrival.status === '15' || arrival.recall?.code === '13')
    return html`<section class="act" hidden></section>`
  if (arrival.status !== '01') return decided(visit, arrival, problem)
  if (!visit.may('deliveries.decide')) return html`<p class="alert warn">${t.notYours}</p>`
  return html`<section class="act">
    ${alertLine(problem)}
    <button class="main big" aria-busy=${state.busy} @click=${accept}>
      ${t.accept(arrival.nextArrivalNo)}
    </button>
    <p class="hint">${t.acceptHint}</p>
    <details class="more">
      <summary>${t.transfer}</summary>
      ${
        state.units.length > 0
          ? selectField({
              name: 'unitId',
              label: t.unit,
              empty: t.unitNone,
              value: state.unitId,
              choices: state.units.map(({ id, name }) => ({ value: id, label: name })),
              change: (value) => (state.unitId = value),
            })
          : nothing
      }
      ${areaField({
        name: 'note',
        label: t.note,
        optional: true,
        rows: 2,
        limit: LIMITS.acceptanceNote,
        input: (value) => (state.note = value),
      })}
    </details>
    <button class="button" @click=${() => refuseDialog(visit, arrival)}>${t.refuse}</button>
  </section>`
}

function decided(visit: Inside<'arrivals'>, arrival: Delivery, problem: unknown): TemplateResult {
  const t = visit.words.arrivals
  const accepted = arrival.status >= '03'
  return html`<section class="act">
    ${problem ? alertLine(problem) : html`<p class="alert ${accepted ? 'good' : 'bad'}">${accepted ? t.isAccepted : t.isRefused}</p>`}
    ${
      arrival.incomingId
        ? html`<a class="button" href=${visit.at('van-ban-den', arrival.incomingId)}>${t.openBooked}</a>`
        : nothing
    }
  </section>`
}

/** An entry of a delivery's history in words; the machine itself speaks where nobody acted. */
function told(
  visit: Inside<'arrivals'>,
  { at: when, by, statusName, reason }: Delivery['history'][number],
): Happening {
  const why = reason ? `: ${reason.name}${reason.text ? ` (${reason.text})` : ''}` : ''
  return { at: when, by: by ?? visit.words.arrivals.system, text: `${statusName}${why}` }
}

function arrivalFacts(visit: Inside<'arrivals'>, arrival: Delivery): TemplateResult {
  const t = visit.words.arrivals.facts
  const { replyTo } = arrival
  return html`<section class="aside-part">
    <h2>${visit.words.arrivals.factsTitle}</h2>
    ${facts([
      [t.sender, senderLine(arrival.sender)],
      [t.joint, arrival.joint && t.jointWith(arrival.joint.with.join(', '), arrival.joint.ours)],
      [t.type, arrival.typeName],
      [t.issuedOn, date(arrival.issuedOn)],
      [t.signer, arrival.signer],
      [t.arrivedAt, moment(arrival.arrivedAt)],
      [t.dueOn, date(arrival.dueOn)],
      [t.deliverBy, moment(arrival.deliverBy)],
      [t.paper, arrival.paperFollows && t.paperFollows],
      [
        t.replyTo,
        replyTo &&
          html`<a class="nota" href=${visit.at('van-ban-di', replyTo.documentId)}>${replyTo.notation}</a>`,
      ],
    ])}
  </section>`
}
