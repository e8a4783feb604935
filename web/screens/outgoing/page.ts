import { html, nothing, type TemplateResult } from 'lit-html'
import type { Board, Document, DocumentRow } from '../../api/types.ts'
import { bar } from '../../parts/bar.ts'
import { behind, orNone } from '../../parts/behind.ts'
import { facts } from '../../parts/head.ts'
import { stamp } from '../../parts/mark.ts'
import { kept } from '../../parts/notation.ts'
import { paperView } from '../../parts/paper.ts'
import { hasRoom, strip, stripKeys, type Stop } from '../../parts/strip.ts'
import { timeline } from '../../parts/timeline.ts'
import type { Inside, View } from '../../screen.ts'
import { date, moment } from '../../text/dates.ts'
import { afterBanner, afterOf } from './after.ts'
import { signaturesBeside } from '../signatures/beside.ts'
import { spillBeside } from '../spills/beside.ts'
import { copiesOf } from './copies.ts'
import { insideOf } from './inside.ts'
import type { DraftPart } from '../drafting/part.ts'
import { became } from '../plans/became.ts'
import '../../style/paper.css'

type Shown = {
  document: Document
  board?: Board
  deciding?: string
}

/** The papers beside it in the list, where the screen has room for them. */
async function stopsBeside(visit: Inside<'outgoing' | 'issued'>) {
  if (!hasRoom()) return []
  const query = { state: 'issued' as const, limit: 50 }
  const { items } = await visit.ask('GET /documents', { query, signal: visit.signal })
  return items.map((one) => stopOf(visit, one))
}

/** A document of ours: the paper, who has taken it, its facts, its answers, what happened to it. */
export default async function documentPage(visit: Inside<'outgoing' | 'issued'>): Promise<View> {
  const { params, draw } = visit
  const id = params['id'] ?? ''
  const read = () => readShown(visit, id)
  const [first, stops] = await Promise.all([read(), stopsBeside(visit)])
  let shown = first
  const cases = behind(draw, async () => {
    const { openCases } = await import('../cases/from.ts')
    return openCases(visit, { kind: 'document', id, title: first.document.subject ?? '' })
  })
  const paper = { open: 0 }
  const results = became(visit, { kind: 'document', id }, first.document.notation)
  const renew = async (): Promise<void> => {
    void results.renew()
    shown = await read()
    draw()
  }
  let drafting: DraftPart | undefined
  const lost = behind(draw, async () => {
    const { draftPart } = await import('../drafting/part.ts')
    drafting = await draftPart(visit, () => shown.document, renew)
    return () => nothing
  })
  const inside = insideOf(visit, first.document, renew)
  const copies = copiesOf(visit, () => shown.document, renew)
  const after = afterOf(visit, () => shown.document, renew)
  const spill = spillBeside(visit, { side: 'document', id }, renew)
  const signatures = signaturesBeside(visit, () => signedOf(shown.document))
  return {
    title: () => [shown.document.notation, shown.document.subject].filter(Boolean).join(' '),
    wide: true,
    keys: stripKeys(visit, stops, id),
    resume: renew,
    body: () => html`
      ${titleOf(visit, shown.document)} ${afterBanner(visit, shown.document)}
      <div class="split">
        ${strip(visit.words.outgoing.tabs.issued, stops, id)}
        ${
          shown.document.recalled && !visit.may('registers.read')
            ? html`<div class="paper-none"><p>${visit.words.outgoing.closed}</p></div>`
            : paperView({
                files: shown.document.files,
                paper,
                draw,
                urlOf: ({ sha256 }, inline) =>
                  visit.urlOf('GET /files/{sha256}', { sha256, query: { inline } }),
              })
        }
        <aside class="aside">
          ${spill.top()} ${act(visit, shown)} ${lost()} ${drafting?.act()} ${inside()} ${signatures()}
          ${shown.document.state === 'issued' ? results.view() : nothing} ${copies()} ${factsOf(visit, shown)}
          ${drafting?.way()} ${after()} ${recipientsOf(visit, shown.document)}
          ${repliesOf(visit, shown.document)} ${cases()} ${spill.foot()} ${timeline(shown.document.history)}
        </aside>
      </div>
    `,
  }
}

function stopOf(visit: Inside<'outgoing'>, row: DocumentRow): Stop {
  const { id, notation = '', subject, urgency, issuedOn, signer } = row
  const sub = [date(issuedOn), signer].filter(Boolean).join(' · ')
  return { id, notation, subject, urgency, sub, href: visit.at('van-ban-di', id) }
}

function titleOf(visit: Inside<'outgoing'>, document: Document): TemplateResult {
  const t = visit.words.outgoing
  return html`<div class="paper-head">
    <p class="crumb"><a href=${visit.at('van-ban-di', 'da-ban-hanh')}>‹ ${t.back}</a></p>
    <h1 tabindex="-1">
      ${stamp(document.urgency)}
      ${document.notation ? html`<span class="nota">${document.notation}</span>` : nothing}
      <span class="subject"
        >${document.type?.name} ${document.subject ? kept(document.subject) : t.untitled}</span
      >
    </h1>
    <p class="quiet">
      ${document.state === 'issued' ? `${document.issuer?.name ?? ''} · ${date(document.issuedOn)}` : t.draftNote}
    </p>
  </div>`
}

