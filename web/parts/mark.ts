import { html, nothing, svg, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'

type Tone = 'good' | 'bad' | 'warn' | 'wait' | 'plain'
type State = keyof ReturnType<typeof states>

const states = () => common().status
const tones: Record<State, Tone> = {
  '01': 'wait',
  '02': 'bad',
  '03': 'good',
  '04': 'good',
  '05': 'good',
  '06': 'good',
  draft: 'plain',
  issued: 'good',
  pending: 'wait',
  accepted: 'good',
  ok: 'good',
  warn: 'warn',
  error: 'bad',
}

const shapes: Record<Tone, TemplateResult> = {
  good: svg`<circle cx="7" cy="7" r="7" fill="currentColor"/><path class="cut" d="M3.8 7.2l2.2 2.3 4.3-4.6"/>`,
  bad: svg`<path d="M7 0l7 7-7 7-7-7z" fill="currentColor"/><path class="cut" d="M5.2 5.2l3.6 3.6m0-3.6L5.2 8.8"/>`,
  warn: svg`<path d="M7 .6l7 12.6H0z" fill="currentColor"/><path class="cut" d="M7 5v3.6m0 2v.3"/>`,
  wait: svg`<circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" stroke-width="1.8"/>`,
  plain: svg`<circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="2.4 2.2"/>`,
}

/** A state as shape, word and colour, so that none of them carries it alone. `word` names a state that is not known here. */
export function mark(state: string, word?: string): TemplateResult {
  const known = Object.hasOwn(tones, state) ? (state as State) : undefined
  const tone = known ? tones[known] : 'plain'
  return html`<span class="mark ${tone}">${shape(tone)}${known ? states()[known] : (word ?? state)}</span>`
}

/** The shape alone, beside words that already say the state. */
export function shape(tone: Tone): TemplateResult {
  return html`<svg class="shape ${tone}" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
    ${shapes[tone]}
  </svg>`
}

/** The urgency as the stamp it is on paper; nothing for an ordinary document. */
export function stamp(urgency: number | undefined): TemplateResult | typeof nothing {
  return urgency ? html`<span class="stamp">${common().urgency[urgency]}</span>` : nothing
}
