import { html, render } from 'lit-html'
import { common } from '../text/common.ts'
import { keysOn, type Keys } from './keys.ts'

/** Shows every key that works on this page. */
export function showHelp(own: Keys): void {
  const t = common()
  const dialog = document.createElement('dialog')
  dialog.className = 'dialog'
  dialog.setAttribute('aria-labelledby', 'phim')
  const rows = [
    ...Object.entries(own).map(([key, { label }]) => [key, label]),
    ['Enter', t.keys.open],
    ['/', t.keys.search],
    ['1–6', t.keys.places],
    ['?', t.keys.help],
  ]
  render(
    html`<form method="dialog">
      <h2 id="phim">${t.keys.title}</h2>
      ${keysOn() ? '' : html`<p class="alert warn">${t.keys.off}</p>`}
      <dl class="key-list">
        ${rows.map(
          ([key, label]) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${label}</dd>
            </div>`,
        )}
      </dl>
      <p class="row"><button class="main" autofocus>${t.close}</button></p>
    </form>`,
    dialog,
  )
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}
