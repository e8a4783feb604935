import { html } from 'lit-html'
import { copyText } from '../../parts/copy.ts'
import { openDialog, type Dialog } from '../../parts/dialog.ts'
import { alertLine } from '../../parts/problem.ts'
import { say } from '../../shell/overlay.ts'
import { common } from '../../text/common.ts'

/** A link that is shown once, ready to be copied. */
export function showLink(title: string, lead: string, link: string, copied: string): void {
  let problem: unknown
  const copy = async (): Promise<void> => {
    try {
      await copyText(link)
      say(copied)
      dialog.close()
    } catch (cause) {
      problem = cause
      dialog.draw()
    }
  }
  const dialog: Dialog = openDialog(
    title,
    () =>
      html`<p class="lead">${lead}</p>
        <p class="secret">${link}</p>
        ${alertLine(problem)}
        <p class="row">
          <button class="main" @click=${copy}>${common().copy}</button>
          <button class="button" @click=${() => dialog.close()}>${common().close}</button>
        </p>`,
  )
}
