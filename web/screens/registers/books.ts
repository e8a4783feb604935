import { html, nothing, type TemplateResult } from 'lit-html'
import type { IncomingLine, OutgoingLine } from '../../api/types.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import '../../style/book.css'

export type Book = 'outgoing' | 'incoming'
export type Line = OutgoingLine | IncomingLine

/** A part of a line that goes on over several sheets, as each column has it. */
export type Part = { cells: readonly string[] }

/** A column of a book: its head, what it holds, and the classes that align it and let it go on narrow screens. */
export type BookColumn = { title: string; cell: (line: Line) => unknown; kind?: string }

/** The columns of NĐ 30/2020, annex IV: eight of the outgoing book, ten of the incoming one. */
export function columnsOf(visit: Inside<'registers'>, book: Book): BookColumn[] {
  return (book === 'outgoing' ? outgoing(visit) : incoming(visit)) as BookColumn[]
}

type Of<L> = { title: string; cell: (line: L) => unknown; kind?: string }

function outgoing(visit: Inside<'registers'>): Of<OutgoingLine>[] {
  const t = visit.words.registers.outgoing
  return [
    { title: t.notation, cell: (one) => notationCell(visit, one) },
    { title: t.issuedOn, cell: (line) => date(line.issuedOn), kind: 'middle' },
    { title: t.subject, cell: (one) => subjectCell(visit, one) },
    { title: t.signer, cell: (line) => line.signer, kind: 'drop-3' },
    { title: t.recipients, cell: (line) => line.recipients, kind: 'drop-2' },
    { title: t.copyKeeper, cell: (line) => line.copyKeeper, kind: 'drop-1' },
    { title: t.copies, cell: (line) => line.copies ?? '', kind: 'middle drop-1' },
    { title: t.note, cell: (line) => line.note, kind: 'drop-1' },
  ]
}

function notationCell(
  visit: Inside<'registers'>,
  { state, documentId, notation }: OutgoingLine,
): TemplateResult {
  if (state === 'cancelled') return html`<s class="nowrap">${notation}</s>`
  if (state === 'reserved') return html`<span class="nowrap">${notation}</span>`
  return html`<a class="nowrap" href=${visit.at('van-ban-di', documentId)}>${notation}</a>`
}

function subjectCell(visit: Inside<'registers'>, { state, typeName, subject }: OutgoingLine): TemplateResult {
  const t = visit.words.registers
  if (state === 'issued') return html`${typeName} ${kept(subject)}`
  if (state === 'draft') return html`${typeName} ${kept(subject)} <i>(${t.held})</i>`
  return html`${typeName} <i>(${state === 'reserved' ? t.reserved : t.cancelled})</i>`
}

function incoming(visit: Inside<'registers'>): Of<IncomingLine>[] {
  const t = visit.words.registers.incoming
  return [
    { title: t.arrivedOn, cell: (line) => date(line.arrivedOn), kind: 'middle' },
    {
      title: t.arrivalNo,
      cell: (line) => html`<a href=${visit.at('van-ban-den', line.incomingId)}>${line.arrivalNo}</a>`,
      kind: 'middle',
    },
    { title: t.author, cell: (line) => line.author, kind: 'drop-3' },
    { title: t.notation, cell: (line) => html`<span class="nowrap">${line.notation}</span>` },
    { title: t.issuedOn, cell: (line) => date(line.issuedOn), kind: 'middle drop-2' },
    { title: t.subject, cell: (line) => html`${line.typeName} ${kept(line.subject)}` },
    { title: t.receiver, cell: (line) => line.receiver, kind: 'drop-1' },
    { title: t.transferredOn, cell: (line) => date(line.transferredOn), kind: 'middle drop-1' },
    { title: t.signedFor, cell: (line) => line.signedFor, kind: 'drop-1' },
    { title: t.note, cell: (line) => line.note, kind: 'drop-1' },
  ]
}

/** A page of the book: the heads, their numbers as on paper, the lines. */
export function bookTable(
  visit: Inside<'registers'>,
  book: Book,
  lines: (Line | Part)[],
  more: { caption: string; act?: (line: Line) => unknown; foot?: unknown } = { caption: '' },
): TemplateResult {
  const columns = columnsOf(visit, book)
  return html`<table class="book-table ${book}">
    <caption class="unseen">
      ${more.caption}
    </caption>
    <colgroup>
      ${columns.map(({ kind }) => html`<col class=${kind ?? ''} />`)}
    </colgroup>
    <thead>
      <tr>
        ${columns.map(({ title, kind }) => html`<th scope="col" class=${kind ?? ''}>${title}</th>`)}
      </tr>
      <tr class="numbers" aria-hidden="true">
        ${columns.map(({ kind }, index) => html`<td class=${kind ?? ''}>(${index + 1})</td>`)}
      </tr>
    </thead>
    <tbody>
      ${lines.map((line) => bookLine(columns, line, more.act))}
    </tbody>
    ${
      more.foot
        ? html`<tfoot>
            <tr>
              <td colspan=${columns.length}>${more.foot}</td>
            </tr>
          </tfoot>`
        : nothing
    }
  </table>`
}

function bookLine(
  columns: BookColumn[],
  line: Line | Part,
  act: ((line: Line) => unknown) | undefined,
): TemplateResult {
  if ('cells' in line)
    return html`<tr>
      ${columns.map(({ kind }, index) => html`<td class=${kind ?? ''}>${line.cells[index]}</td>`)}
    </tr>`
  return html`<tr>
    ${columns.map(
      ({ cell, kind }, index) =>
        html`<td class=${kind ?? ''}>${cell(line)}${index === 0 && act ? act(line) : nothing}</td>`,
    )}
  </tr>`
}
