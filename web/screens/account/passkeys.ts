import { html, nothing, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf } from '../../api/ask.ts'
import { addPasskey, passkeysWork } from '../../api/passkey.ts'
import { Problem } from '../../api/problem.ts'
import { textField } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import type { Visit } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'
import { date } from '../../text/dates.ts'
import { again } from './again.ts'
import { quietSubmit, type Part } from './part.ts'
import { deviceOf } from './sessions.ts'

type Passkey = AnswerOf<'GET /auth/passkey/list-user-passkeys'>[number]

/** The passkeys of the account: those it has, one more for this machine. */
export async function passkeysPart(visit: Visit<'account'>): Promise<Part> {
  const { signal, draw } = visit
  const t = visit.words.account.passkeys
  const read = (): Promise<Passkey[]> => ask('GET /auth/passkey/list-user-passkeys')
  let rows = await read().catch((): Passkey[] => [])
  const remove = async (id: string): Promise<void> => {
    await ask('POST /auth/passkey/delete-passkey', { body: { id } })
    rows = rows.filter((row) => row.id !== id)
    say(t.removed)
    draw()
  }
  const asked = again('passkey', visit.words.account.again)
  const form = createForm({
    draw,
    check: (values) => ({ ...missing(values, { passkeyName: t.name }), ...asked.check(values) }),
    mend: ({ fields }) => asked.mend(fields),
    send: async ({ passkeyName = '', ...values }) => {
      await addPasskey(passkeyName, asked.said(values)).catch((cause: unknown) => {
        const known =
          cause instanceof Problem && (cause.uncertain || asked.mend(cause.fields) || cause.status === 429)
        throw known ? cause : new Problem(400, 'passkey', t.failed)
      })
      rows = await read()
      if (!signal.aborted) say(t.added)
    },
  })
  return {
    title: t.title,
    body: () =>
      html`<p class="part-lead">${t.hint}</p>
        ${
          rows.length > 0
            ? html`<ul class="gathered">
                ${rows.map((row) => line(visit, row, () => void remove(row.id)))}
              </ul>`
            : html`<p class="quiet part-lead">${t.none}</p>`
        }
        ${
          passkeysWork()
            ? html`${form.summary()}
                <form novalidate @submit=${form.submit}>
                  ${textField({ name: 'passkeyName', label: t.name, hint: t.namePlace, value: deviceOf(navigator.userAgent), error: form.errors['passkeyName'] })}
                  ${asked.fields(form.errors)} ${quietSubmit(t.add, form)}
                </form>`
            : html`<p class="quiet">${t.unable}</p>`
        }`,
  }
}

function line(visit: Visit<'account'>, { name, createdAt }: Passkey, remove: () => void): TemplateResult {
  const t = visit.words.account.passkeys
  const shown = name ?? t.unnamed
  return html`<li>
    <span
      >${shown}
      ${createdAt ? html`<span class="quiet small">${t.since(date(createdAt))}</span>` : nothing}</span
    >
    <button class="link small" aria-label=${t.removeName(shown)} @click=${remove}>${common().remove}</button>
  </li>`
}
