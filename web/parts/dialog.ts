import { html, render, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'

let dialogs = 0

/** A dialog that is open: `draw` shows its state, `close` ends it. */
export type Dialog = { draw: () => void; close: () => void }

/**
 * Opens a modal dialog of the browser's own kind: the focus stays in it, Escape closes it, and the focus returns
 * to where it was.
 * @param body is asked for at every draw
 */
export function openDialog(title: string, body: (dialog: Dialog) => unknown): Dialog {
  const element = document.createElement('dialog')
  const id = `hop-${++dialogs}`
  element.className = 'dialog'
  element.setAttribute('aria-labelledby', id)
  const dialog: Dialog = {
    draw: () => {
      render(
        html`<button class="plain dialog-close" aria-label=${common().close} @click=${() => element.close()}>
            ✕
          </button>
          <h2 id=${id}>${title}</h2>
          ${body(dialog)}`,
        element,
      )
    },
    close: () => element.close(),
  }
  element.addEventListener('close', () => element.remove())
  dialog.draw()
  document.body.append(element)
  element.showModal()
  element
    .querySelector<HTMLElement>('[autofocus], input:not([type=hidden]), select, textarea, button.main')
    ?.focus()
  return dialog
}

/** The way out of a dialog beside its action. */
export function cancelButton(dialog: Dialog): TemplateResult {
  return html`<button class="button" type="button" @click=${() => dialog.close()}>${common().cancel}</button>`
}
