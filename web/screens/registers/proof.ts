import { html, nothing, type TemplateResult } from 'lit-html'
import { intention } from '../../api/intention.ts'
import type { AnswerOf } from '../../api/ask.ts'
import { createPart } from '../../parts/behind.ts'
import { alertLine } from '../../parts/problem.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { moment } from '../../text/dates.ts'
import '../../style/drafting.css'

type Proof = AnswerOf<'GET /number-proof'>

/**
 * The proof on the book of outgoing papers: that its numbers are whole, or which are not, run by run. It comes behind
 * the book, where room is kept for its line.
 */
export function createProof(visit: Inside<'registers'>): () => TemplateResult {
  const { draw, signal } = visit
  let proof: Proof | undefined
  let problem: unknown
  const { view, renew } = createPart(draw, async () => {
    proof = await visit.ask('GET /number-proof', { signal })
    return () => nothing
  })
  void renew()
  const prove = async (): Promise<void> => {
    problem = undefined
    try {
      await intention(visit.ask)('POST /number-proof')
      proof = await visit.ask('GET /number-proof', { signal })
      say(visit.words.registers.proof.done)
    } catch (error) {
      problem = error
    }
    draw()
  }
  return () =>
    html`<div class="proof-place">
      ${view()} ${alertLine(problem)} ${proof ? proofLine(visit, proof, prove) : nothing}
    </div>`
}

function proofLine(
  visit: Inside<'registers'>,
  { at, items }: Proof,
  prove: () => Promise<void>,
): TemplateResult {
  const t = visit.words.registers.proof
  const wrong = items.filter(({ sound }) => !sound).length
  const line =
    items.length === 0 ? t.never : wrong > 0 ? t.wrong(wrong, moment(at)) : t.sound(items.length, moment(at))
  return html`<details class="proof">
    <summary class=${wrong > 0 ? 'bad' : ''}>${line}</summary>
    ${
      items.length === 0
        ? nothing
        : html`<table class="beside">
            <caption class="unseen">
              ${t.detail}
            </caption>
            <thead>
              <tr>
                ${[t.run, t.counter, t.range, t.lines, t.voided, t.gaps].map((title) => html`<th scope="col">${title}</th>`)}
              </tr>
            </thead>
            <tbody>
              ${items.map(
                (row) =>
                  html`<tr class=${row.sound ? '' : 'differs'}>
                    <th scope="row">${row.name} (${row.issuer}) ${row.term}</th>
                    <td>${row.counter}</td>
                    <td>${row.lines === 0 ? '' : t.gap(row.first, row.last)}</td>
                    <td>${row.lines}</td>
                    <td>${row.voided || ''}</td>
                    <td>${row.gaps.map(({ from, to }) => t.gap(from, to)).join(', ')}</td>
                  </tr>`,
              )}
            </tbody>
          </table>`
    }
    ${
      visit.may('documents.issue')
        ? html`<p><button class="link small" @click=${() => void prove()}>${t.now}</button></p>`
        : nothing
    }
  </details>`
}
