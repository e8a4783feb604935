import { html, nothing, type TemplateResult } from 'lit-html'
import { ask } from '../api/ask.ts'
import { Problem } from '../api/problem.ts'
import type { Visit } from '../screen.ts'
import type { Catalogue } from '../text/catalogue.ts'
import { say } from '../shell/overlay.ts'
import { alertLine, explain } from './problem.ts'

const AGAIN_MS = 15_000

export type Proving = {
  /** Takes a refusal that asks for a proof of the address: from now on it is asked again by itself. */
  met: (problem: unknown) => boolean
  body: () => TemplateResult | typeof nothing
}

/**
 * What stands where something is for an address that the account has yet to prove: what is missing, a letter more, and
 * going on by itself once the proof is there, given here, in another window or by whoever invited.
 * @param again asks for the thing once more, and leads on where it is given
 */
export function proving(
  { draw, signal }: Pick<Visit, 'draw' | 'signal'>,
  t: Catalogue['door']['proving'],
  again: () => Promise<void>,
): Proving {
  let waiting: Problem | undefined
  let problem: unknown
  let mail = false
  let timer: ReturnType<typeof setTimeout> | undefined
  const retry = async (): Promise<void> => {
    clearTimeout(timer)
    problem = undefined
    try {
      await again()
      return
    } catch (cause) {
      if (!isUnproven(cause)) problem = cause
    }
    later()
    draw()
  }
  const later = (): void => {
    clearTimeout(timer)
    if (!signal.aborted) timer = setTimeout(() => (document.hidden ? later() : void retry()), AGAIN_MS)
  }
  const comeBack = (): void => {
    if (waiting && !document.hidden) void retry()
  }
  const send = async (): Promise<void> => {
    problem = undefined
    try {
      await ask('POST /account/proofs')
      say(t.sent)
    } catch (cause) {
      // Proven meanwhile, in another window.
      if (cause instanceof Problem && cause.status === 409) return retry()
      problem = cause
    }
    draw()
  }
  return {
    met: (cause) => {
      if (!isUnproven(cause)) return false
      if (!waiting) {
        document.addEventListener('visibilitychange', comeBack, { signal })
        signal.addEventListener('abort', () => clearTimeout(timer))
        void ask('GET /account/ways').then((ways) => ((mail = ways.mail), draw()))
      }
      waiting = cause
      later()
      return true
    },
    body: () =>
      waiting
        ? told(explain(waiting), problem, {
            goesOn: t.goesOn,
            acts: [[t.now, retry], ...(mail ? [[t.send, send] as Act] : [])],
          })
        : nothing,
  }
}

type Act = [word: string, act: () => void]

const told = (
  what: string,
  problem: unknown,
  { goesOn, acts }: { goesOn: string; acts: Act[] },
): TemplateResult =>
  html`<div class="alert warn" role="status">
      <p>${what}</p>
      <p>${goesOn}</p>
    </div>
    ${alertLine(problem)}
    <p class="row">
      ${acts.map(([word, act], i) => html`<button class=${i === 0 ? 'main' : 'button'} @click=${act}>${word}</button>`)}
    </p>`

const isUnproven = (cause: unknown): cause is Problem => cause instanceof Problem && cause.code === 'unproven'
