import { html, nothing, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'
import { words } from './words.ts'

/** What becomes of a file that is to be shown; sizes in bytes. */
export type State =
  | { is: 'loading'; loaded: number; total: number }
  | { is: 'locked'; wrong: boolean; open: (password: string) => void }
  | { is: 'ready' | 'failed' | 'stopped' }

/** What pdf.js says when a password was given and is not the one (PasswordResponses.INCORRECT_PASSWORD). */
export const WRONG_PASSWORD = 2

/** What stands in the place of a paper that is not there: how much has come, that it is locked, why it did not open. */
export function note(state: State, stop: () => void, again: () => void): TemplateResult {
  const t = words()
  const { cancel } = common()
  if (state.is === 'ready') return html`<p class="unseen" role="status"></p>`
  if (state.is === 'locked') return locked(state)
  if (state.is === 'loading') {
    const { loaded, total } = state
    const share = total > 0 ? Math.min(loaded / total, 1) : undefined
    return html`<div class="pdf-note">
      <p role="status">${t.loading}</p>
      ${share === undefined ? nothing : html`<progress aria-label=${t.loading} max="1" value=${share}></progress>`}
      <p class="pdf-later"><button class="link" @click=${stop}>${cancel}</button></p>
    </div>`
  }
  return html`<div class="pdf-note">
    <p role="status">${state.is === 'failed' ? t.failed : t.stopped}</p>
    <p><button class="button" @click=${again}>${t.openAgain}</button></p>
  </div>`
}

function locked({ wrong, open }: State & { is: 'locked' }): TemplateResult {
  const t = words()
  const send = (event: SubmitEvent): void => {
    event.preventDefault()
    const field = (event.target as HTMLFormElement).elements.namedItem('password') as HTMLInputElement
    if (field.value) open(field.value)
  }
  return html`<form class="pdf-note" @submit=${send}>
    <p role="status">${wrong ? t.wrongPassword : t.locked}</p>
    <label>${t.password} <input name="password" type="password" autocomplete="off" /></label>
    <p><button class="button">${t.unlock}</button></p>
  </form>`
}
