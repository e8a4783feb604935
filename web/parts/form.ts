import { html, nothing, type TemplateResult } from 'lit-html'
import { Problem } from '../api/problem.ts'
import { common } from '../text/common.ts'
import { explain } from './problem.ts'

export type Values = Record<string, string>
export type Errors = Record<string, string>

/** A form by the contract of GOV.UK: it keeps what was typed, ties each error to its field, sums them up on top. */
export type Form = {
  errors: Errors
  busy: boolean
  /** Handles the submit event of the `<form>`. */
  submit: (event: Event) => void
  /**
   * Does something else that belongs to the form, one thing at a time; what goes wrong is told in the same way.
   * @param act may give the errors of fields
   */
  attempt: (act: () => Promise<Errors | void>) => Promise<void>
  /** The summary of what to mend; it takes the focus when it appears. */
  summary: () => TemplateResult | typeof nothing
  /** The page's title, which says first that something is wrong. */
  titled: (title: string) => string
}

type Options = {
  draw: () => void
  /** The head of the summary, where it is not the usual one. */
  title?: string
  /** What is wrong before the server is asked: the field's name → the sentence. */
  check?: (values: Values) => Errors
  send: (values: Values) => Promise<void>
  /** Turns a failure the form knows into errors of fields. */
  mend?: (problem: Problem) => Errors | undefined
}

let forms = 0

/** Makes the state of one form. Several forms on a page do not disturb each other. */
export function createForm(options: Options): Form {
  const id = `loi-${++forms}`
  let failure: unknown
  const isWrong = (): boolean => Boolean(failure) || Object.keys(form.errors).length > 0
  const fail = (problem: unknown): void => {
    const fields = problem instanceof Problem ? (options.mend?.(problem) ?? problem.fields) : {}
    form.errors = fields
    failure = Object.keys(fields).length > 0 ? undefined : problem
  }
  const attempt: Form['attempt'] = async (act) => {
    if (form.busy) return
    failure = undefined
    form.errors = {}
    form.busy = true
    options.draw()
    try {
      form.errors = (await act()) ?? {}
    } catch (problem) {
      fail(problem)
    }
    form.busy = false
    options.draw()
    if (isWrong()) focusSoon(id)
  }
  const send = async (values: Values): Promise<Errors> => {
    const errors = options.check?.(values) ?? {}
    if (Object.keys(errors).length === 0) await options.send(values)
    return errors
  }
  const form: Form = {
    errors: {},
    busy: false,
    submit: (event) => {
      event.preventDefault()
      const values = valuesOf(event.target as HTMLFormElement)
      void attempt(() => send(values))
    },
    attempt,
    summary: () => summary(id, options.title ?? common().errorsTitle, form.errors, failure),
    titled: (title) => (isWrong() ? common().titleError + title : title),
  }
  return form
}

/** The text of every field, trimmed but for passwords; a box that is ticked gives `on`. */
function valuesOf(element: HTMLFormElement): Values {
  const values: Values = {}
  for (const [name, value] of new FormData(element)) {
    if (typeof value !== 'string') continue
    values[name] = name.toLowerCase().includes('password') ? value : value.normalize('NFC').trim()
  }
  return values
}

function focusSoon(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus())
}

function summary(
  id: string,
  title: string,
  errors: Errors,
  failure: unknown,
): TemplateResult | typeof nothing {
  const rows = Object.entries(errors)
  if (rows.length === 0 && !failure) return nothing
  return html`<div class="summary" id=${id} role="alert" tabindex="-1">
    <h2>${title}</h2>
    ${failure ? html`<p>${explain(failure)}</p>` : nothing}
    <ul>
      ${rows.map(([name, text]) => html`<li><a href="#f-${name}">${text}</a></li>`)}
    </ul>
  </div>`
}

/** The values that are missing among those required: the field's name → the sentence that says so. */
export function missing(values: Values, labels: Record<string, string>): Errors {
  const errors: Errors = {}
  for (const [name, label] of Object.entries(labels)) {
    if (!values[name]) errors[name] = common().required(label)
  }
  return errors
}
