import { html, nothing, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf } from '../../api/ask.ts'
import { Problem } from '../../api/problem.ts'
import { checkField, textField } from '../../parts/field.ts'
import { createForm, missing } from '../../parts/form.ts'
import { head } from '../../parts/head.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Visit, View } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { again } from '../account/again.ts'
import { deviceOf } from '../account/sessions.ts'
import { pushWorks, subscribe } from './push.ts'

type Reach = AnswerOf<'GET /reach'>
type Topic = Reach['wishes']['mail'][number]
type State = { reach: Reach; problem: unknown; draw: () => void; renew: () => Promise<void> }

/** What a person is told outside the page: which things, by mail or on which devices, and to what address. */
export default async function notices(visit: Visit<'reach'>): Promise<View> {
  const t = visit.words.reach
  const read = (): Promise<Reach> => ask('GET /reach', { signal: visit.signal })
  const state: State = {
    reach: await read(),
    problem: undefined,
    draw: visit.draw,
    renew: async () => {
      state.reach = await read()
      visit.draw()
    },
  }
  const parts = [
    { title: t.notices.what, body: () => wishesPart(visit, state) },
    { title: t.address.title, body: addressPart(visit, state) },
    { title: t.devices.title, body: () => devicesPart(visit, state) },
  ]
  return {
    title: t.notices.title,
    body: () =>
      html`<div class="settings">
        <p class="crumb"><a href="/tai-khoan">‹ ${t.notices.account}</a></p>
        ${head(t.notices.title, { lead: t.notices.lead })} ${alertLine(state.problem)}
        ${parts.map(
          ({ title, body }) =>
            html`<section class="setting">
              <h2>${title}</h2>
              <div>${body()}</div>
            </section>`,
        )}
      </div>`,
  }
}

/** Does something that may be told no; the sentence stands on top. */
async function trying(state: State, work: () => Promise<unknown>): Promise<void> {
  state.problem = undefined
  try {
    await work()
  } catch (problem) {
    state.problem = problem
  }
  state.draw()
}

function wishesPart(visit: Visit<'reach'>, state: State): TemplateResult {
  const t = visit.words.reach.notices
  const { wishes, mail, pushKey } = state.reach
  const save = (change: Partial<Reach['wishes']>): Promise<void> =>
    trying(state, async () => {
      state.reach.wishes = await ask('PUT /reach/wishes', { body: { ...wishes, ...change } })
      say(t.saved)
    })
  const group = (way: 'mail' | 'push', title: string): TemplateResult =>
    html`<fieldset>
      <legend>${title}</legend>
      ${(Object.keys(t.topics) as Topic[]).map((topic) =>
        checkField({
          name: `${way}-${topic}`,
          label: t.topics[topic],
          checked: wishes[way].includes(topic),
          change: (on) =>
            void save({ [way]: on ? [...wishes[way], topic] : wishes[way].filter((one) => one !== topic) }),
        }),
      )}
    </fieldset>`
  return html`${mail ? nothing : html`<p class="alert warn">${t.noMail}</p>`} ${group('mail', t.byMail)}
  ${checkField({
    name: 'digest',
    label: t.digest,
    hint: t.digestHint,
    checked: wishes.digest,
    change: (digest) => void save({ digest }),
  })}
  ${pushKey === undefined ? nothing : group('push', t.byPush)}
  ${pushKey === undefined ? nothing : html`<p class="quiet small">${t.flash}</p>`}`
}

function addressPart(visit: Visit<'reach'>, state: State): () => TemplateResult {
  const t = visit.words.reach.address
  const asked = again('address', t)
  const form = createForm({
    draw: visit.draw,
    check: (values) => ({ ...missing(values, { email: t.next }), ...asked.check(values) }),
    mend: ({ fields: { password, code, ...rest } }) => {
      const own = asked.mend({ ...(password ? { password } : {}), ...(code ? { code } : {}) })
      return Object.keys(rest).length > 0 || own ? { ...rest, ...own } : undefined
    },
    send: async ({ email = '', ...values }) => {
      const { confirm } = await ask('POST /account/email', { body: { email, ...asked.said(values) } })
      say(t.asked(confirm.join(', ')))
    },
  })
  const prove = (): Promise<void> =>
    trying(state, async () => {
      await ask('POST /account/proofs')
      say(t.sent)
    })
  return () => {
    const { email, proven, mail } = state.reach
    if (!mail)
      return html`<p>${proven ? t.proven(email) : t.unproven(email)}</p>
        <p class="quiet">${t.byHand}</p>`
    return html`<p>${proven ? t.proven(email) : t.unproven(email)}</p>
      ${proven ? nothing : html`<p><button class="button" @click=${prove}>${t.prove}</button></p>`}
      <details>
        <summary>${t.change}</summary>
        ${form.summary()}
        <form novalidate @submit=${form.submit}>
          ${textField({ name: 'email', label: t.next, type: 'email', error: form.errors['email'] })}
          ${asked.fields(form.errors)}
          <button class="button" type="submit" aria-busy=${form.busy}>${t.change}</button>
        </form>
      </details>`
  }
}

function devicesPart(visit: Visit<'reach'>, state: State): TemplateResult {
  const t = visit.words.reach
  const { devices, pushKey } = state.reach
  if (pushKey === undefined) return html`<p>${t.notices.noPush}</p>`
  const add = (): Promise<void> =>
    trying(state, async () => {
      const made = await subscribe(pushKey)
      if (typeof made === 'string') throw new Problem(400, made, t.devices[made])
      await ask('POST /reach/devices', { body: { ...made, name: deviceOf(navigator.userAgent) || 'Web' } })
      say(t.devices.added)
      await state.renew()
    })
  const remove = (id: string): Promise<void> =>
    trying(state, async () => {
      await ask('DELETE /reach/devices/{id}', { id })
      say(t.devices.removed)
      await state.renew()
    })
  return html`${devices.length === 0 ? html`<p class="quiet">${t.devices.none}</p>` : nothing}
    <ul class="gathered">
      ${devices.map(
        ({ id, name }) =>
          html`<li>
            <span>${name}</span>
            <button class="link small" aria-label=${t.devices.removeName(name)} @click=${() => remove(id)}>
              ${t.devices.remove}
            </button>
          </li>`,
      )}
    </ul>
    ${
      pushWorks()
        ? html`<p><button class="button" @click=${add}>${t.devices.add}</button></p>`
        : html`<p class="quiet">${t.devices.cannot}</p>`
    }`
}
