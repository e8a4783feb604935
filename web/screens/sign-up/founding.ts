import { html, nothing, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf, type AskOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { dateField, submitButton, textField } from '../../parts/field.ts'
import { dayProblem } from '../../parts/day.ts'
import { createForm, missing, type Errors, type Form, type Values } from '../../parts/form.ts'
import { facts } from '../../parts/head.ts'
import { proving } from '../../parts/proving.ts'
import { withTarget } from '../../parts/target.ts'
import type { Visit, View } from '../../screen.ts'
import { signOut, whoami } from '../../session.ts'
import { moment, readDate, today } from '../../text/dates.ts'
import { provisioningView, startProvisioning } from './opening.ts'
import type { Opening } from './state.ts'

type Founding = AnswerOf<'GET /foundings/{token}'>
type Taken = AskOf<'POST /foundings/{token}/acceptance'>['body']

/**
 * The link by which a superior invites a subordinate: what it listed, the term, then the committee is made ready,
 * confirmed from its first day. Whoever has no account makes one and comes back.
 */
export default async function founding(visit: Visit<'signup'>): Promise<View> {
  const { params, signal, draw } = visit
  const t = visit.words.signup
  const token = params['token'] ?? ''
  const [invited, person] = await Promise.all([ask('GET /foundings/{token}', { token, signal }), whoami()])
  const state: { opening?: Opening; draw: () => void } = { draw }
  const take = intention(ask)
  let body: Taken | undefined
  const open = async (): Promise<void> => {
    if (!body) return
    const opened = await take('POST /foundings/{token}/acceptance', { token, body })
    startProvisioning(visit, state, opened.handle, opened)
  }
  const proof = proving(visit, t.proving, open)
  const form = createForm({
    draw,
    check: (values) => check(visit, values),
    mend: ({ fields }) => byField(fields),
    send: async ({ term = '', opensOn = '', handle = '' }) => {
      body = {
        term: { name: term, opensOn: readDate(opensOn) ?? '' },
        ...(handle === '' ? {} : { handle }),
      }
      await open().catch((problem: unknown) => {
        if (!proof.met(problem)) throw problem
      })
    },
  })
  const shown = (): TemplateResult => {
    if (state.opening) return provisioningView(visit, state.opening)
    return html`<div class="door">
      <p class="quiet">${t.founding.title}</p>
      <h1 tabindex="-1">${t.founding.lead(invited.superior.name, invited.name)}</h1>
      ${told(visit, invited)} ${proof.body()}
      ${person === undefined ? doors(visit, invited) : own(visit, person.user.email === invited.email, form)}
      ${person === undefined ? nothing : foot(visit, person.user.email)}
    </div>`
  }
  return { title: () => form.titled(state.opening ? t.opening : t.founding.title), body: shown }
}

/** Fields of the term are named as the form names them. */
const byField = (fields: Errors): Errors | undefined => {
  const { 'term.name': term, 'term.opensOn': opensOn, ...rest } = fields
  const named = { ...rest, ...(term ? { term } : {}), ...(opensOn ? { opensOn } : {}) }
  return Object.keys(named).length === 0 ? undefined : named
}

function check(visit: Visit<'signup'>, values: Values): Errors {
  const t = visit.words.signup
  const errors = missing(values, { term: t.term, opensOn: t.opensOn })
  if (values['opensOn'] && !readDate(values['opensOn'])) errors['opensOn'] = dayProblem(values['opensOn'])
  return errors
}

function told(visit: Visit<'signup'>, invited: Founding): TemplateResult {
  const { kindName, suffix, place, codes, email, expiresAt } = invited
  const t = visit.words.signup
  return facts([
    [t.kind, kindName],
    [t.founding.suffix, suffix],
    [t.place, place],
    [t.code, codes.join(', ')],
    [t.founding.email, email],
    [t.founding.expires, moment(expiresAt)],
  ])
}

function own(visit: Visit<'signup'>, isInvited: boolean, form: Form): TemplateResult {
  const t = visit.words.signup
  if (!isInvited) return html`<p class="alert warn">${t.founding.other}</p>`
  const year = Number(today().slice(0, 4))
  return html`<p>${t.founding.arrives}</p>
    ${form.summary()}
    <form novalidate @submit=${form.submit}>
      ${textField({
        name: 'term',
        label: t.term,
        hint: t.termHint,
        value: `${year - (year % 5)}-${year - (year % 5) + 5}`,
        error: form.errors['term'],
        narrow: true,
      })}
      ${dateField({ name: 'opensOn', label: t.opensOn, hint: t.opensOnHint, error: form.errors['opensOn'] })}
      ${textField({ name: 'handle', label: t.handle, hint: t.handleHint, optional: true, error: form.errors['handle'] })}
      ${submitButton(t.open, form.busy)}
    </form>`
}

function doors(visit: Visit<'signup'>, { email }: Founding): TemplateResult {
  const t = visit.words.signup.founding
  const here = location.pathname
  const create = `${withTarget('/tao-tai-khoan', here)}&${new URLSearchParams({ thu: email })}`
  return html`<p class="door-act">${t.needAccount}</p>
    <p class="row">
      <a class="button main" href=${create}>${t.create}</a>
      <a class="button" href=${withTarget('/dang-nhap', here)}>${t.signIn}</a>
    </p>`
}

function foot(visit: Visit<'signup'>, email: string): TemplateResult {
  const t = visit.words.signup.founding
  const leave = async (): Promise<void> => {
    await signOut()
    visit.go(withTarget('/dang-nhap', location.pathname))
  }
  return html`<p class="door-foot">
    ${t.signedInAs(email)} <button class="link" @click=${leave}>${t.notMe}</button>
  </p>`
}
