import { html } from 'lit-html'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'

/** A link that is shown once, ready to be copied. */
export function showLink(title: string, lead: string, link: string, copied: string): void {
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link)
    say(copied)
    dialog.close()
  }
  const dialog: Dialog = openDialog(
    title,
    () =>
      html`<p class="lead">${lead}</p>
        <p class="secret">${link}</p>
        <p class="row">
          <button class="main" @click=${copy}>${common().copy}</button>
          <button class="button" @click=${() => dialog.close()}>${common().close}</button>
        </p>`,
  )
}
