import { html, render } from 'lit-html'
import { common } from '../text/common.ts'
import { layOut, openPdf, sheetOf, type Pdf, type PdfPage, type Sheet } from './pdf.ts'
import '../style/viewer.css'

const steps = [0.5, 0.75, 1, 1.25, 1.5, 2, 3]

/**
 * `<pdf-view src="…">` shows a PDF in our own page, on every device: pages below one another, drawn when they come
 * near, a number to jump by, zoom, the whole screen.
 */
export class PdfView extends HTMLElement {
  static readonly observedAttributes = ['src']
  readonly #bar = document.createElement('div')
  readonly #scroller = document.createElement('div')
  #loading: ReturnType<typeof openPdf> | undefined
  #pages: { page: PdfPage; sheet: Sheet }[] = []
  #total = 0
  #current = 1
  #zoom = 1
  #state: 'loading' | 'ready' | 'failed' = 'loading'
  #near: IntersectionObserver | undefined
  #resized: ResizeObserver | undefined
  #width = 0

  connectedCallback(): void {
    this.#bar.className = 'pdf-bar'
    this.#scroller.className = 'pdf-pages'
    this.#scroller.tabIndex = 0
    this.#scroller.setAttribute('role', 'region')
    this.#scroller.setAttribute('aria-label', this.getAttribute('label') ?? 'PDF')
    this.#scroller.addEventListener('scroll', () => this.#follow(), { passive: true })
    this.addEventListener('keydown', (event) => this.#key(event))
    this.replaceChildren(this.#bar, this.#scroller)
    this.#resized = new ResizeObserver(() => this.#refit())
    this.#resized.observe(this.#scroller)
    void this.#open()
  }

  disconnectedCallback(): void {
    this.#resized?.disconnect()
    this.#close()
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (this.isConnected && before !== null && before !== after) void this.#open()
  }

  async #open(): Promise<void> {
    this.#close()
    this.#state = 'loading'
    this.#draw()
    const task = openPdf(this.getAttribute('src') ?? '', Number(this.getAttribute('size') ?? 0))
    this.#loading = task
    try {
      const pdf = await task.promise
      if (this.#loading === task) await this.#fill(pdf)
    } catch {
      if (this.#loading === task) this.#state = 'failed'
    }
    this.#draw()
  }

  #close(): void {
    this.#near?.disconnect()
    void this.#loading?.destroy()
    this.#loading = undefined
    this.#pages = []
    this.#total = 0
    this.#current = 1
    this.#scroller.replaceChildren()
  }

  async #fill(pdf: Pdf): Promise<void> {
    const task = this.#loading
    this.#total = pdf.numPages
    this.#near = new IntersectionObserver((seen) => this.#seen(seen), {
      root: this.#scroller,
      rootMargin: '800px 0px',
    })
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      if (this.#loading !== task) return
      const sheet = sheetOf(page, common().viewer.page(number, pdf.numPages))
      layOut(page, sheet.element, this.#scale(page))
      this.#pages.push({ page, sheet })
      this.#scroller.append(sheet.element)
      this.#near.observe(sheet.element)
      if (number === 1) {
        this.#state = 'ready'
        this.#draw()
      }
    }
  }

  /** The width of the box at zoom 1, whatever the size of the page. */
  #scale(page: PdfPage): number {
    const room = Math.max(this.#scroller.clientWidth - 24, 200)
    return (Math.min(room, 1100) / page.getViewport({ scale: 1 }).width) * this.#zoom
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const found = this.#pages.find(({ sheet }) => sheet.element === target)
      if (!found) continue
      if (isIntersecting) found.sheet.show(this.#scale(found.page))
      else found.sheet.drop()
    }
  }

  #refit(): void {
    const width = this.#scroller.clientWidth
    if (width === this.#width || width === 0) return
    this.#width = width
    this.#relay()
  }

  #relay(): void {
    const at = this.#scroller.scrollHeight > 0 ? this.#scroller.scrollTop / this.#scroller.scrollHeight : 0
    for (const { page, sheet } of this.#pages) {
      const drawn = sheet.element.childElementCount > 0
      layOut(page, sheet.element, this.#scale(page))
      if (drawn) sheet.show(this.#scale(page))
    }
    this.#scroller.scrollTop = at * this.#scroller.scrollHeight
  }

  #follow(): void {
    const middle = this.#scroller.scrollTop + this.#scroller.clientHeight / 2
    const index = this.#pages.findLastIndex(({ sheet }) => sheet.element.offsetTop <= middle)
    const number = Math.max(index, 0) + 1
    if (number === this.#current) return
    this.#current = number
    this.#draw()
  }

  #jump(number: number): void {
    const wanted = Math.min(Math.max(number, 1), this.#pages.length)
    const element = this.#pages[wanted - 1]?.sheet.element
    if (element) this.#scroller.scrollTop = element.offsetTop - 8
  }

  #magnify(by: 1 | -1): void {
    const at = steps.indexOf(this.#zoom)
    this.#zoom = steps[Math.min(Math.max(at + by, 0), steps.length - 1)] ?? 1
    this.#relay()
    this.#draw()
  }

  #key(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return
    const act: Record<string, () => void> = {
      PageDown: () => this.#jump(this.#current + 1),
      PageUp: () => this.#jump(this.#current - 1),
      Home: () => this.#jump(1),
      End: () => this.#jump(this.#total),
      '+': () => this.#magnify(1),
      '-': () => this.#magnify(-1),
    }
    const run = act[event.key]
    if (!run || event.target !== this.#scroller) return
    event.preventDefault()
    run()
  }

  #whole(): void {
    const on = this.toggleAttribute('whole')
    document.documentElement.classList.toggle('still', on)
    this.#draw()
  }

  #draw(): void {
    const t = common().viewer
    const ready = this.#state === 'ready'
    const typed = (event: Event): void => this.#jump(Number((event.target as HTMLInputElement).value))
    render(
      html`<p class=${ready ? 'unseen' : 'pdf-note'} role="status">
          ${this.#state === 'failed' ? t.failed : ready ? '' : t.loading}
        </p>
        <div class="pdf-tools" ?hidden=${!ready}>
          <label
            >${t.pageWord}
            <input class="pdf-number" inputmode="numeric" .value=${String(this.#current)} @change=${typed}
          /></label>
          <span class="quiet">/ ${this.#total}</span>
          <button class="plain" aria-label=${t.previous} @click=${() => this.#jump(this.#current - 1)}>
            ↑
          </button>
          <button class="plain" aria-label=${t.next} @click=${() => this.#jump(this.#current + 1)}>↓</button>
          <span class="pdf-gap"></span>
          <button class="plain" aria-label=${t.smaller} @click=${() => this.#magnify(-1)}>−</button>
          <span class="pdf-zoom">${Math.round(this.#zoom * 100)}%</span>
          <button class="plain" aria-label=${t.larger} @click=${() => this.#magnify(1)}>+</button>
          <button class="link" aria-pressed=${this.hasAttribute('whole')} @click=${() => this.#whole()}>
            ${this.hasAttribute('whole') ? t.shrink : t.whole}
          </button>
        </div>`,
      this.#bar,
    )
  }
}

customElements.define('pdf-view', PdfView)
