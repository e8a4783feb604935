import { html, nothing, type TemplateResult } from 'lit-html'
import type { Incoming, IncomingRow } from '../../api/types.ts'
import { behind } from '../../parts/behind.ts'
import { facts } from '../../parts/head.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { paperView } from '../../parts/paper.ts'
import { hasRoom, strip, stripKeys, type Stop } from '../../parts/strip.ts'
import { swiping } from '../../parts/swipe.ts'
import { checkList, timeline } from '../../parts/timeline.ts'
import type { Inside, View } from '../../screen.ts'
import { date, moment } from '../../text/dates.ts'
import { spillBeside } from '../spills/beside.ts'
import { openHandling } from './handling.ts'
import '../../style/paper.css'

/** A document in the book of incoming papers: the paper with the clerk's stamp, its facts, what happened to it. */
export default async function incomingPage(visit: Inside<'arrivals' | 'handling'>): Promise<View> {
  const { params, signal, draw } = visit
  const id = params['id'] ?? ''
  const fates = import('./fate.ts')
  const read = () => readWithFate(visit, id, fates)
  const [first, handling, beside] = await Promise.all([
    read(),
    openHandling(visit, id),
    hasRoom() ? visit.ask('GET /incoming', { query: { limit: 50 }, signal }) : { items: [] },
  ])
  const { fateBanner, closedPaper } = await fates
  let { document, fate } = first
  const renew = async (): Promise<void> => {
    ;({ document, fate } = await read())
    draw()
  }
  const cases = behind(draw, async () => {
    const { openCases } = await import('../cases/from.ts')
    return openCases(visit, { kind: 'incoming', id, title: document.subject })
  })
  const following = behind(draw, async () =>
    (await import('./beside.ts')).beside(visit, () => document, renew),
  )
  const spill = spillBeside(visit, { side: 'incoming', id }, renew)
  const stops = beside.items.map((one) => stopOf(visit, one))
  const paper = { open: 0 }
  const results = resultsOf(visit, id)
  const swipe = swiping(handling.swipe)
  const t = visit.words.arrivals
  return {
    title: `${document.notation} ${document.subject}`,
    wide: true,
    keys: { ...stripKeys(visit, stops, id), ...handling.keys },
    body: () => html`
      ${titleOf(visit, document)} ${fateBanner(visit, document.deliveryId ?? '', fate, renew)}
      <div class="split">
        ${strip(t.tabs.booked, stops, id)}
        ${
          closedPaper(visit, document.recalled) ??
          paperView({
            files: document.files,
            paper,
            draw,
            urlOf: ({ sha256 }, inline) => visit.urlOf('GET /files/{sha256}', { sha256, query: { inline } }),
          })
        }
        <aside class="aside" @touchstart=${swipe.began} @touchend=${swipe.ended}>
          ${spill.top()} ${handling.view()} ${arrivalStamp(visit, document)}
          ${checkList(document.checks, t.checks)} ${act(visit, document)} ${following()} ${results()}
          ${documentFacts(visit, document)} ${cases()} ${spill.foot()} ${timeline(document.history)}
        </aside>
      </div>
    `,
  }
}

function titleOf(visit: Inside<'arrivals'>, document: Incoming): TemplateResult {
  const t = visit.words.arrivals
  return html`<div class="paper-head">
    <p class="crumb"><a href=${visit.at('van-ban-den', 'da-vao-so')}>‹ ${t.tabs.booked}</a></p>
    <h1 tabindex="-1">
      ${stamp(document.urgency)} <span class="nota">${document.notation}</span>
      <span class="subject">${document.typeName} ${kept(document.subject)}</span>
    </h1>
    <p class="quiet">${document.sender.name}</p>
  </div>`
}

function stopOf(visit: Inside<'arrivals'>, row: IncomingRow): Stop {
  const { id, notation, subject, urgency, sender, arrivedOn } = row
  const sub = `${sender.name} · ${date(arrivedOn)}`
  return { id, notation, subject, urgency, sub, href: visit.at('van-ban-den', id) }
}

/** The stamp a clerk presses on an incoming paper: its number, its day, where it goes. */
function arrivalStamp(
  visit: Inside<'arrivals'>,
  { arrivalNo, arrivedOn, unit, receiver }: Incoming,
): TemplateResult {
  const t = visit.words.arrivals
  const to = unit?.name ?? receiver
  return html`<div
    class="arrival-stamp"
    role="img"
    aria-label="${t.isIn}: ${t.stampNumber} ${arrivalNo}, ${date(arrivedOn)}"
  >
    <b>${t.stampTitle}</b>
    <span>${t.stampNumber}: <strong>${arrivalNo}</strong></span>
    <span>${t.stampDate}: <strong>${date(arrivedOn)}</strong></span>
    ${to ? html`<span>${t.stampTo}: ${to}</span>` : nothing}
  </div>`
}

function act(visit: Inside<'arrivals'>, { id, deliveryId }: Incoming): TemplateResult | typeof nothing {
  if (!deliveryId || !visit.may('documents.draft')) return nothing
  const href = `${visit.at('van-ban-di', 'soan')}?traLoi=${encodeURIComponent(id)}`
  return html`<section class="act">
    <a class="button big" href=${href}>${visit.words.arrivals.reply}</a>
  </section>`
}

function documentFacts(visit: Inside<'arrivals'>, document: Incoming): TemplateResult {
  const t = visit.words.arrivals.facts
  return html`<section class="aside-part">
    <h2>${visit.words.arrivals.factsTitle}</h2>
    ${facts([
      [t.sender, document.sender.name],
      [t.joint, document.joint && t.jointWith(document.joint.with.join(', '), document.joint.ours)],
      [t.type, document.typeName],
      [t.issuedOn, date(document.issuedOn)],
      [t.signer, document.signer],
      [t.acceptedBy, `${document.acceptedBy}, ${moment(document.acceptedAt)}`],
      [t.dueOn, date(document.dueOn)],
      [t.deliverBy, moment(document.deliverBy)],
      [t.paper, document.paperFollows && t.paperFollows],
      [
        t.replyTo,
        document.answers &&
          html`<a href=${visit.at('van-ban-di', document.answers.documentId)}
            ><span class="nota">${document.answers.notation}</span></a
          >`,
      ],
      [t.note, document.note],
    ])}
  </section>`
}

/** The tasks and plans that came of it, a part that comes behind the page. */
const resultsOf = (visit: Inside, id: string) =>
  behind(visit.draw, async () => {
    const { became } = await import('../plans/became.ts')
    return became(visit, { kind: 'incoming', id }).view
  })

/** A paper with what became of it, whose part comes beside it: few have a fate, and none is seen without it. */
async function readWithFate(
  visit: Inside<'arrivals'>,
  id: string,
  fates: Promise<typeof import('./fate.ts')>,
) {
  const document = await visit.ask('GET /incoming/{id}', { id, signal: visit.signal })
  return { document, fate: await (await fates).readFate(visit, document.deliveryId) }
}
