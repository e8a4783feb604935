import { html, nothing, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import type { Figures } from '../../api/types.ts'
import { orNone } from '../../parts/behind.ts'
import { facts } from '../../parts/head.ts'
import type { Inside } from '../../screen.ts'
import { count, today } from '../../text/dates.ts'

type Standing = AnswerOf<'GET /case-standing'>
type Line = [word: string, n: number, address: string, late?: boolean]
/** Nobody counted further. */
const MOST = 1000

/**
 * What an auditor asks of a process on its own page: its cases that run, are late, stuck or ended, and how this month
 * went; each number opens its cases.
 */
export async function standingPart(
  visit: Inside<'cases' | 'processes'>,
  procedure: string,
): Promise<() => TemplateResult> {
  const { signal } = visit
  const month = today().slice(0, 7)
  const [standing, figures] = await Promise.all([
    visit.ask('GET /case-standing', { query: { procedure }, signal }),
    visit.may('cases.figures')
      ? visit.ask('GET /case-figures', { query: { procedure, month }, signal }).catch(orNone)
      : undefined,
  ])
  const list = (more: Record<string, string>): string =>
    `${visit.at('quy-trinh', 'ho-so')}?${new URLSearchParams({ 'quy-trinh': procedure, ...more })}`
  return () =>
    html`<section class="desk-group">
      <h2>${visit.words.processes.casesNow}</h2>
      ${lines(running(visit, standing, list))}
      ${figures === undefined ? nothing : monthly(visit, figures, month, procedure, list)}
    </section>`
}

type List = (more: Record<string, string>) => string

function running(
  { words }: Inside<'cases' | 'processes'>,
  { running: n, late, stuck }: Standing,
  list: List,
): Line[] {
  const t = words.cases
  return [
    [t.states.running, n, list({})],
    [t.late, late, list({ loc: 'late' }), true],
    [t.stuck, stuck, list({ loc: 'stuck' }), true],
  ]
}

function monthly(
  visit: Inside<'cases' | 'processes'>,
  { steps }: Figures,
  month: string,
  procedure: string,
  list: List,
): TemplateResult {
  const t = visit.words.cases
  const whole = steps.find(({ step }) => step === '')
  const { finished = 0, inTime = 0, overdue = 0, rate } = whole ?? {}
  const percent = rate === undefined ? '' : ` (${(Math.round(rate * 1000) / 10).toLocaleString('vi-VN')}%)`
  const of: Line[] = [
    [t.figureColumns.finished, finished, list({ thang: month })],
    [`${t.figureColumns.inTime}${percent}`, inTime, list({ thang: month, tre: '0' })],
    [visit.words.processes.lateInMonth, finished - inTime + overdue, list({ thang: month, tre: '1' }), true],
  ]
  return html`<h3>${t.month} ${month.slice(5)}/${month.slice(0, 4)}</h3>
    ${lines(of)}
    <p class="row">
      <a href=${visit.at('quy-trinh', procedure, 'so-lieu')}>${visit.words.processes.allFigures}</a>
      <a href=${list({ xong: '1' })}>${visit.words.processes.allEnded}</a>
    </p>`
}

const lines = (all: readonly Line[]): TemplateResult =>
  facts(
    all.map(([word, n, address, bad]) => [
      word,
      n === 0
        ? '0'
        : html`<a class=${bad ? 'late' : ''} href=${address} aria-label="${word}: ${count(n)}"
            >${count(n)}${n === MOST ? '+' : ''}</a
          >`,
    ]),
  )
