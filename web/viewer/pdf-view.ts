import { html, nothing, render, type TemplateResult } from 'lit-html'
import { common } from '../text/common.ts'
import { words } from './words.ts'
import { Finder } from './find.ts'
import { findBar } from './find-bar.ts'
import { note, WRONG_PASSWORD, type State } from './notes.ts'
import { openWhole, Pages } from './pages.ts'
import { printPages } from './print.ts'
import '../style/viewer.css'

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

/**
 * `<pdf-view src="…" size="…">` shows a PDF in our own page, on every device: pages below one another, drawn when they
 * come near, a number to jump by, zoom, search, print, the whole screen.
 */
export class PdfView extends HTMLElement {
  static readonly observedAttributes = ['src']
  readonly #frame = document.createElement('div')
  readonly #bar = document.createElement('div')
  readonly #scroller = document.createElement('div')
  /** On the whole screen the frame lies in it: above everything, and Escape leaves it. */
  #dialog: HTMLDialogElement | undefined
  #loading: ReturnType<typeof openWhole> | undefined
  #pages: Pages | undefined
  #finder: Finder | undefined
  #state: State = { is: 'loading', loaded: 0, total: 0 }
  #printing: number | undefined
  #asked = false
  #resized: ResizeObserver | undefined
  #width = 0

  connectedCallback(): void {
    this.#frame.className = 'pdf-frame'
    this.#bar.className = 'pdf-bar'
    this.#scroller.className = 'pdf-pages'
    this.#scroller.tabIndex = 0
    this.#scroller.setAttribute('role', 'region')
    this.#scroller.setAttribute('aria-label', this.getAttribute('label') ?? 'PDF')
    this.#scroller.addEventListener('scroll', () => this.#pages?.follow(), { passive: true })
    this.#scroller.addEventListener('pdf-text', () => this.#finder?.mark())
    this.#frame.addEventListener('keydown', (event) => this.#key(event))
    this.#frame.append(this.#bar, this.#scroller)
    this.replaceChildren(this.#frame)
    this.#resized = new ResizeObserver(() => this.#refit())
    this.#resized.observe(this.#scroller)
    this.#ask()
  }

  disconnectedCallback(): void {
    this.#dialog?.remove()
    this.#dialog = undefined
    this.#resized?.disconnect()
    this.#close()
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.isConnected && before !== null && before !== after) this.#ask()
  }

  /** Opens once all attributes of this change are there: the size comes after the address. */
  #ask(): void {
    if (this.#asked) return
    this.#asked = true
    queueMicrotask(() => {
      this.#asked = false
      if (this.isConnected) void this.#open()
    })
  }

  async #open(): Promise<void> {
    this.#close()
    this.#become({ is: 'loading', loaded: 0, total: 0 })
    const task = openWhole(this.getAttribute('src') ?? '', Number(this.getAttribute('size') ?? 0))
    this.#loading = task
    const current = (): boolean => this.#loading === task
    task.onProgress = ({ loaded, total }: { loaded: number; total: number }) => {
      if (current() && this.#state.is === 'loading') this.#become({ is: 'loading', loaded, total })
    }
    task.onPassword = (open: (password: string) => void, reason: number) => {
      if (current()) this.#become({ is: 'locked', wrong: reason === WRONG_PASSWORD, open })
    }
    try {
      const { pdf, first } = await task.whole
      if (!current()) return
      const { page } = words()
      const titled = (number: number): string => page(number, pdf.numPages)
      this.#pages = new Pages(pdf, first, this.#scroller, titled, () => this.#draw())
      this.#finder = new Finder(this.#pages, () => this.#draw())
      this.#become({ is: 'ready' })
    } catch {
      if (current()) this.#become({ is: 'failed' })
    }
  }

