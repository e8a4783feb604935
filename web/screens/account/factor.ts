import { html, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf } from '../../api/ask.ts'
import { copyText, printAlone } from '../../parts/copy.ts'
import { submitButton, textField } from '../../parts/field.ts'
import { createForm, missing, type Form } from '../../parts/form.ts'
import type { Visit } from '../../screen.ts'
import { me, refreshMe } from '../../session.ts'
import { say } from '../../shell/overlay.ts'
import { again, type Again } from './again.ts'
import { common } from '../../text/common.ts'
import { quietSubmit, type Part } from './part.ts'
import type { qrCode } from './qr-code.ts'

type Enabling = AnswerOf<'POST /auth/two-factor/enable'>

/** The second factor: a code from the phone at every sign-in, and codes on paper for the day without it. */
export function factorPart(visit: Visit<'account'>): Part {
  const { draw } = visit
  const t = visit.words.account.factor
  let enabling: Enabling | undefined
  let picture: typeof qrCode | undefined
  const mend = ({ code }: { code: string }): Record<string, string> | undefined =>
    code === 'INVALID_PASSWORD' ? { factorPassword: visit.words.account.password.wrong } : undefined
  const check = (values: Record<string, string>): Record<string, string> =>
    missing(values, { factorPassword: t.password })
  const enable = createForm({
    draw,
    check,
    mend,
    send: async ({ factorPassword = '' }) => {
      enabling = await ask('POST /auth/two-factor/enable', { body: { password: factorPassword } })
      // Without the picture the secret can be typed.
      picture = (await import('./qr-code.ts').catch(() => undefined))?.qrCode
    },
  })
  const confirm = createForm({
    draw,
    check: (values) => missing(values, { code: t.code }),
    mend: ({ status }) => (status === 400 || status === 401 ? { code: t.wrongCode } : undefined),
    send: async ({ code = '' }) => {
      await ask('POST /auth/two-factor/verify-totp', { body: { code: code.replace(/\s/g, '') } })
      await refreshMe()
      enabling = undefined
      say(t.enabled)
    },
  })
  const asked = again('factor', visit.words.account.again)
  const disable = createForm({
    draw,
    check: asked.check,
    mend: ({ fields }) => asked.mend(fields),
    send: async (values) => {
      await ask('POST /auth/two-factor/disable', { body: asked.said(values) })
      await refreshMe()
      say(t.disabled)
    },
  })
  return {
    title: t.title,
    body: () => {
      if (enabling) return setup(visit, enabling, confirm, picture)
      const on = me()?.user.twoFactor === true
      return on ? passwordForm(t.on, t.disable, disable, asked) : passwordForm(t.off, t.enable, enable, asked)
    },
  }
}

function passwordForm(state: string, label: string, form: Form, asked: Again): TemplateResult {
  return html`<p class="part-lead">${state}</p>
    ${form.summary()}
    <form novalidate @submit=${form.submit}>${asked.fields(form.errors)} ${quietSubmit(label, form)}</form>`
}

async function copyCodes(visit: Visit<'account'>, codes: string[]): Promise<void> {
  await copyText(codes.join('\n'))
  say(visit.words.account.factor.copied)
}

function setup(
  visit: Visit<'account'>,
  { totpURI, backupCodes }: Enabling,
  form: Form,
  picture: typeof qrCode | undefined,
): TemplateResult {
  const t = visit.words.account.factor
  return html`<p class="part-lead">${t.setup}</p>
    ${picture?.(totpURI, t.picture)}
    <details class="more">
      <summary>${t.byHand}</summary>
      <p class="field-label">${t.secret}</p>
      <p class="secret">${grouped(totpURI)}</p>
      <p class="part-lead"><a href=${totpURI}>${t.link}</a></p>
    </details>
    <p class="field-label">${t.codes}</p>
    <p class="hint">${t.codesHint}</p>
    <ul class="secret backup">
      ${backupCodes.map((code) => html`<li>${code}</li>`)}
    </ul>
    <p class="row">
      <button class="button" type="button" @click=${() => form.attempt(() => copyCodes(visit, backupCodes))}>
        ${common().copy}
      </button>
      <button class="button" type="button" @click=${() => printAlone(document.querySelector('.backup'))}>
        ${common().print}
      </button>
    </p>
    ${form.summary()}
    <form novalidate @submit=${form.submit}>
      ${textField({
        name: 'code',
        label: t.code,
        inputmode: 'numeric',
        autocomplete: 'one-time-code',
        narrow: true,
        error: form.errors['code'],
      })}
      ${submitButton(t.confirm, form.busy)}
    </form>`
}

/** The secret of an `otpauth:` address in groups of four, as people type it. */
export function grouped(totpURI: string): string {
  const secret = new URL(totpURI).searchParams.get('secret') ?? ''
  return secret.replace(/(.{4})(?=.)/g, '$1 ')
}
