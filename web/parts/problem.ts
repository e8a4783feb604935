import { html, nothing, type TemplateResult } from 'lit-html'
import { Problem } from '../api/problem.ts'
import { common } from '../text/common.ts'

/** One sentence for a person: what happened, and what was kept. */
export function explain(problem: unknown): string {
  const { problems, tooMany } = common()
  if (isOffline(problem)) return problems.offline
  if (!(problem instanceof Problem)) return isMissingCode(problem) ? problems.code : problems.program
  if (problem.code === 'too_many' || problem.status === 429) {
    return problem.retryAfter ? tooMany(problem.retryAfter) : problems.too_many
  }
  if (problem.message) return problem.message
  return known(problem, problems) ?? problems.server
}

function known(problem: Problem, texts: Record<string, string>): string | undefined {
  const byStatus: Record<number, string> = { 403: 'forbidden', 404: 'not_found', 412: 'stale' }
  return texts[problem.code] ?? texts[byStatus[problem.status] ?? '']
}

/** There was no connection: nothing is wrong with what was asked, and it can be asked again once there is one. */
export function isOffline(problem: unknown): boolean {
  if (problem instanceof Problem) return problem.code === 'offline'
  return isMissingCode(problem) && navigator.onLine === false
}

/** The part of the program for this screen could not be fetched, as after a new version was put in place. */
function isMissingCode(problem: unknown): boolean {
  return problem instanceof TypeError && /module|import/i.test(problem.message)
}

/** A whole page that says why there is no screen here, and what to do. */
export function problemPage(problem: unknown, retry: () => void): TemplateResult {
  const { problemTitles, home, retry: again, reloadPage } = common()
  const code = isOffline(problem) ? 'offline' : problem instanceof Problem ? problem.code : 'other'
  const lost = code === 'not_found' || code === 'forbidden'
  const title = problemTitles[code as keyof typeof problemTitles] ?? problemTitles.other
  const stale = isMissingCode(problem) && !isOffline(problem)
  return html`<div class="empty">
    <h1 tabindex="-1">${title}</h1>
    <p>${explain(problem)}</p>
    <p class="row">
      ${lost ? nothing : html`<button class="main" @click=${stale ? () => location.reload() : retry}>${stale ? reloadPage : again}</button>`}
      <a class="button" href="/">${home}</a>
    </p>
  </div>`
}

/** A sentence about a failed action, put beside what failed and read out at once. */
export function alertLine(problem: unknown): TemplateResult | typeof nothing {
  return problem ? html`<p class="alert bad" role="alert">${explain(problem)}</p>` : nothing
}