  #become(state: State): void {
    this.#state = state
    this.#draw()
  }

  #close(): void {
    void this.#loading?.destroy()
    this.#loading = undefined
    this.#finder?.close()
    this.#finder = undefined
    this.#pages?.close()
    this.#pages = undefined
    this.#printing = undefined
    this.#scroller.replaceChildren()
  }

  #stop(): void {
    this.#close()
    this.#become({ is: 'stopped' })
  }

  #refit(): void {
    const width = this.#scroller.clientWidth
    if (width === this.#width || width === 0) return
    this.#width = width
    this.#pages?.relay()
  }

  #magnify(by: 1 | -1): void {
    if (!this.#pages) return
    const at = steps.indexOf(this.#pages.zoom)
    this.#pages.magnify(steps[Math.min(Math.max(at + by, 0), steps.length - 1)] ?? 1)
    this.#draw()
  }

  #key(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key === 'f' && this.#pages) {
      event.preventDefault()
      return this.#seek()
    }
    if (event.target !== this.#scroller || event.ctrlKey || event.metaKey || event.altKey) return
    const pages = this.#pages
    const act: Record<string, () => void> = {
      PageDown: () => pages?.jump(pages.current + 1),
      PageUp: () => pages?.jump(pages.current - 1),
      Home: () => pages?.jump(1),
      End: () => pages?.jump(pages.total),
      '+': () => this.#magnify(1),
      '-': () => this.#magnify(-1),
    }
    const run = act[event.key]
    if (!run) return
    event.preventDefault()
    run()
  }

  /** The whole screen is a modal dialog: in front of all, what is behind cannot be reached, Escape and Back leave it. */
  #whole(): void {
    if (this.#dialog) return this.#dialog.close()
    const dialog = document.createElement('dialog')
    dialog.className = 'pdf-whole'
    dialog.setAttribute('aria-label', this.getAttribute('label') ?? 'PDF')
    dialog.addEventListener('close', () => {
      this.#dialog = undefined
      this.#move(() => this.append(this.#frame))
      dialog.remove()
      this.#bar.querySelector<HTMLElement>('[aria-pressed]')?.focus()
    })
    this.#dialog = dialog
    this.#move(() => {
      dialog.append(this.#frame)
      document.body.append(dialog)
      dialog.showModal()
    })
    this.#scroller.focus()
  }

  /** Moves the frame; a box that is moved begins at its top again, so what was read is gone to. */
  #move(move: () => void): void {
    const at = this.#pages?.spot
    move()
    this.#width = this.#scroller.clientWidth
    this.#pages?.relay()
    if (at) this.#pages?.goTo(at)
    this.#draw()
  }

  #seek(): void {
    this.toggleAttribute('seeking', true)
    this.#draw()
    const field = this.#bar.querySelector<HTMLInputElement>('.pdf-find input')
    field?.focus()
    field?.select()
  }

  #endSeek(): void {
    this.removeAttribute('seeking')
    this.#finder?.close()
    this.#draw()
    this.#scroller.focus()
  }

  async #print(): Promise<void> {
    const pages = this.#pages
    if (!pages || this.#printing !== undefined) return
    this.#printing = 0
    await printPages(pages, (ready) => {
      if (this.#printing === undefined) return false
      this.#printing = ready
      this.#draw()
      return true
    }).finally(() => {
      this.#printing = undefined
      this.#draw()
    })
  }

  #draw(): void {
    render(
      html`${note(
        this.#state,
        () => this.#stop(),
        () => this.#ask(),
      )}
      ${this.#pages ? this.#tools(this.#pages) : nothing}
      ${this.hasAttribute('seeking') && this.#finder ? findBar(this.#finder, () => this.#endSeek()) : nothing}`,
      this.#bar,
    )
  }

  #tools(pages: Pages): TemplateResult {
    const t = words()
    const { cancel, print: printWord } = common()
    const typed = (event: Event): void => {
      const field = event.target as HTMLInputElement
      pages.jump(Number(field.value))
      field.value = String(pages.current)
    }
    return html`<div class="pdf-tools">
      <label
        >${t.pageWord}
        <input class="pdf-number" inputmode="numeric" .value=${String(pages.current)} @change=${typed}
      /></label>
      <span class="quiet">/ ${pages.total}</span>
      <button class="plain" aria-label=${t.previous} @click=${() => pages.jump(pages.current - 1)}>↑</button>
      <button class="plain" aria-label=${t.next} @click=${() => pages.jump(pages.current + 1)}>↓</button>
      <span class="pdf-gap"></span>
      <button class="link" @click=${() => this.#seek()}>${t.find}</button>
      ${
        this.#printing === undefined
          ? html`<button class="link pdf-wide" @click=${() => this.#print()}>${printWord}</button>`
          : html`<span class="quiet" role="status">${t.printing(this.#printing, pages.total)}</span>
              <button class="link" @click=${() => (this.#printing = undefined)}>${cancel}</button>`
      }
      <button class="plain" aria-label=${t.smaller} @click=${() => this.#magnify(-1)}>−</button>
      <span class="pdf-zoom">${Math.round(pages.zoom * 100)}%</span>
      <button class="plain" aria-label=${t.larger} @click=${() => this.#magnify(1)}>+</button>
      <button class="link" aria-pressed=${this.#dialog !== undefined} @click=${() => this.#whole()}>
        ${this.#dialog ? t.shrink : t.whole}
      </button>
    </div>`
  }
}

customElements.define('pdf-view', PdfView)
