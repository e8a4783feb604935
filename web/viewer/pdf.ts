/// <reference types="vite/client" />
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- Vite answers `?url` with the address of the hashed file
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'
import { linksOf, type Ways } from './links.ts'

/** pdf.js, set up for our policy: its worker and data from our own origin, no WebAssembly, no forms, no scripts. */
pdfjs.GlobalWorkerOptions.workerSrc = worker
const data = `/assets/pdf-${pdfjs.version}`
/** One worker for every file that is opened, so that only the first waits for it. */
const reader = new pdfjs.PDFWorker()

export type Pdf = pdfjs.PDFDocumentProxy
export type PdfPage = pdfjs.PDFPageProxy

/** Files up to here (bytes) are read in one go; larger ones in pieces, so that the first page comes first. */
const whole = 1_048_576

/** Opens a PDF by its address. */
export function openPdf(url: string, size: number): pdfjs.PDFDocumentLoadingTask {
  return pdfjs.getDocument({
    url,
    worker: reader,
    rangeChunkSize: 262_144,
    disableRange: size <= whole,
    disableAutoFetch: size > whole,
    disableStream: size > whole,
    enableXfa: false,
    useWasm: false,
    wasmUrl: `${data}/wasm/`,
    standardFontDataUrl: `${data}/standard_fonts/`,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  })
}

/** Width and height of a page at scale 1, in points. */
export function sizeOf(page: PdfPage): { width: number; height: number } {
  const { width, height } = page.getViewport({ scale: 1 })
  return { width, height }
}

/** One page on paper: a canvas for the eye, over it the text for selection, search and screen readers, and its links. */
export type Sheet = {
  element: HTMLElement
  shown: boolean
  /** Gives it the room its page takes, before the page is drawn. */
  layOut(width: number, height: number, scale: number): void
  show(page: PdfPage, scale: number): void
  /** Gives the memory back. */
  drop(): void
  /** The layer of text, once it is there. */
  text(): HTMLElement | undefined
}

/**
 * Makes the sheet of a page; nothing is drawn until `show`.
 * @param ways how its links find other pages
 */
export function sheetOf(label: string, ways: Ways): Sheet {
  const element = document.createElement('div')
  element.className = 'pdf-page'
  element.setAttribute('role', 'group')
  element.setAttribute('aria-label', label)
  let drawn = 0
  let task: pdfjs.RenderTask | undefined
  let shownPage: PdfPage | undefined
  return {
    element,
    get shown() {
      return drawn > 0
    },
    layOut: (width, height, scale) => {
      element.style.width = `${Math.floor(width * scale)}px`
      element.style.height = `${Math.floor(height * scale)}px`
      element.style.setProperty('--total-scale-factor', String(scale))
    },
    show: (page, scale) => {
      if (scale === drawn) return
      drawn = scale
      shownPage = page
      task?.cancel()
      task = draw(page, element, scale, ways)
    },
    drop: () => {
      task?.cancel()
      drawn = 0
      element.replaceChildren()
      shownPage?.cleanup()
    },
    text: () => element.querySelector<HTMLElement>('.textLayer[data-whole]') ?? undefined,
  }
}

function draw(page: PdfPage, element: HTMLElement, scale: number, ways: Ways): pdfjs.RenderTask {
  const viewport = page.getViewport({ scale })
  // Beyond this a phone's browser refuses the canvas.
  const ratio = Math.min(devicePixelRatio || 1, Math.sqrt(12_000_000 / (viewport.width * viewport.height)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(viewport.width * ratio)
  canvas.height = Math.floor(viewport.height * ratio)
  canvas.setAttribute('aria-hidden', 'true')
  const task = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] })
  task.promise.then(
    () => settle(page, element, canvas, viewport, ways),
    () => undefined,
  )
  return task
}

function settle(
  page: PdfPage,
  element: HTMLElement,
  canvas: HTMLCanvasElement,
  viewport: pdfjs.PageViewport,
  ways: Ways,
): void {
  const text = document.createElement('div')
  text.className = 'textLayer'
  element.replaceChildren(canvas, text)
  const layer = new pdfjs.TextLayer({
    textContentSource: page.streamTextContent(),
    container: text,
    viewport,
  })
  layer.render().then(
    () => {
      text.dataset['whole'] = ''
      element.dispatchEvent(new Event('pdf-text', { bubbles: true }))
    },
    () => undefined,
  )
  linksOf(page, viewport, ways).then(
    (links) => canvas.parentElement === element && element.append(...links),
    () => undefined,
  )
}
