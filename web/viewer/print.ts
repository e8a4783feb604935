import { sizeOf } from './pdf.ts'
import type { Pages } from './pages.ts'

/** What a page is drawn at for the printer, in dots to the inch: enough for text of 8 points. */
const DOTS = 150

/**
 * Prints a PDF as it is: its pages as pictures on sheets of the size of the first, nothing of the screen around them.
 * @param moved is told how many pages are ready; false stops
 * @returns once the print window has closed
 */
export async function printPages(pages: Pages, moved: (ready: number) => boolean): Promise<void> {
  const box = document.createElement('div')
  box.className = 'pdf-print'
  const made: string[] = []
  try {
    for (let number = 1; number <= pages.total; number++) {
      if (!moved(number - 1)) return
      const url = await picture(pages, number)
      made.push(url)
      const image = document.createElement('img')
      image.src = url
      image.alt = ''
      box.append(image)
      await image.decode()
    }
    const { width, height } = sizeOf(await pages.page(1))
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`@page { margin: 0; size: ${width}pt ${height}pt; }`)
    document.adoptedStyleSheets.push(sheet)
    document.body.append(box)
    document.documentElement.classList.add('prints-paper')
    try {
      print()
    } finally {
      document.documentElement.classList.remove('prints-paper')
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
    }
  } finally {
    box.remove()
    for (const url of made) URL.revokeObjectURL(url)
  }
}

async function picture(pages: Pages, number: number): Promise<string> {
  const page = await pages.page(number)
  const viewport = page.getViewport({ scale: DOTS / 72 })
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  await page.render({ canvas, viewport, intent: 'print' }).promise
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done))
  // Phones free a canvas by its size.
  canvas.width = 0
  if (!blob) throw new Error(`page ${number} could not be drawn`)
  return URL.createObjectURL(blob)
}
