import { openPdf, sheetOf, sizeOf, type Pdf, type PdfPage, type Sheet } from './pdf.ts'

type Place = { sheet: Sheet; page?: PdfPage; asked?: boolean }

/**
 * The pages of a PDF below one another. Every one has its room at once, by the size of the first, so that any page can
 * be gone to; each is asked for and drawn when it comes near, and its room put right without what is read moving.
 */
export class Pages {
  current = 1
  readonly scroller: HTMLElement
  readonly #pdf: Pdf
  readonly #places: Place[] = []
  readonly #near: IntersectionObserver
  readonly #moved: () => void
  /** Width and height of the first page at scale 1, for those not asked for yet. */
  readonly #first: { width: number; height: number }
  #zoom = 1
  #at = { number: 1, share: 0 }
  #closed = false

  /**
   * @param first its first page, which gives the others their room
   * @param titled the name of a page for those who do not see it
   * @param moved is told when another page is in the middle
   */
  constructor(
    pdf: Pdf,
    first: PdfPage,
    scroller: HTMLElement,
    titled: (number: number) => string,
    moved: () => void,
  ) {
    this.#pdf = pdf
    this.scroller = scroller
    this.#moved = moved
    this.#first = sizeOf(first)
    this.#near = new IntersectionObserver((seen) => this.#seen(seen), {
      root: scroller,
      rootMargin: '800px 0px',
    })
    const ways = { numberOf: (to: unknown) => numberOf(pdf, to), jump: (to: number) => this.jump(to) }
    const all = document.createDocumentFragment()
    for (let number = 1; number <= pdf.numPages; number++) {
      const sheet = sheetOf(titled(number), ways)
      this.#places.push({ sheet, ...(number === 1 ? { page: first, asked: true } : {}) })
      all.append(sheet.element)
    }
    for (const place of this.#places) this.#layOut(place)
    scroller.replaceChildren(all)
    for (const { sheet } of this.#places) this.#near.observe(sheet.element)
  }

  get total(): number {
    return this.#places.length
  }

  get zoom(): number {
    return this.#zoom
  }

  close(): void {
    this.#closed = true
    this.#near.disconnect()
    for (const { sheet } of this.#places) sheet.drop()
  }

  /** Goes to a page, the nearest there is. */
  jump(number: number): void {
    const wanted = Math.min(Math.max(Math.trunc(number) || 1, 1), this.total)
    const element = this.#places[wanted - 1]?.sheet.element
    if (element) this.scroller.scrollTop = element.offsetTop - 8
    this.follow()
  }

  magnify(zoom: number): void {
    this.#zoom = zoom
    this.relay()
  }

  /** Finds the page in the middle, by halves: there may be thousands. */
  follow(): void {
    const middle = this.scroller.scrollTop + this.scroller.clientHeight / 2
    let [low, high] = [0, this.total - 1]
    while (low < high) {
      const half = Math.ceil((low + high) / 2)
      if ((this.#places[half]?.sheet.element.offsetTop ?? 0) <= middle) low = half
      else high = half - 1
    }
    const element = this.#places[low]?.sheet.element
    const height = element?.offsetHeight ?? 0
    // Out of sight nothing has a height: what was read stays known.
    if (!element || height === 0) return
    this.#at = { number: low + 1, share: (this.scroller.scrollTop - element.offsetTop) / height }
    if (low + 1 === this.current) return
    this.current = low + 1
    this.#moved()
  }

  /** Lays all out anew, as after a change of width or zoom; what is read stays where it is. */
  relay(): void {
    const at = this.#at
    for (const place of this.#places) {
      this.#layOut(place)
      if (place.page && place.sheet.shown) place.sheet.show(place.page, this.#scale(place))
    }
    this.goTo(at)
  }

  /** What is read now: the page, and how far down on it (0 to 1). */
  get spot(): { number: number; share: number } {
    return this.#at
  }

  goTo({ number, share }: { number: number; share: number }): void {
    const element = this.#places[number - 1]?.sheet.element
    if (element) this.scroller.scrollTop = element.offsetTop + share * element.offsetHeight
    this.follow()
  }

  /** A page of the file itself, asked for once. */
  async page(number: number): Promise<PdfPage> {
    const place = this.#places[number - 1]
    return place?.page ?? this.#pdf.getPage(number)
  }

  /** The text over a page once it is drawn, for marking words in it. */
  textOf(number: number): HTMLElement | undefined {
    return this.#places[number - 1]?.sheet.text()
  }

  /** The width of the box at zoom 1, whatever the size of the page. */
  #scale({ page }: Place): number {
    const room = Math.max(this.scroller.clientWidth - 24, 200)
    return (Math.min(room, 1100) / (page ? sizeOf(page) : this.#first).width) * this.#zoom
  }

  #layOut(place: Place): void {
    const { width, height } = place.page ? sizeOf(place.page) : this.#first
    place.sheet.layOut(width, height, this.#scale(place))
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const index = this.#places.findIndex(({ sheet }) => sheet.element === target)
      const place = this.#places[index]
      if (!place) continue
      if (!isIntersecting) place.sheet.drop()
      else if (place.page) place.sheet.show(place.page, this.#scale(place))
      else void this.#ask(place, index + 1)
    }
  }

  async #ask(place: Place, number: number): Promise<void> {
    if (place.asked) return
    place.asked = true
    const page = await this.#pdf.getPage(number).catch(() => undefined)
    if (this.#closed) return
    if (!page) {
      place.asked = false
      return
    }
    const { element } = place.sheet
    const before = element.offsetHeight
    place.page = page
    this.#layOut(place)
    // What grows above must not push away what is read.
    if (number < this.current) this.scroller.scrollTop += element.offsetHeight - before
    place.sheet.show(page, this.#scale(place))
  }
}

/** The page a destination names: by its own name in the file, or by a reference to the page (ISO 32000, 12.3.2). */
async function numberOf(pdf: Pdf, to: unknown): Promise<number | undefined> {
  const whole: unknown = typeof to === 'string' ? await pdf.getDestination(to) : to
  const page: unknown = Array.isArray(whole) ? whole[0] : undefined
  if (typeof page === 'number') return page + 1
  if (typeof page !== 'object' || page === null) return undefined
  return (await pdf.getPageIndex(page as Parameters<Pdf['getPageIndex']>[0])) + 1
}

/** Opens a PDF and gives its first page with it, so that all have their room. */
export function openWhole(
  url: string,
  size: number,
): ReturnType<typeof openPdf> & { whole: Promise<{ pdf: Pdf; first: PdfPage }> } {
  const task = openPdf(url, size)
  const whole = task.promise.then(async (pdf) => ({ pdf, first: await pdf.getPage(1) }))
  return Object.assign(task, { whole })
}
