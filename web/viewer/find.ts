import { fold } from '../../src/core/text.ts'
import type { Pages } from './pages.ts'

/** One place where the words stand: the page, and the how-manieth on it. */
type Hit = { page: number; nth: number }

/**
 * Looks for words in the text of a PDF, with or without accents, page after page from the first; a scan has no text to
 * look in. What is found is marked over the page where the browser can.
 */
export class Finder {
  /** Whether any page so far has text at all. */
  hasText = false
  /** Pages looked through. */
  looked = 0
  hits: Hit[] = []
  at = -1
  readonly #pages: Pages
  readonly #changed: () => void
  readonly #texts = new Map<number, string>()
  #words = ''
  #run = 0

  constructor(pages: Pages, changed: () => void) {
    this.#pages = pages
    this.#changed = changed
  }

  get words(): string {
    return this.#words
  }

  get done(): boolean {
    return this.looked >= this.#pages.total
  }

  /** Looks for other words; what was being looked for before is dropped. */
  async look(words: string): Promise<void> {
    const run = ++this.#run
    this.#words = words.trim()
    this.hits = []
    this.at = -1
    this.looked = 0
    this.mark()
    this.#changed()
    const wanted = spaced(fold(this.#words))
    if (!wanted) return
    for (let page = 1; page <= this.#pages.total; page++) {
      const text = await this.#textOf(page)
      if (run !== this.#run) return
      this.hasText ||= text.trim() !== ''
      const found = count(spaced(fold(text)), wanted)
      for (let nth = 0; nth < found; nth++) this.hits.push({ page, nth })
      this.looked = page
      if (this.at < 0 && found > 0) this.step(1)
      else if (page % 20 === 0) this.#changed()
    }
    this.#changed()
  }

  /** Goes to the next place, or the one before, around the end. */
  step(by: 1 | -1): void {
    const { length } = this.hits
    if (length === 0) return
    this.at = (this.at + by + length) % length
    const hit = this.hits[this.at]
    if (hit && hit.page !== this.#pages.current) this.#pages.jump(hit.page)
    this.mark()
    this.#changed()
  }

  /** Marks the place that is shown; asked again when the text of a page has come. */
  mark(): void {
    if (!('highlights' in CSS)) return
    CSS.highlights.delete('pdf-found')
    const hit = this.hits[this.at]
    const layer = hit && this.#pages.textOf(hit.page)
    if (!hit || !layer) return
    const range = rangeOf(layer, spaced(fold(this.#words)), hit.nth)
    if (!range) return
    CSS.highlights.set('pdf-found', new Highlight(range))
    const { top, bottom } = range.getBoundingClientRect()
    const seen = this.#pages.scroller.getBoundingClientRect()
    if (top < seen.top || bottom > seen.bottom)
      this.#pages.scroller.scrollTop += top - seen.top - seen.height / 3
  }

  close(): void {
    this.#run++
    this.#words = ''
    this.hits = []
    this.at = -1
    this.mark()
  }

  async #textOf(number: number): Promise<string> {
    const known = this.#texts.get(number)
    if (known !== undefined) return known
    const page = await this.#pages.page(number)
    const { items } = await page.getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('')
    this.#texts.set(number, text)
    return text
  }
}

/** Text as it is looked in: any white space is one space, so that a phrase is found over the end of a line. */
const spaced = (text: string): string => text.replace(/\s+/g, ' ')

function count(text: string, wanted: string): number {
  let found = 0
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) found++
  return found
}

/** The nth place of the words among the text nodes of a layer, letter by letter, since folding changes lengths. */
function rangeOf(layer: HTMLElement, wanted: string, nth: number): Range | undefined {
  const letters: { node: Text; at: number }[] = []
  let text = ''
  const put = (folded: string, node: Text, at: number): void => {
    for (const letter of folded) {
      if (letter === ' ' && text.endsWith(' ')) continue
      text += letter
      letters.push({ node, at })
    }
  }
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_ALL)
  let last: Text | undefined
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement && last) put(' ', last, last.length)
    if (!(node instanceof Text)) continue
    last = node
    for (let at = 0; at < node.length; at++) put(spaced(fold(node.data[at] ?? '')), node, at)
  }
  let place = text.indexOf(wanted)
  for (let i = 0; i < nth && place >= 0; i++) place = text.indexOf(wanted, place + wanted.length)
  const [from, to] = [letters[place], letters[place + wanted.length - 1]]
  if (place < 0 || !from || !to) return undefined
  const range = new Range()
  range.setStart(from.node, from.at)
  range.setEnd(to.node, Math.min(to.at + 1, to.node.length))
  return range
}
