import { html, render } from 'lit-html'
import { common } from '../text/common.ts'
import { keysOn, type Keys } from './keys.ts'

/** Shows every key that works on this page. */
export function showHelp(own: Keys, everywhere: Keys): void {
  const t = common()
  const dialog = document.createElement('dialog')
  dialog.className = 'dialog'
  dialog.setAttribute('aria-labelledby', 'phim')
  const rows = [
    ...Object.entries(own).map(([key, { label }]) => [key, label]),
    ...('j' in own ? [['Enter', t.keys.open]] : []),
    ...Object.entries(everywhere)
      .filter(([key]) => !/^\d$/.test(key))
      .map(([key, { label }]) => [key, label]),
    ['1–9', t.keys.places],
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
