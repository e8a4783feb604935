import { html, nothing, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'

type Toast = { text: string; act?: { label: string; run: () => void } }

let toast: Toast | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let redraw: () => void = () => undefined

/** Tells the overlay how to draw itself; called once at the start. */
export function mount(draw: () => void): void {
  redraw = draw
}

/**
 * Says what was done, in one sentence that goes away by itself.
 * @param undo what the Undo button does; the sentence then stays longer
 */
export function say(text: string, undo?: () => void): void {
  show(undo ? { text, act: { label: common().undo, run: undo } } : { text })
}

function show(next: Toast): void {
  toast = next
  hold()
  release()
  redraw()
}

function hold(): void {
  clearTimeout(timer)
}

function release(): void {
  timer = setTimeout(dismiss, toast?.act ? 10_000 : 5_000)
}

function dismiss(): void {
  toast = undefined
  redraw()
}

/** The line at the foot of the page, always present so that a screen reader hears what appears in it. */
export function toastLine(): TemplateResult {
  if (toast) requestAnimationFrame(makeWay)
  return html`<div class="toasts" role="status" aria-live="polite">
    ${
      toast
        ? html`<div
            class="toast"
            @mouseenter=${hold}
            @mouseleave=${release}
            @focusin=${hold}
            @focusout=${release}
          >
            <span>${toast.text}</span>
            ${toast.act ? html`<button class="plain" @click=${act}>${toast.act.label}</button>` : nothing}
            <button class="plain" aria-label=${common().close} @click=${dismiss}>✕</button>
          </div>`
        : nothing
    }
  </div>`
}

/** It lies at the foot, or under the head where it would cover what is pressed next. */
function makeWay(): void {
  const line = document.querySelector('.toasts')
  const box = line?.querySelector('.toast')
  if (!line || !box) return
  line.classList.remove('above')
  const { left, right, top, bottom } = box.getBoundingClientRect()
  const covers = [...document.querySelectorAll('main :is(button.main, .button.main, .compose-do)')].some(
    (one) => {
      const at = one.getBoundingClientRect()
      return at.width > 0 && at.left < right && at.right > left && at.top < bottom + 8 && at.bottom > top - 8
    },
  )
  line.classList.toggle('above', covers)
}

function act(): void {
  const run = toast?.act?.run
  dismiss()
  run?.()
}