function act(visit: Inside<'outgoing'>, { document, board }: Shown): TemplateResult {
  const t = visit.words.outgoing
  if (document.state === 'draft')
    return html`<section class="act" ?hidden=${!visit.may('drafts.write')}>
      <a class="button main big" href=${visit.at('van-ban-di', 'soan', document.id)}>${t.edit}</a>
    </section>`
  if (!board || board.summary.total === 0) return html`<section class="act" hidden></section>`
  const { total, accepted, waiting, refused, recalled } = board.summary
  return html`<section class="act">
    <h2>${t.board}</h2>
    <p>${t.sentence(total, accepted, waiting, refused, recalled)}</p>
    ${bar(board.summary)}
    <a class="button" href=${visit.at('van-ban-di', document.id, 'noi-nhan')}>${t.openBoard}</a>
  </section>`
}

function factsOf(visit: Inside<'outgoing'>, { document, deciding }: Shown): TemplateResult {
  const t = visit.words.outgoing
  const { signer, replyTo } = document
  const isDraft = document.state === 'draft'
  return html`<section class="aside-part">
    <h2>${t.factsTitle}</h2>
    ${facts([
      [t.facts.author, isDraft && document.author],
      [t.facts.people, isDraft && document.people.map(({ name }) => name).join(', ')],
      [t.facts.issuer, document.issuer?.name],
      [t.facts.deciding, deciding],
      [t.facts.signer, signedBy(signer)],
      [t.facts.issuedOn, date(document.issuedOn)],
      [t.facts.issuedBy, document.issuedBy && `${document.issuedBy}, ${moment(document.issuedAt)}`],
      [t.facts.dueAt, date(document.dueOn)],
      [t.facts.deliverBy, moment(document.deliverBy)],
      [t.facts.paper, document.paperFollows && t.facts.paperFollows],
      [
        t.facts.replyTo,
        replyTo &&
          html`<a href=${originalOf(visit, replyTo)}><span class="nota">${replyTo.notation}</span></a>
            ${replyTo.senderName}`,
      ],
      [t.facts.necessity, document.necessity],
      [t.facts.override, document.overrideReason],
    ])}
  </section>`
}

/** The paper as far as its signatures go: of a draft they stand among what is checked. */
const signedOf = ({ files, notation, issuedOn, type, subject, issuer, signer, state }: Document) => ({
  files,
  notation,
  issuedOn,
  typeName: type?.name ?? '',
  subject,
  issuer: issuer?.name ?? '',
  signer: signedBy(signer),
  checked: state === 'draft',
})

/** Who signed, as `Mùa A Vảng, Phó Bí thư (T/M)`. */
function signedBy({ name, title, authority }: Document['signer']): string {
  const who = [name, title].filter(Boolean).join(', ')
  return authority && who ? `${who} (${authority})` : who
}

function originalOf(
  visit: Inside<'outgoing'>,
  { incomingId, deliveryId }: NonNullable<Document['replyTo']>,
): string {
  return incomingId ? visit.at('van-ban-den', incomingId) : visit.at('van-ban-den', 'cho', deliveryId)
}

function recipientsOf(
  visit: Inside<'outgoing'>,
  { recipients, recipientCount }: Document,
): TemplateResult | typeof nothing {
  if (recipients.length === 0) return nothing
  const t = visit.words.outgoing
  return html`<section class="aside-part">
    <h2>${t.recipientsTitle} <span class="quiet">${recipientCount}</span></h2>
    <ul class="links">
      ${recipients.map(
        ({ name, coIssues, agreedOn, agreedTo, lapsed }) =>
          html`<li>
            ${name}
            ${coIssues ? html`<span class="row-sub">${t.coIssues(date(agreedOn), agreedTo, lapsed)}</span>` : nothing}
          </li>`,
      )}
    </ul>
  </section>`
}

function repliesOf(visit: Inside<'outgoing'>, { replies }: Document): TemplateResult | typeof nothing {
  if (replies.length === 0) return nothing
  return html`<section class="aside-part">
    <h2>${visit.words.outgoing.replies}</h2>
    <ul class="links">
      ${replies.map(
        ({ incomingId, notation, senderName, subject }) =>
          html`<li>
            <a href=${visit.at('van-ban-den', incomingId)}
              ><span class="nota">${notation}</span> ${kept(subject)}</a
            >
            <span class="row-sub">${senderName}</span>
          </li>`,
      )}
    </ul>
  </section>`
}

/** The document, how it stands with its places once it is issued, and in whose name it was decided. */
async function readShown({ ask, signal }: Inside, id: string): Promise<Shown> {
  const [document, organisation] = await Promise.all([
    ask('GET /documents/{id}', { id, signal }),
    ask('GET /organisation', { signal }).catch(orNone),
  ])
  const board =
    document.state === 'issued'
      ? await ask('GET /documents/{id}/deliveries', { id, query: { limit: 1 }, signal }).catch(orNone)
      : undefined
  const deciding = organisation?.deciding.find((one) => one.id === document.decidingBody)?.name
  return { document, ...(board ? { board } : {}), ...(deciding ? { deciding } : {}) }
}
