import type { PageViewport, PDFPageProxy } from 'pdfjs-dist'
import { words } from './words.ts'

/** How a link of a file finds a page of the same file, and goes there. */
export type Ways = {
  /** The number of the page that a destination names, from 1; undefined when it names none. */
  numberOf: (destination: unknown) => Promise<number | undefined>
  jump: (page: number) => void
}

type Annotation = { subtype?: string; url?: string; dest?: unknown; rect?: number[] }

/**
 * The links of a page as elements over it: to elsewhere in a new window that learns nothing of us, or to another page
 * of the same file. What is neither (scripts, other files) is left out.
 */
export async function linksOf(
  page: PDFPageProxy,
  viewport: PageViewport,
  ways: Ways,
): Promise<HTMLElement[]> {
  const all = (await page.getAnnotations({ intent: 'display' })) as Annotation[]
  const links: HTMLElement[] = []
  for (const { subtype, url, dest, rect } of all) {
    if (subtype !== 'Link' || !rect) continue
    const element = url ? outward(url) : dest ? inward(dest, ways) : undefined
    if (!element) continue
    const [left = 0, bottom = 0, right = 0, top = 0] = rect
    const [x1 = 0, y1 = 0] = viewport.convertToViewportPoint(left, bottom)
    const [x2 = 0, y2 = 0] = viewport.convertToViewportPoint(right, top)
    element.className = 'pdf-link'
    element.style.left = `${(Math.min(x1, x2) / viewport.width) * 100}%`
    element.style.top = `${(Math.min(y1, y2) / viewport.height) * 100}%`
    element.style.width = `${(Math.abs(x2 - x1) / viewport.width) * 100}%`
    element.style.height = `${(Math.abs(y2 - y1) / viewport.height) * 100}%`
    links.push(element)
  }
  return links
}

/** Only what a browser opens as a page or a mail; pdf.js has put the address into its whole form. */
function outward(url: string): HTMLElement | undefined {
  if (!/^(https?|mailto):/i.test(url)) return undefined
  const link = document.createElement('a')
  link.href = url
  link.target = '_blank'
  link.rel = 'noopener noreferrer'
  link.title = url
  link.setAttribute('aria-label', url)
  return link
}

function inward(dest: unknown, { numberOf, jump }: Ways): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  const { pageWord } = words()
  button.setAttribute('aria-label', pageWord)
  const place = numberOf(dest).catch(() => undefined)
  void place.then((number) => number && button.setAttribute('aria-label', `${pageWord} ${number}`))
  button.addEventListener('click', () => void place.then((number) => number && jump(number)))
  return button
}
