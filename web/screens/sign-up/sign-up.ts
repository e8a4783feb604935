import { html, nothing, type TemplateResult } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { Problem } from '../../api/problem.ts'
import type { SignUp } from '../../api/types.ts'
import { submitButton } from '../../parts/field.ts'
import { createForm, type Errors, type Form, type Values } from '../../parts/form.ts'
import type { Visit, View } from '../../screen.ts'
import { bookPreview, review } from './book.ts'
import { provisioningView, startProvisioning } from './opening.ts'
import type { Answers, State } from './state.ts'
import { checkStep, stepFields, superiorPicker } from './steps.ts'

const slot = 'lt.sign-up'
const LAST = 3

/** What the server refused on an earlier step, on the way there. */
let refused: Errors = {}

/**
 * Signing a committee up: four short steps, each at an address of its own, the book it opens, then its own database
 * as it is made ready. What was typed stays in the tab, whichever way the person goes.
 */
export default async function signUp(visit: Visit<'signup'>): Promise<View> {
  const { query, signal, draw } = visit
  const t = visit.words.signup
  const kinds = await ask('GET /committee-kinds', { signal })
  const answers = JSON.parse(sessionStorage.getItem(slot) ?? '{}') as Answers
  const state: State = {
    step: stepOf(visit, answers),
    answers,
    kinds: kinds.items,
    superior: superiorPicker(visit, answers, () => keep(state)),
    send: intention(ask),
    draw,
  }
  const unfinished = query.get('tiep')
  if (unfinished) startProvisioning(visit, state, unfinished)
  const form = createForm({
    draw,
    check: (values) => check(visit, state, values),
    mend: (problem) => backToField(visit, problem),
    send: () => advance(visit, state),
  })
  form.errors = refused
  refused = {}
  return {
    title: () => form.titled(state.opening ? t.opening : t.title),
    body: () => (state.opening ? provisioningView(visit, state.opening) : page(visit, state, form)),
  }
}

function keep({ answers }: State): void {
  sessionStorage.setItem(slot, JSON.stringify(answers))
}

function check(visit: Visit<'signup'>, state: State, values: Values): Errors {
  Object.assign(state.answers, values)
  keep(state)
  return checkStep(visit, state.step, state.answers)
}

/** The step of the address; one that lacks what an earlier one asks leads there instead. */
function stepOf(visit: Visit<'signup'>, answers: Answers): number {
  const asked = Math.min(Math.max(Number(visit.query.get('buoc') ?? 1) - 1 || 0, 0), LAST)
  const lacking = [0, 1, 2].findIndex((step) => Object.keys(checkStep(visit, step, answers)).length > 0)
  return lacking < 0 ? asked : Math.min(asked, lacking)
}

const addressOf = (step: number): string => `/dang-ky?buoc=${step + 1}`

/** A field the server refuses may stand on an earlier step: go there. */
function backToField(visit: Visit<'signup'>, { fields }: Problem): Errors | undefined {
  const names = Object.keys(fields)
  if (names.length === 0) return undefined
  const steps = [
    ['name', 'kind', 'place', 'superior'],
    ['suffix', 'handle', 'code', 'codeFrom', 'codes'],
    ['term', 'opensOn'],
  ]
  const wrong = steps.findIndex((own) => names.some((name) => own.includes(name.split('.')[0] ?? '')))
  refused = Object.fromEntries(names.map((name) => [name.split('.').at(-1) ?? name, fields[name] ?? '']))
  if (wrong >= 0) visit.go(addressOf(wrong))
  return refused
}

async function advance(visit: Visit<'signup'>, state: State): Promise<void> {
  if (state.step < LAST) return visit.go(addressOf(state.step + 1))
  const opened = await state.send('POST /committees', { body: toInput(state.answers) })
  sessionStorage.removeItem(slot)
  startProvisioning(visit, state, opened.handle, opened)
  toTop()
}

function toTop(): void {
  setTimeout(() => {
    scrollTo(0, 0)
    document.querySelector<HTMLElement>('main h1')?.focus()
  })
}

function toInput(answers: Answers): SignUp {
  const { name = '', kind = '', suffix = '', place = '', handle, superior, code, codeFrom } = answers
  return {
    name,
    kind,
    suffix,
    place,
    ...(handle ? { handle } : {}),
    ...(superior ? { superior } : {}),
    codes: code ? [{ code, validFrom: answers.read?.codeFrom ?? codeFrom ?? '' }] : [],
    term: { name: answers.term ?? '', opensOn: answers.read?.opensOn ?? '' },
  }
}

function page(visit: Visit<'signup'>, state: State, form: Form): TemplateResult {
  const t = visit.words.signup
  const last = state.step === LAST
  const type = ({ target }: Event): void => {
    const { name, value } = target as HTMLInputElement
    if (!name) return
    Object.assign(state.answers, { [name]: value })
    keep(state)
  }
  return html`<div class="sign-up">
    <div class="door">
      <p class="quiet">${t.step(state.step + 1, t.steps.length)}</p>
      <h1 tabindex="-1">${last ? t.steps[3] : `${t.title}: ${t.steps[state.step]}`}</h1>
      ${state.step === 0 ? html`<p class="lead">${t.what} ${t.lead}</p>` : nothing} ${form.summary()}
      <form novalidate @submit=${form.submit} @input=${type}>
        ${last ? review(visit, state) : stepFields(visit, state, form.errors)}
        ${submitButton(last ? t.open : t.next, form.busy)}
      </form>
      ${state.step > 0 ? html`<p class="door-foot"><a href=${addressOf(state.step - 1)}>${t.back}</a></p>` : nothing}
    </div>
    ${state.step > 0 ? bookPreview(visit, state) : nothing}
  </div>`
}
