import { html } from 'lit-html'
import { ask } from '../api/ask.ts'
import { submitButton, textField } from '../parts/field.ts'
import { createForm, missing, type Errors, type Values } from '../parts/form.ts'
import { safeTarget, withTarget } from '../parts/target.ts'
import type { Visit, View } from '../screen.ts'
import { refreshMe } from '../session.ts'
import { say } from '../shell/overlay.ts'

/** A new account for a person. It belongs to no committee yet. */
export default function createAccount(visit: Visit<'door'>): View {
  const { query, draw } = visit
  const t = visit.words.door.create
  const labels = visit.words.door.signIn
  const target = safeTarget(query.get('ve'))
  const form = createForm({
    draw,
    check: (one) => check(visit, one),
    send: async ({ name = '', email = '', password = '' }) => {
      await ask('POST /auth/sign-up/email', { body: { name, email, password } })
      await ask('POST /auth/sign-in/email', { body: { email, password } })
      await refreshMe()
      say(t.done)
      visit.go(target, { replace: true })
    },
  })
  return {
    title: () => form.titled(t.title),
    body: () =>
      html`<div class="door">
        <h1 tabindex="-1">${t.title}</h1>
        <p class="lead">${target === '/dang-ky' ? t.leadFirst : t.lead}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${textField({
            name: 'name',
            label: t.name,
            hint: t.nameHint,
            autocomplete: 'name',
            autofocus: true,
            value: query.get('ten') ?? '',
            error: form.errors['name'],
          })}
          ${textField({
            name: 'email',
            label: labels.email,
            type: 'email',
            autocomplete: 'username',
            value: query.get('thu') ?? '',
            error: form.errors['email'],
          })}
          ${textField({
            name: 'password',
            label: t.password,
            hint: t.passwordHint,
            type: 'password',
            autocomplete: 'new-password',
            error: form.errors['password'],
          })}
          ${submitButton(t.submit, form.busy)}
        </form>
        <p class="door-foot">${t.have} <a href=${withTarget('/dang-nhap', target)}>${labels.title}</a></p>
      </div>`,
  }
}

function check(visit: Visit<'door'>, values: Values): Errors {
  const t = visit.words.door
  const errors = missing(values, { name: t.create.name, email: t.signIn.email, password: t.create.password })
  const { email, password } = values
  if (email && !/^\S+@\S+\.\S+$/.test(email)) errors['email'] = t.signIn.emailShape
  if (password && password.length < 12) errors['password'] = t.create.short
  return errors
}
