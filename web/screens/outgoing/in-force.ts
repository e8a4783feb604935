import { html, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { selectField } from '../../parts/field.ts'
import { emptyState, head } from '../../parts/head.ts'
import { openList } from '../../parts/list.ts'
import { kept } from '../../parts/notation.ts'
import { rowKeys } from '../../parts/rows.ts'
import { table, type Column } from '../../parts/table.ts'
import type { Inside, View } from '../../screen.ts'
import { date } from '../../text/dates.ts'
import { outgoingTabs } from './tabs.ts'

type Row = AnswerOf<'GET /documents-in-force'>['items'][number]

/** What is in force today, a type at a time. */
export default async function inForce(visit: Inside<'outgoing' | 'issued'>): Promise<View> {
  const { query, signal, draw } = visit
  const t = visit.words.issued
  const types = (await visit.ask('GET /document-types', { signal })).items.filter(({ hidden }) => !hidden)
  let type = query.get('loai') ?? types[0]?.id ?? ''
  const list = await openList({
    read: (page) => visit.ask('GET /documents-in-force', { query: { ...page, type }, signal }),
    draw,
  })
  const choose = (value: string): void => {
    type = value
    visit.rename(`${visit.path}?loai=${encodeURIComponent(value)}`)
    void list.refresh()
  }
  return {
    title: t.inForceCaption,
    wide: true,
    keys: rowKeys(),
    resume: list.refresh,
    body: () => html`
      ${head(visit.words.outgoing.title, { tabs: outgoingTabs(visit, 'in-force') })}
      <div class="tools">
        ${selectField({
          name: 'type',
          label: t.type,
          value: type,
          choices: types.map(({ id, name }) => ({ value: id, label: name })),
          change: choose,
        })}
      </div>
      ${
        list.rows.length === 0
          ? emptyState(t.none, t.noneHint)
          : table<Row>({
              caption: t.inForceCaption,
              columns: columns(visit),
              rows: list.rows,
              key: ({ id }) => id,
            })
      }
      ${list.foot()}
    `,
  }
}

function columns(visit: Inside<'outgoing' | 'issued'>): Column<Row>[] {
  const { outgoing: t, issued } = visit.words
  return [
    {
      title: t.columns.paper,
      kind: 'main',
      cell: ({ id, notation, typeName, subject, amended, effectiveOn, expiresOn }): TemplateResult =>
        html`<a class="row-link" data-row href=${visit.at('van-ban-di', id)}
            ><span class="nota">${notation}</span> ${typeName} ${kept(subject)}</a
          >
          <span class="row-sub"
            >${[issued.effective(date(effectiveOn), date(expiresOn)), amended ? issued.amended(amended) : '']
              .filter(Boolean)
              .join(' · ')}</span
          >`,
    },
    { title: t.columns.issuedOn, kind: 'line', drop: 3, cell: ({ issuedOn }) => date(issuedOn) },
  ]
}
