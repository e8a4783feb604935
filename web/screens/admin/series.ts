import { html, nothing, type TemplateResult } from 'lit-html'
import { Problem } from '../../api/problem.ts'
import type { Series, SeriesList } from '../../api/office.ts'
import { areaField, submitButton, textField } from '../../parts/field.ts'
import { createForm, type Errors, type Values } from '../../parts/form.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'

type Setup = { list: () => SeriesList; refresh: () => Promise<void> }

/** Where every run of numbers goes on, as one table: what the paper books have come to is copied in one go. */
export function seriesTable(visit: Inside<'admin'>, { list, refresh }: Setup): () => TemplateResult {
  const { draw } = visit
  const t = visit.words.admin.books
  /** Whether a run was to be set ahead over numbers that stand nowhere: then the form asks why. */
  let asksWhy = false
  const form = createForm({
    draw,
    check: (values) => wrongNumbers(visit, list().items, values),
    send: async (values) => {
      const changed = list().items.flatMap((row, i) => {
        const next = Number(values[nameOf(i)])
        return next === row.next ? [] : [{ row, next, name: nameOf(i) }]
      })
      const errors: Errors = {}
      for (const { row, next, name } of changed) {
        const reason = values['ly-do']
        const body = { issuerId: row.issuer.id, series: row.series, next, ...(reason ? { reason } : {}) }
        await visit.ask('PUT /number-series', { body }).catch((problem: unknown) => {
          // One that is refused does not keep the others; it is told at its place.
          if (!(problem instanceof Problem) || problem.uncertain) throw problem
          const why = problem.fields['reason']
          if (why) {
            asksWhy = true
            errors['ly-do'] = why
          } else errors[name] = problem.fields['next'] ?? problem.message
        })
      }
      await refresh()
      if (!errors['ly-do']) asksWhy = false
      const saved = changed.length - Object.keys(errors).length
      if (saved > 0) say(t.savedNumbers(saved))
      if (Object.keys(errors).length > 0) throw new Problem(422, 'invalid', '', { fields: errors })
    },
  })
  return () =>
    html`${form.summary()}
      <form class="series" novalidate @submit=${form.submit}>
        <table class="table">
          <caption class="unseen">
            ${t.numbers}
          </caption>
          <thead>
            <tr>
              <th scope="col" class="main-cell">${t.name}</th>
              <th scope="col" class="line drop-3">${t.last}</th>
              <th scope="col" class="line">${t.next}</th>
            </tr>
          </thead>
          <tbody>
            ${list().items.map((row, i) => line(visit, row, i, form.errors))}
          </tbody>
        </table>
        ${asksWhy ? areaField({ name: 'ly-do', label: t.why, rows: 2, error: form.errors['ly-do'] }) : nothing}
        <p class="row">${submitButton(t.saveNumbers, form.busy)}</p>
      </form>`
}

const nameOf = (index: number): string => `so-${index}`

function wrongNumbers(visit: Inside<'admin'>, rows: Series[], values: Values): Errors {
  const { notNumber, tooSmall } = visit.words.admin.books
  const errors: Errors = {}
  for (const [i, { given }] of rows.entries()) {
    const typed = values[nameOf(i)] ?? ''
    if (!/^\d{1,6}$/.test(typed)) errors[nameOf(i)] = notNumber
    else if (Number(typed) <= given) errors[nameOf(i)] = tooSmall(given)
  }
  return errors
}

function line(visit: Inside<'admin'>, row: Series, index: number, errors: Errors): TemplateResult {
  const t = visit.words.admin.books
  const names = row.types.map(({ name }) => name).join(', ')
  return html`<tr>
    <td class="main-cell">
      ${names} <span class="row-sub"><span class="nota">${row.notation}</span> ${row.issuer.name}</span>
    </td>
    <td class="line drop-3">${t.given(row.given)}</td>
    <td class="line">
      ${textField({
        name: nameOf(index),
        label: `${t.next}: ${names}`,
        bare: true,
        narrow: true,
        inputmode: 'numeric',
        value: String(row.next),
        error: errors[nameOf(index)],
      })}
    </td>
  </tr>`
}
