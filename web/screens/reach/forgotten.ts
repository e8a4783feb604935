import { html } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { submitButton, textField } from '../../parts/field.ts'
import { createForm, missing, type Form } from '../../parts/form.ts'
import type { Visit, View } from '../../screen.ts'

/** A forgotten password: a link by mail, or who can help where no mail goes out. */
export default async function forgotten(visit: Visit<'reach'>): Promise<View> {
  const t = visit.words.reach.forgotten
  const { mail } = await ask('GET /account/ways', { signal: visit.signal })
  let sent = false
  const form = createForm({
    draw: visit.draw,
    check: (values) => missing(values, { email: t.email }),
    send: async ({ email = '' }) => {
      await ask('POST /account/forgotten', { body: { email } })
      sent = true
    },
  })
  const body = () => {
    if (!mail)
      return html`<p class="lead">${t.noMail}</p>
        <p>${t.byHand}</p>`
    return sent ? html`<p class="lead" role="status">${t.sent}</p>` : mailForm(visit, form)
  }
  return {
    title: () => form.titled(t.title),
    body: () =>
      html`<div class="door">
        <h1 tabindex="-1">${t.title}</h1>
        ${body()}
        <p class="door-foot"><a href="/dang-nhap">${t.back}</a></p>
      </div>`,
  }
}

function mailForm(visit: Visit<'reach'>, form: Form) {
  const t = visit.words.reach.forgotten
  return html`<p class="lead">${t.lead}</p>
    ${form.summary()}
    <form novalidate @submit=${form.submit}>
      ${textField({
        name: 'email',
        label: t.email,
        type: 'email',
        autocomplete: 'username',
        autofocus: true,
        value: visit.query.get('thu') ?? '',
        error: form.errors['email'],
      })}
      ${submitButton(t.submit, form.busy)}
    </form>`
}
