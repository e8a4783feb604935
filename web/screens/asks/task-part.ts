import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { isNotTheirs, lostLine } from '../../parts/behind.ts'
import { kept } from '../../parts/notation.ts'
import type { Inside } from '../../screen.ts'
import { filesOf } from './files.ts'

type Asked = AnswerOf<'GET /tasks/{id}/ask'>

/** Reads who above gave a task; nothing where it is our own, null where it could not be read now. */
export const readAsk = async (visit: Inside<'asks'>, task: { id: string; source: { kind: string } }) =>
  task.source.kind === 'ask' && visit.may('asks.read')
    ? visit
        .ask('GET /tasks/{id}/ask', { id: task.id, signal: visit.signal })
        .catch((problem: unknown) => (isNotTheirs(problem) ? undefined : null))
    : undefined

/** On the page of a task: where it came from and what was decided there, what was given on to committees below. */
export function askPart(
  visit: Inside<'asks'>,
  task: { id: string; title: string; state: string },
  asked: Asked | null | undefined,
  again: () => unknown,
): TemplateResult | typeof nothing {
  const t = visit.words.asks.arrived
  if (asked === null) return lostLine(again)
  const begin = async (): Promise<void> =>
    (await import('./ask.ts')).askBelow(visit, { taskId: task.id, title: task.title })
  const open = ['assigned', 'doing', 'returned'].includes(task.state)
  const split = open && visit.may('asks.ask') && !asked?.dead
  if (!asked && !split) return nothing
  return html`<section class="aside-part">
    ${
      asked
        ? html`<h2>${visit.words.asks.arrivedTitle}</h2>
            ${asked.dead ? html`<p class="alert warn">${t.dead}</p>` : nothing}
            <p>
              <a href=${visit.at('cong-viec', 'cap-tren-giao', asked.id)}>${asked.from.name}</a>:
              ${t.twoTicks(asked.takenName, asked.stateName)}
            </p>
            ${asked.files.length > 0 ? html`<p>${t.files}: ${filesOf(visit, asked)}</p>` : nothing}`
        : nothing
    }
    ${
      asked && asked.sendings.length > 0
        ? html`<h3>${t.further}</h3>
            <ul class="links">
              ${asked.sendings.map(
                (one) =>
                  html`<li>
                    <a href=${visit.at('cong-viec', 'giao-cap-duoi', one.id)}>${kept(one.title)}</a>
                  </li>`,
              )}
            </ul>`
        : nothing
    }
    ${
      split
        ? html`<p class="row">
            <button class="button" @click=${() => void begin()}>${t.split}</button>
          </p>`
        : nothing
    }
  </section>`
}
