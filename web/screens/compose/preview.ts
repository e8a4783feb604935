import { html, nothing, type TemplateResult } from 'lit-html'
import type { DocumentType, Organisation } from '../../api/office.ts'
import type { Document, Recipient } from '../../api/types.ts'
import type { Inside } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { dateLine, today } from '../../text/dates.ts'
import type { Writing } from './writing.ts'

type Parts = { draft: Writing; document?: Document; types: DocumentType[]; organisation?: Organisation }

/**
 * The head and the foot of the document as it will be numbered, by the layout of Hướng dẫn 05-HD/VPTW: titles,
 * number without a colon, place and date, kind and subject, authority, receivers. The body is in the file. The paper is
 * in Vietnamese whatever the reader's language.
 */
export function preview(visit: Inside<'issuing'>, parts: Parts): TemplateResult {
  const t = visit.words.issuing
  const { draft, types } = parts
  const type = types.find(({ id }) => id === draft.typeId)
  const letter = type?.symbol === 'CV'
  return html`<section class="aside-part">
    <h2>${t.preview}</h2>
    <div class="sheet" lang="vi">
      <div class="sheet-top">
        ${issuer(visit, parts, letter)}
        <div>
          <p class="sheet-party">${upper('Đảng Cộng sản Việt Nam')}</p>
          <p class="sheet-date">${visit.here.committee.place}, ${dateLine(today())}</p>
        </div>
      </div>
      ${type && !letter ? html`<p class="sheet-kind">${upper(type.name)}</p>` : nothing}
      ${
        letter
          ? nothing
          : html`<p class="sheet-subject">${draft.subject ?? '…'}</p>
              <p class="sheet-dash">-----</p>`
      }
      <div class="sheet-foot">${receivers(visit, draft)} ${signature(parts)}</div>
    </div>
    <p class="hint">${t.previewHint}</p>
  </section>`
}

const upper = (text: string): string => text.toLocaleUpperCase('vi')

function issuer(
  visit: Inside<'issuing'>,
  { draft, document, types, organisation }: Parts,
  letter: boolean,
): TemplateResult {
  const { committee } = visit.here
  const chosen = organisation?.issuers.find(({ id }) => id === draft.issuerId)
  const main = !chosen || chosen.main
  const type = types.find(({ id }) => id === draft.typeId)
  const suffix = chosen?.suffix ?? committee.suffix
  const next = document?.next?.notation ?? document?.notation
  const known = document?.type?.id === draft.typeId ? next : undefined
  const number = known ?? (type ? `…-${type.symbol}/${suffix}` : `…/${suffix}`)
  const above = main ? committee.superior?.name : committee.name
  return html`<div>
    ${above ? html`<p>${upper(above)}</p>` : nothing}
    <p class="sheet-issuer">${upper(chosen?.name ?? committee.name)}</p>
    <p>*</p>
    <p class="nota-plain">Số ${number}</p>
    ${letter ? html`<p class="sheet-about">${regarding(draft.subject)}</p>` : nothing}
    ${draft.urgency ? html`<p class="sheet-urgent">${upper(common().urgency[draft.urgency] ?? '')}</p>` : nothing}
  </div>`
}

/** A letter's subject stands below its number and begins with "về việc", whether that was typed or not. */
function regarding(subject = '…'): string {
  const begins = 'về việc'
  return subject.toLocaleLowerCase('vi').startsWith(begins) ? subject : `${begins} ${subject}`
}

/** `Tỉnh ủy Sơn Bình` → `Tỉnh ủy`: on its own paper a body is named without its place. */
function withoutPlace(name: string): string {
  return /^(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) ủy(?= )/u.exec(name)?.[0] ?? name
}

function receivers(visit: Inside<'issuing'>, { recipients = [] }: Writing): TemplateResult {
  const body = withoutPlace(visit.here.committee.name)
  // All directly below are named on paper as what they are.
  const named = ({ kind, id, name }: Recipient): string =>
    kind === 'group' && id === 'subordinates' ? `Các đảng ủy trực thuộc ${body}` : name
  return html`<div class="sheet-receivers">
    <p><u>Nơi nhận:</u></p>
    ${recipients.slice(0, 5).map((one) => html`<p>- ${named(one)},</p>`)}
    ${recipients.length > 5 ? html`<p>- …</p>` : nothing}
    <p>- Lưu Văn phòng ${body}.</p>
  </div>`
}

function signature({ draft, organisation }: Parts): TemplateResult {
  const body = organisation?.deciding.find(({ id }) => id === draft.decidingBody)?.name ?? ''
  const authority = draft.authority ?? ''
  // The signature says the body without the name of its place: T/M BAN THƯỜNG VỤ.
  const short = body.replace(/\s+(Đảng bộ|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy).*$/u, '')
  // An agency has no body to sign for: it signs by its head.
  const isAgency = short.startsWith('Cơ quan')
  return html`<div class="sheet-sign">
    ${authority === 'T/M' && short && !isAgency ? html`<p><b>${authority} ${upper(short)}</b></p>` : nothing}
    <p>${authority && authority !== 'T/M' ? `${authority} ` : ''}${upper(draft.signerTitle ?? '')}</p>
    <p class="sheet-space"></p>
    <p><b>${draft.signerName ?? ''}</b></p>
  </div>`
}
