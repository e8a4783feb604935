import { html, nothing, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf } from '../../api/ask.ts'
import { facts } from '../../parts/head.ts'
import { shape } from '../../parts/mark.ts'
import type { Visit, View } from '../../screen.ts'
import { common } from '../../text/common.ts'
import { count, moment, size } from '../../text/dates.ts'
import { operatorHead } from './common.ts'

type State = AnswerOf<'GET /operator/state'>
/** A job that has not run for so long (ms) is told, but for those that run daily. */
const LATE = 30 * 60_000
const DAY = 26 * 3_600_000
const DAILY: Record<string, number> = { replays: DAY, proofs: DAY }

/** How the instance stands: whether it works, what is stored and what of it is lost, its jobs, what one committee may do. */
export default async function systemScreen(visit: Visit<'operator'>): Promise<View> {
  const { signal, draw } = visit
  const read = async () => {
    const [state, well] = await Promise.all([
      ask('GET /operator/state', { signal }),
      // Read to its end: an answer that is not holds the line.
      fetch('/api/health', { signal }).then(
        (answer) => answer.text().then(() => answer.ok),
        () => false,
      ),
    ])
    return { state, well }
  }
  let now = await read()
  return {
    title: visit.words.operator.tabs.system,
    resume: async () => {
      now = await read()
      draw()
    },
    body: () =>
      html`${operatorHead(visit, 'system')} ${healthPart(visit, now.state, now.well)}
      ${failuresPart(visit, now.state)} ${limitsPart(visit, now.state)} ${jobsPart(visit, now.state)}`,
  }
}

function healthPart(visit: Visit<'operator'>, state: State, well: boolean): TemplateResult {
  const t = visit.words.operator.system
  const { committees, confirmed, suspended, reports, stored, mail, unwell } = state
  const wrong = stored.lost + stored.damaged
  return html`<section class="admin-part">
    <h2>${t.standing}</h2>
    ${facts([
      [
        t.databases,
        html`<span class="mark ${well ? 'good' : 'bad'}"
          >${shape(well ? 'good' : 'bad')}${well ? t.well : t.ill}</span
        >`,
      ],
      [t.committees, t.counted(count(committees), count(confirmed), count(suspended))],
      [t.reports, reports === 0 ? common().none : html`<a href="/van-hanh/bao-cao">${count(reports)}</a>`],
      [t.stored, t.files(count(stored.files), size(stored.bytes))],
      [t.mail, mail ? t.mailOn : t.mailOff],
    ])}
    ${
      unwell.length === 0
        ? nothing
        : html`<ul class="alert bad">
            ${unwell.map(({ database, committee, writes, since }) => html`<li>${t.silent(committee?.name ?? database, writes, moment(since))}</li>`)}
          </ul>`
    }
    ${wrong === 0 ? nothing : html`<p class="alert bad">${t.wrong(stored.lost, stored.damaged)}</p>`}
  </section>`
}

/** What browsers told of the program itself, for whoever mends it. */
function failuresPart(visit: Visit<'operator'>, { failures }: State): TemplateResult | typeof nothing {
  if (failures.length === 0) return nothing
  const t = visit.words.operator.system
  return html`<section class="admin-part">
    <h2>${t.failures}</h2>
    <p class="hint">${t.failuresHint}</p>
    <ul class="gathered">
      ${failures.map(
        ({ screen, name, frames, count: times, lastAt }) =>
          html`<li>
            <span
              >${name} · <code>${screen}</code>
              <span class="row-sub">${t.failed(times, moment(lastAt))}</span>
              <span class="row-sub"><code>${frames.join(' ← ')}</code></span></span
            >
          </li>`,
      )}
    </ul>
  </section>`
}

function limitsPart(visit: Visit<'operator'>, { limits }: State): TemplateResult {
  const t = visit.words.operator.system
  return html`<section class="admin-part">
    <h2>${t.limits}</h2>
    <p class="hint">${t.limitsHint}</p>
    ${facts([
      [t.most.stored, size(limits.storedBytes)],
      [t.most.file, size(limits.maxFileBytes)],
      [t.most.uploads, count(limits.uploadsAnHour)],
      [t.most.papers, count(limits.papersAnHour)],
      [t.most.strangers, count(limits.strangersADay)],
    ])}
  </section>`
}

function jobsPart(visit: Visit<'operator'>, { jobs }: State): TemplateResult {
  const t = visit.words.operator.system
  const names: Record<string, string> = t.jobNames
  return html`<section class="admin-part">
    <h2>${t.jobs}</h2>
    <ul class="gathered">
      ${jobs.map(({ name, ranAt }) => {
        const late = Date.now() - Date.parse(ranAt) > (DAILY[name] ?? LATE)
        return html`<li>
          <span>${names[name] ?? name} <span class="row-sub">${t.ran(moment(ranAt))}</span></span>
          <span class="mark ${late ? 'warn' : 'good'}"
            >${shape(late ? 'warn' : 'good')}${late ? t.late : t.onTime}</span
          >
        </li>`
      })}
    </ul>
  </section>`
}
