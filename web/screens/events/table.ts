import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { areaField, chosenOf, choicesOf, selectField, submitButton } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { createTake, save } from '../../parts/take.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { date, today } from '../../text/dates.ts'
import type { Round } from './of.ts'

type Visit = Inside<'rounds'>
type Party = Round['parties'][number]
type Remark = Party['remarks'][number]
/** One line of the table: a remark, or somebody who made none. */
type Line = { no: number; party: Party; remark?: Remark; first: boolean }

/** The lines of the table in the order of those asked. */
const linesOf = ({ parties }: Round): Line[] =>
  parties.flatMap((party, i): Line[] =>
    party.remarks.length === 0
      ? [{ no: i + 1, party, first: true }]
      : party.remarks.map((remark, at) => ({ no: i + 1, party, remark, first: at === 0 })),
  )

/** Bảng tổng hợp ý kiến, tiếp thu, giải trình: a line a remark; it prints as it stands, on A4 across. */
export function opinionTable(visit: Visit, round: Round, refresh: () => Promise<void>): TemplateResult {
  const t = visit.words.rounds.book
  const columns = [t.no, t.party, t.stand, t.place, t.text, t.uptake]
  return html`<section class="book opinions">
    <div class="book-title">
      <p class="print-only">${visit.here.committee.name}</p>
      <h2>${t.title}</h2>
      <p>${t.about(round.title)}</p>
      <p class="quiet">${t.askedIn(round.version)} · ${date(round.at)} – ${date(round.dueOn)}</p>
    </div>
    <div class="steps-scroll" tabindex="0" role="region" aria-label=${t.title}>
      <table class="book-table">
        <caption class="unseen">
          ${t.title}
        </caption>
        <thead>
          <tr>
            ${columns.map((one) => html`<th scope="col">${one}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${linesOf(round).map((line) => row(visit, round, line, refresh))}
        </tbody>
      </table>
    </div>
  </section>`
}

function row(visit: Visit, round: Round, line: Line, refresh: () => Promise<void>): TemplateResult {
  const t = visit.words.rounds.book
  const { no, party, remark, first } = line
  return html`<tr>
    <td class="middle">${first ? no : ''}</td>
    <td>
      ${first ? html`${party.name}${party.by ? html`<br /><span class="row-sub">${party.by}</span>` : ''}` : ''}
    </td>
    <td>${first ? standOf(visit, party) : ''}</td>
    <td>${remark?.place ?? ''}</td>
    <td>${remark?.text ?? (party.at ? t.none : '')}</td>
    <td>
      ${uptakeOf(visit, remark)}
      ${
        round.manages && remark && !party.after
          ? html`<button
              class="link no-print"
              type="button"
              aria-label=${t.takeFor(remark.uptake ? t.change : t.take, remark.text)}
              @click=${() => takeUp(visit, round.id, party, remark, refresh)}
            >
              ${remark.uptake ? t.change : t.take}
            </button>`
          : nothing
      }
    </td>
  </tr>`
}

function standOf(visit: Visit, { at, standName, takenName, after }: Party): string {
  const t = visit.words.rounds.book
  if (after) return `${standName ?? ''} (${t.after})`
  return at ? (standName ?? '') : [t.silent, takenName].filter(Boolean).join(': ')
}

function uptakeOf(visit: Visit, remark: Remark | undefined): string {
  if (!remark?.uptakeName) return ''
  const said = [remark.uptakeName, remark.reply].filter(Boolean).join(': ')
  return remark.takenIn ? visit.words.rounds.book.on(said, remark.takenIn) : said
}

/** Asks what became of a remark, and keeps it. */
function takeUp(
  visit: Visit,
  id: string,
  { no: person }: Party,
  remark: Remark,
  refresh: () => Promise<void>,
): void {
  const t = visit.words.rounds.take
  const once = intention(visit.ask)
  const form = createForm({
    draw: () => dialog.draw(),
    check: (values) => missing(values, { uptake: t.uptake }),
    mend: ({ fields }) => (fields['items.0.reply'] ? { reply: fields['items.0.reply'] } : undefined),
    send: async (values) => {
      const uptake = chosenOf(choicesOf(t.uptakes), values['uptake'] ?? '')
      if (uptake === undefined) return
      const { filing, no } = remark
      const items = [{ person, filing, no, uptake, reply: values['reply'] ?? '' }]
      await once('POST /rounds/{id}/uptakes', { id, body: { items } })
      dialog.close()
      say(t.done)
      await refresh()
    },
  })
  const dialog: Dialog = openDialog(
    t.title,
    () =>
      html`<p class="lead">${[remark.place, remark.text].filter(Boolean).join(': ')}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${selectField({
            name: 'uptake',
            label: t.uptake,
            value: remark.uptake,
            empty: visit.words.rounds.pick,
            choices: choicesOf(t.uptakes),
            error: form.errors['uptake'],
          })}
          ${areaField({
            name: 'reply',
            label: t.reply,
            rows: 4,
            limit: 4000,
            value: remark.reply,
            error: form.errors['reply'],
          })}
          <p class="row">${submitButton(common().save, form.busy)}</p>
        </form>`,
  )
}

/** The table as it is taken along: its columns, how wide they are, what a line puts into each. */
function columnsOf(visit: Visit) {
  const t = visit.words.rounds.book
  return [
    { title: t.no, width: 6, of: ({ no }: Line) => no },
    { title: t.party, width: 30, of: ({ party }: Line) => party.name },
    { title: t.stand, width: 22, of: ({ party }: Line) => standOf(visit, party) },
    { title: t.place, width: 18, of: ({ remark }: Line) => remark?.place },
    { title: t.text, width: 60, of: ({ party, remark }: Line) => remark?.text ?? (party.at ? t.none : '') },
    { title: t.uptake, width: 60, of: ({ remark }: Line) => uptakeOf(visit, remark) },
  ]
}

/** The buttons that take the table along, as a workbook and as a Word document to go with the draft. */
export function takeTable(visit: Visit, round: () => Round): () => TemplateResult {
  const t = visit.words.rounds.book
  const workbook = createTake<Line>({
    name: t.title,
    draw: visit.draw,
    read: () => Promise.resolve({ items: linesOf(round()) }),
    columns: columnsOf(visit),
  })
  return () =>
    html`${workbook()}
      <button class="button" type="button" @click=${() => void takeWord(visit, round())}>${t.word}</button>`
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function takeWord(visit: Visit, round: Round): Promise<void> {
  const t = visit.words.rounds.book
  const { writeDocx } = await import('../../../src/core/docx.ts')
  const columns = columnsOf(visit)
  const rows = linesOf(round).map((line) => columns.map((column) => String(column.of(line) ?? '')))
  const made = writeDocx(
    [
      { text: visit.here.committee.name.toLocaleUpperCase('vi'), bold: true },
      { text: t.title.toLocaleUpperCase('vi'), bold: true, centred: true },
      { text: t.about(round.title), centred: true },
      { text: `${t.askedIn(round.version)}, ${date(round.at)} – ${date(round.dueOn)}`, centred: true },
      { text: '' },
      { widths: columns.map(({ width }) => width), rows: [columns.map(({ title }) => title), ...rows] },
    ],
    true,
  )
  save(new Blob([made], { type: DOCX }), `${t.title} ${today()}.docx`)
}
