import { html, type TemplateResult } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { checkField, textField } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { head } from '../../parts/head.ts'
import type { Visit, View } from '../../screen.ts'
import { me, refreshMe } from '../../session.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { displayPart } from './display.ts'
import { factorPart } from './factor.ts'
import { quietSubmit, type Part } from './part.ts'
import { passkeysPart } from './passkeys.ts'
import { sessionsPart } from './sessions.ts'

/** A person's own account: name, password, second factor, passkeys, sessions, and how things look here. */
export default async function account(visit: Visit<'account'>): Promise<View> {
  const t = visit.words.account
  const [passkeys, sessions] = await Promise.all([passkeysPart(visit), sessionsPart(visit)])
  const parts = [
    profilePart(visit),
    passwordPart(visit),
    noticesPart(visit),
    factorPart(visit),
    passkeys,
    sessions,
    displayPart(visit),
  ]
  return {
    title: t.title,
    body: () =>
      html`<div class="settings">
        <p class="crumb"><a href="/">‹ ${common().home}</a></p>
        ${head(t.title, { lead: me()?.user.email })} ${parts.map(section)}
      </div>`,
  }
}

function section({ title, body }: Part): TemplateResult {
  return html`<section class="setting">
    <h2>${title}</h2>
    <div>${body()}</div>
  </section>`
}

function noticesPart(visit: Visit<'account'>): Part {
  const t = visit.words.account.notices
  return { title: t.title, body: () => html`<p><a href="/tai-khoan/thong-bao">${t.open}</a></p>` }
}

function profilePart(visit: Visit<'account'>): Part {
  const { draw } = visit
  const t = visit.words.account.profile
  const form = createForm({
    draw,
    check: (values) => missing(values, { name: t.name }),
    send: async ({ name = '' }) => {
      await ask('POST /auth/update-user', { body: { name } })
      await refreshMe()
      say(t.saved)
    },
  })
  return {
    title: t.title,
    body: () =>
      html`${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${textField({
            name: 'name',
            label: t.name,
            autocomplete: 'name',
            value: me()?.user.name,
            error: form.errors['name'],
          })}
          ${quietSubmit(t.save, form)}
        </form>`,
  }
}

function passwordPart(visit: Visit<'account'>): Part {
  const { draw } = visit
  const t = visit.words.account.password
  const form = createForm({
    draw,
    check: (values) => {
      const errors = missing(values, { currentPassword: t.current, newPassword: t.next })
      if (values['newPassword'] && values['newPassword'].length < 12) errors['newPassword'] = t.short
      return errors
    },
    mend: ({ code }) => (code === 'INVALID_PASSWORD' ? { currentPassword: t.wrong } : undefined),
    send: async ({ currentPassword = '', newPassword = '', others }) => {
      const body = { currentPassword, newPassword, revokeOtherSessions: others === 'on' }
      await ask('POST /auth/change-password', { body })
      for (const field of document.querySelectorAll<HTMLInputElement>('input[type=password]'))
        field.value = ''
      say(t.saved)
    },
  })
  return {
    title: t.title,
    body: () =>
      html`${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${textField({
            name: 'currentPassword',
            label: t.current,
            type: 'password',
            autocomplete: 'current-password',
            error: form.errors['currentPassword'],
          })}
          ${textField({
            name: 'newPassword',
            label: t.next,
            hint: t.hint,
            type: 'password',
            autocomplete: 'new-password',
            error: form.errors['newPassword'],
          })}
          ${checkField({ name: 'others', label: t.others, checked: true })} ${quietSubmit(t.save, form)}
        </form>`,
  }
}
