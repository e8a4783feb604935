import { html, type TemplateResult } from 'lit-html'
import { ask, type AnswerOf } from '../../api/ask.ts'
import { intention } from '../../api/intention.ts'
import { openEdit } from '../../parts/edit.ts'
import type { Visit } from '../../screen.ts'
import { say } from '../../shell/overlay.ts'

export type Row = AnswerOf<'GET /operator/committees'>['items'][number]

/** What the operator can do about a committee; each is asked first, with the reason that its history keeps. */
export function rowActs(visit: Visit<'operator'>, row: Row, refresh: () => Promise<void>): TemplateResult {
  const t = visit.words.operator
  const { name, root, state, changes } = row
  const button = (word: string, run: () => void): TemplateResult =>
    html`<button class="link small" aria-label="${word} ${name}" @click=${run}>${word}</button>`
  const suspended = state === 'suspended'
  return html`<span class="row-acts">
    ${!suspended && (!root || changes.length > 0) ? button(t.confirm, () => confirm(visit, row, refresh)) : ''}
    ${root ? button(t.withdraw, () => because(visit, 'withdrawal', row, refresh)) : ''}
    ${
      suspended
        ? button(t.resume, () => because(visit, 'resumption', row, refresh))
        : button(t.suspend, () => because(visit, 'suspension', row, refresh))
    }
  </span>`
}

/** It is confirmed as it stands on this screen: whoever renamed itself meanwhile is looked at again. */
function confirm(visit: Visit<'operator'>, row: Row, refresh: () => Promise<void>): void {
  const t = visit.words.operator
  const { handle, name, kindName, suffix, version, changes, looksLike } = row
  const shown = changes.find(({ what }) => what === 'name')?.after ?? name
  openEdit({
    title: t.confirmTitle(shown),
    lead: t.confirmLead(`${kindName}, ${suffix}`, looksLike?.name),
    save: t.confirm,
    fields: [],
    send: async () => {
      await intention(ask)('POST /operator/committees/{handle}/confirmation', { handle, version })
      await refresh()
      say(t.confirmed(shown))
    },
  })
}

type What = 'withdrawal' | 'suspension' | 'resumption'

function because(
  visit: Visit<'operator'>,
  what: What,
  { handle, name }: Row,
  refresh: () => Promise<void>,
): void {
  const t = visit.words.operator
  const { title, lead, save, done } = t.because[what]
  openEdit({
    title: title(name),
    lead,
    save,
    fields: [{ name: 'why', label: t.why }],
    send: async ({ why }) => {
      await intention(ask)(`POST /operator/committees/{handle}/${what}`, { handle, body: { why } })
      await refresh()
      say(done(name))
    },
  })
}
