import { html, nothing, type TemplateResult } from 'lit-html'
import type { Problem } from '../../src/processes/template.ts'

/** Ids stand in the sentences of the core for whoever writes templates as JSON; people see names. */
export const withoutIds = (message: string): string => message.replaceAll(/ \([a-z][a-z0-9_]{0,31}\)/g, '')

/** What is wrong with a step, but for what another row of the table says. */
export const ofStep = (problems: readonly Problem[], step: string): Problem[] =>
  problems.filter((one) => one.step === step)

/** What is wrong with a part of the whole: its own path, and everything inside. */
export const inPart = (problems: readonly Problem[], path: string): Problem[] =>
  problems.filter((one) => one.step === undefined && (one.path === path || one.path.startsWith(`${path}/`)))

/** At the place itself its name need not be said again. */
function atPlace(message: string): string {
  const said = withoutIds(message).replace(/^(Bước|Trường|Vai trò) “[^”]*”: |^Thời hạn toàn quy trình: /, '')
  return said.charAt(0).toLocaleUpperCase('vi') + said.slice(1)
}

/** The sentences for whoever stands at the place, errors first; `id` names them for what they describe. */
export const mends = (id: string, problems: readonly Problem[]): TemplateResult | typeof nothing =>
  problems.length === 0
    ? nothing
    : html`<ul class="mends" id=${id}>
        ${problems
          .toSorted((a, b) => a.severity.localeCompare(b.severity))
          .map(
            ({ severity, message }) =>
              html`<li class=${severity === 'error' ? 'late' : 'quiet'}>${atPlace(message)}</li>`,
          )}
      </ul>`

/** The same below a row of a table. */
export const mendRow = (
  id: string,
  problems: readonly Problem[],
  span: number,
): TemplateResult | typeof nothing =>
  problems.length === 0
    ? nothing
    : html`<tr class="mend-row">
        <td></td>
        <td colspan=${span - 1}>${mends(id, problems)}</td>
      </tr>`

/** Leads to the place a problem is about, and opens what it is folded into. */
export function leadTo({ step, path }: Problem): void {
  const places = [...document.querySelectorAll<HTMLElement>(step ? '[data-step]' : '[data-at]')]
  const place = places.findLast(({ dataset }) =>
    step ? dataset['step'] === step : `${path}/`.startsWith(`${dataset['at'] ?? ''}/`),
  )
  for (let fold = place?.closest('details'); fold; fold = fold.parentElement?.closest('details'))
    fold.open = true
  const row = place?.closest('tr') ?? place
  row?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
}
