import { html, type TemplateResult } from 'lit-html'
import { ask } from '../../api/ask.ts'
import { Problem } from '../../api/problem.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Visit, View } from '../../screen.ts'
import { refreshMe } from '../../session.ts'

/** A link that proves an address: opening it changes nothing, only the button does. */
export default async function proof(visit: Visit<'reach'>): Promise<View> {
  const t = visit.words.reach.proof
  const token = visit.params['token'] ?? ''
  const { purpose, email } = await ask('GET /proofs/{token}', { token, signal: visit.signal })
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
          <p class="door-act"><button class="main" @click=${confirm}>${t.submit}</button></p>`
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
