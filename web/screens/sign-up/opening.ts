import { html, nothing, type TemplateResult } from 'lit-html'
import type { Provisioning } from '../../api/types.ts'
import { ask } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { shape } from '../../parts/mark.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Visit } from '../../screen.ts'
import { refreshMe } from '../../session.ts'
import { common } from '../../text/common.ts'
import type { Opening, State } from './state.ts'

/** Brings a committee up, one step a call, until it is ready; then its desk opens. */
export function startProvisioning(
  visit: Visit<'signup'>,
  state: Pick<State, 'opening' | 'draw'>,
  handle: string,
  opened?: Provisioning,
): void {
  const { signal } = visit
  const opening: Opening = { handle, steps: opened?.steps ?? [], again: () => void run() }
  state.opening = opening
  const run = async (): Promise<void> => {
    delete opening.problem
    try {
      for (;;) {
        const answer = await intention(ask)('POST /committees/{handle}/provisioning', { handle })
        if (signal.aborted) return
        opening.steps = answer.steps
        state.draw()
        if (answer.state === 'ready') break
      }
      await refreshMe()
      visit.go(`/${handle}/ban-lam-viec`, { replace: true })
    } catch (problem) {
      opening.problem = problem
      state.draw()
    }
  }
  void run()
}

/** The steps with their marks, and how to go on after a failure. */
export function provisioningView(visit: Visit<'signup'>, { steps, problem, again }: Opening): TemplateResult {
  const t = visit.words.signup
  const current = steps.findIndex(({ done }) => !done)
  return html`<div class="door">
    <h1 tabindex="-1">${t.opening}</h1>
    <p class="lead">${t.openingLead}</p>
    <ol class="checks" aria-live="polite">
      ${steps.map(
        ({ label, done }, index) =>
          html`<li class=${index === current ? 'now' : ''}>
            ${shape(done ? 'good' : 'wait')}<span
              >${label}<span class="unseen">: ${done ? t.stepDone : t.stepWaits}</span></span
            >
          </li>`,
      )}
    </ol>
    ${
      problem
        ? html`${alertLine(problem)}
            <p class="quiet">${t.failed}</p>
            <p class="door-foot"><button class="main" @click=${again}>${common().retry}</button></p>`
        : nothing
    }
  </div>`
}
