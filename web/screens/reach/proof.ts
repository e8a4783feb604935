import { html, type TemplateResult } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { Problem } from '../../api/problem.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Visit, View } from '../../screen.ts'
import { withTarget } from '../../parts/target.ts'
import { refreshMe, signOut, whoami } from '../../session.ts'

/** A link that proves an address: opening it changes nothing, only the button does, in the account it is for. */
export default async function proof(visit: Visit<'reach'>): Promise<View> {
  const t = visit.words.reach.proof
  const token = visit.params['token'] ?? ''
  const [{ purpose, email }, person] = await Promise.all([
    ask('GET /proofs/{token}', { token, signal: visit.signal }),
    whoami(),
  ])
  if (purpose === 'reset' || purpose === 'handed') throw new Problem(404, 'not_found', t.wrongKind)
  let done: string | undefined
  let problem: unknown
  const confirm = async (): Promise<void> => {
    problem = undefined
    try {
      const used = await ask('POST /proofs/{token}', { token })
      done = used.done ? t.done : t.half
      await refreshMe().catch(() => undefined)
    } catch (cause) {
      problem = cause
    }
    visit.draw()
  }
  const body = (): TemplateResult =>
    done === undefined
      ? html`<p class="lead">${t.lead[purpose](email)}</p>
          ${alertLine(problem)}
          ${person ? signedIn(visit, person.user.email, () => void confirm()) : doors(visit)}`
      : html`<p class="lead" role="status">${done}</p>
          <p class="door-act"><a class="button main" href="/">${t.into}</a></p>`
  return {
    title: t.title,
    body: () =>
      html`<div class="door">
        <h1 tabindex="-1">${t.title}</h1>
        ${body()}
      </div>`,
  }
}

function signedIn(visit: Visit<'reach'>, email: string, confirm: () => void): TemplateResult {
  const t = visit.words.reach.proof
  const leave = async (): Promise<void> => {
    await signOut()
    visit.go(withTarget('/dang-nhap', location.pathname))
  }
  return html`<p class="door-act"><button class="main" @click=${confirm}>${t.submit}</button></p>
    <p class="door-foot">${t.signedInAs(email)} <button class="link" @click=${leave}>${t.other}</button></p>`
}

/** A mailbox alone proves nothing: whoever presses must also be in the account, or they would prove it for another. */
function doors({ words, path }: Visit<'reach'>): TemplateResult {
  const t = words.reach.proof
  return html`<p>${t.signIn}</p>
    <p class="door-act"><a class="button main" href=${withTarget('/dang-nhap', path)}>${t.signInFirst}</a></p>
    <p class="door-foot">${t.notMine} <a href="/quen-mat-khau">${t.forgotten}</a></p>`
}
