import { html, nothing, type TemplateResult } from 'lit-html'
import { ask } from '../api/ask.ts'
import { passkeysWork, signInWithPasskey } from '../api/passkey.ts'
import { Problem } from '../api/problem.ts'
import { checkField, submitButton, textField } from '../parts/field.ts'
import { createForm, missing, type Form } from '../parts/form.ts'
import { alertLine } from '../parts/problem.ts'
import { safeTarget, withTarget } from '../parts/target.ts'
import type { Visit, View } from '../screen.ts'
import { lastPlace } from '../api/early.ts'
import { refreshMe } from '../session.ts'

type Step = 'password' | 'code' | 'backup'
type State = { step: Step; passkeyProblem?: unknown; target: string; draw: () => void }

/** Sign-in: password or passkey, then the code where the account asks for one. */
export default function signInScreen(visit: Visit<'door'>): View {
  const { query, draw } = visit
  const t = visit.words.door.signIn
  const state: State = { step: 'password', target: safeTarget(query.get('ve')), draw }
  const password = passwordForm(visit, state)
  const code = codeForm(visit, state)
  if (state.target === '/' && !lastPlace()[0]) void welcomeFirst(visit)
  return {
    title: () => (state.step === 'password' ? password.titled(t.title) : code.titled(t.codeTitle)),
    body: () =>
      html`<div class="door">
        ${state.step === 'password' ? passwordStep(visit, state, password) : codeStep(visit, state, code)}
      </div>`,
  }
}

/** Nobody can sign in where no committee has signed up: the first visitor is led to that. */
async function welcomeFirst(visit: Visit<'door'>): Promise<void> {
  const { founded } = await ask('GET /instance').catch(() => ({ founded: true }))
  if (!founded) visit.go(withTarget('/tao-tai-khoan', '/dang-ky'), { replace: true })
}

function passwordForm(visit: Visit<'door'>, state: State): Form {
  const t = visit.words.door.signIn
  return createForm({
    draw: state.draw,
    check: (values) => missing(values, { email: t.email, password: t.password }),
    mend: (problem) => (problem.status === 401 ? { password: t.failed } : undefined),
    send: async ({ email = '', password = '' }) => {
      const { twoFactorRedirect } = await ask('POST /auth/sign-in/email', { body: { email, password } })
      if (!twoFactorRedirect) return enter(visit, state)
      state.step = 'code'
      setTimeout(() => document.getElementById('f-code')?.focus())
    },
  })
}

function codeForm(visit: Visit<'door'>, state: State): Form {
  const t = visit.words.door.signIn
  return createForm({
    draw: state.draw,
    check: (values) => missing(values, { code: state.step === 'code' ? t.code : t.backup }),
    mend: ({ status }) => (status === 401 || status === 400 ? { code: t.wrongCode } : undefined),
    send: async ({ code = '', trust }) => {
      const way = state.step === 'code' ? 'verify-totp' : 'verify-backup-code'
      const body = { code: code.replace(/\s/g, ''), trustDevice: trust === 'on' }
      await ask(`POST /auth/two-factor/${way}`, { body })
      await enter(visit, state)
    },
  })
}

async function enter(visit: Visit<'door'>, { target }: State): Promise<void> {
  await refreshMe()
  visit.go(target, { replace: true })
}

async function usePasskey(visit: Visit<'door'>, state: State): Promise<void> {
  delete state.passkeyProblem
  try {
    await signInWithPasskey()
    await enter(visit, state)
  } catch (problem) {
    const told = problem instanceof Problem && problem.uncertain
    state.passkeyProblem = told ? problem : new Problem(400, 'passkey', visit.words.door.signIn.passkeyFailed)
  }
  state.draw()
}

function passwordStep(visit: Visit<'door'>, state: State, form: Form): TemplateResult {
  const t = visit.words.door.signIn
  return html`
    <h1 tabindex="-1">${t.title}</h1>
    ${form.summary()} ${alertLine(state.passkeyProblem)}
    <form novalidate @submit=${form.submit}>
      ${textField({
        name: 'email',
        label: t.email,
        type: 'email',
        autocomplete: 'username',
        autofocus: true,
        error: form.errors['email'],
      })}
      ${textField({
        name: 'password',
        label: t.password,
        type: 'password',
        autocomplete: 'current-password',
        error: form.errors['password'],
      })}
      ${submitButton(t.submit, form.busy)}
    </form>
    ${
      passkeysWork()
        ? html`<p class="or"><span>${t.or}</span></p>
            <button class="button block" @click=${() => usePasskey(visit, state)}>${t.passkey}</button>`
        : nothing
    }
    <p class="door-foot"><a href="/quen-mat-khau">${t.forgotten}</a></p>
    <p class="door-foot">
      ${t.noAccount} <a href=${withTarget('/tao-tai-khoan', state.target)}>${t.create}</a>
    </p>
  `
}

function codeStep(visit: Visit<'door'>, state: State, form: Form): TemplateResult {
  const t = visit.words.door.signIn
  const phone = state.step === 'code'
  const choose = (next: Step) => (): void => {
    state.step = next
    form.errors = {}
    state.draw()
    // What was typed was another kind of code.
    const field = document.querySelector<HTMLInputElement>('#f-code')
    if (field) field.value = ''
    field?.focus()
  }
  return html`
    <h1 tabindex="-1">${t.codeTitle}</h1>
    ${form.summary()}
    <form novalidate @submit=${form.submit}>
      ${textField({
        name: 'code',
        label: phone ? t.code : t.backup,
        hint: phone ? t.codeHint : t.backupHint,
        autocomplete: 'one-time-code',
        inputmode: phone ? 'numeric' : 'text',
        narrow: true,
        error: form.errors['code'],
      })}
      ${checkField({ name: 'trust', label: t.trust })} ${submitButton(t.codeSubmit, form.busy)}
    </form>
    <p class="door-foot">
      <button class="link" @click=${choose(phone ? 'backup' : 'code')}>
        ${phone ? t.useBackup : t.useCode}
      </button>
      · <button class="link" @click=${choose('password')}>${t.again}</button>
    </p>
  `
}
