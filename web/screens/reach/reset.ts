import { html } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { submitButton, textField } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import type { Visit, View } from '../../screen.ts'
import { forget } from '../../session.ts'
import { say } from '../../shell/overlay.ts'

/** A new password by a link: opening it changes nothing, only the form does. */
export default async function reset(visit: Visit<'reach'>): Promise<View> {
  const t = visit.words.reach.reset
  const token = visit.params['token'] ?? ''
  const { name, email } = await ask('GET /proofs/{token}', { token, signal: visit.signal })
  const form = createForm({
    draw: visit.draw,
    check: (values) => missing(values, { password: t.password }),
    send: async ({ password = '' }) => {
      await ask('POST /proofs/{token}/password', { token, body: { password } })
      forget()
      say(t.done)
      visit.go('/dang-nhap', { replace: true })
    },
  })
  return {
    title: () => form.titled(t.title),
    body: () =>
      html`<div class="door">
        <h1 tabindex="-1">${t.title}</h1>
        <p class="lead">${t.lead(name, email)}</p>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${textField({
            name: 'password',
            label: t.password,
            hint: t.hint,
            type: 'password',
            autocomplete: 'new-password',
            autofocus: true,
            error: form.errors['password'],
          })}
          <p class="quiet small">${t.ends}</p>
          ${submitButton(t.submit, form.busy)}
        </form>
      </div>`,
  }
}
