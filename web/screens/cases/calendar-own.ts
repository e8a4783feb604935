import { html, type TemplateResult } from 'lit-html'
import type { AnswerOf } from '../../api/ask.ts'
import { openEdit } from '../../parts/edit.ts'
import { choicesOf } from '../../parts/field.ts'
import type { Inside } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'
import { date, today } from '../../text/dates.ts'

type Here = Inside<'cases' | 'calendar'>
type Year = AnswerOf<'GET /calendar'>
type Own = Year['own']
type Day = Own['days'][number]
type Week = Own['weeks'][number]

const MORNING = '07:30-11:30'
const AFTERNOON = '13:30-17:00'

/** What the office does about its own days: the buttons, and what each day of its own can still become. */
export function ownDays(visit: Here, found: Year, again: () => Promise<void>) {
  const t = visit.words.calendar
  const put = async (own: Own, note: string): Promise<void> => {
    await visit.ask('PUT /calendar', { version: found.number, body: { ...own, note } })
    say(t.set)
    await again()
  }
  const { days, weeks } = found.own
  return {
    buttons: (): TemplateResult =>
      html`<p class="row">
        <button
          class="button"
          type="button"
          @click=${() => askDay(visit, (day) => put({ days: [...days, day], weeks }, noteOf(visit, day)))}
        >
          + ${t.addDay}
        </button>
        <button
          class="button"
          type="button"
          @click=${() => askHours(visit, weeks, (all) => put({ days, weeks: all }, t.hoursNote))}
        >
          ${t.setHours}
        </button>
        <a href=${`${visit.at('quy-trinh', 'lich')}?tinh-lai=1`}>${t.recounts}</a>
      </p>`,
    remove: (one: { date: string; own: boolean; reason: string }): TemplateResult | undefined =>
      one.own && one.date >= today()
        ? html`<button
            class="link"
            type="button"
            aria-label=${t.removeDay(date(one.date))}
            @click=${() => askRemoval(visit, one, (note) => put({ days: days.filter((day) => day.date !== one.date), weeks }, note))}
          >
            ${t.remove}
          </button>`
        : undefined,
  }
}

const noteOf = ({ words }: Here, { date: day, reason }: Day): string =>
  `${words.calendar.addDay} ${date(day)}: ${reason}`

function askDay(visit: Here, put: (day: Day) => Promise<void>): void {
  const t = visit.words.calendar
  openEdit({
    title: t.addDay,
    fields: [
      { name: 'from', label: t.day, kind: 'date' },
      { name: 'to', label: t.until, kind: 'date', optional: true },
      { name: 'kind', label: t.columns.what, kind: 'select', value: 'off', choices: choicesOf(t.ownKinds) },
      { name: 'hours', label: t.hours, hint: t.hoursHint, optional: true },
      { name: 'reason', label: t.columns.why, hint: t.whyHint },
      { name: 'source', label: t.columns.source, optional: true, hint: t.sourceHint },
    ],
    send: ({ from, to, kind, hours, reason, source }) =>
      put({
        date: from,
        ...(to ? { to } : {}),
        day: planOf(kind, hours),
        reason,
        ...(source ? { source } : {}),
      }),
  })
}

/** Hours as they are typed, `07:30-11:30; 13:30-17:00`; without any, what the kind of day says. */
function planOf(kind: string, hours: string): Day['day'] {
  const typed = windowsOf(hours)
  if (kind === 'off') return 'off'
  if (typed.length > 0) return typed
  return kind === 'morning' ? [MORNING] : kind === 'afternoon' ? [AFTERNOON] : [MORNING, AFTERNOON]
}

const windowsOf = (hours: string): string[] =>
  hours
    .split(/[;,]/)
    .map((one) => one.replaceAll(/\s+/g, '').replace('–', '-'))
    .filter(Boolean)

function askHours(visit: Here, weeks: Week[], put: (weeks: Week[]) => Promise<void>): void {
  const t = visit.words.calendar
  openEdit({
    title: t.setHours,
    lead: t.setHoursLead,
    fields: [
      { name: 'from', label: t.hoursFrom, kind: 'date', value: today() },
      { name: 'weekday', label: t.weekday, kind: 'select', value: 'sat', choices: choicesOf(t.weekdays) },
      { name: 'hours', label: t.hours, hint: t.hoursOff, optional: true, value: MORNING },
      { name: 'source', label: t.columns.source, optional: true, hint: t.sourceHint },
    ],
    send: ({ from, weekday, hours, source }) => {
      const typed = windowsOf(hours)
      const plan = typed.length === 0 ? ('off' as const) : typed
      // What held before goes on, but for this weekday.
      const before = weeks.filter((one) => one.from <= from).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
      const next: Week = {
        from,
        ...(source ? { source } : before?.source ? { source: before.source } : {}),
        days: { ...before?.days, [weekday]: plan },
      }
      return put([...weeks.filter((one) => one.from !== from), next])
    },
  })
}

function askRemoval(
  visit: Here,
  one: { date: string; reason: string },
  put: (note: string) => Promise<void>,
): void {
  const t = visit.words.calendar
  openEdit({
    title: t.removeDay(date(one.date)),
    lead: one.reason,
    fields: [{ name: 'note', label: t.columns.why }],
    save: t.remove,
    send: ({ note }) => put(note),
  })
}
