/// <reference types="vite/client" />
import * as pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs'
// oxlint-disable-next-line import/default -- Vite answers `?url` with the address of the hashed file
import worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url'

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

/** One page on paper: a canvas for the eye, over it the text for selection, search and screen readers. */
export type Sheet = { element: HTMLElement; show(scale: number): void; drop(): void }

/** Makes the sheet of a page; nothing is drawn until `show`. `drop` gives the memory back. */
export function sheetOf(page: PdfPage, label: string): Sheet {
  const element = document.createElement('div')
  element.className = 'pdf-page'
  element.setAttribute('role', 'group')
  element.setAttribute('aria-label', label)
  let shown = 0
  let task: pdfjs.RenderTask | undefined
  return {
    element,
    show: (scale) => {
      if (scale === shown) return
      shown = scale
      task?.cancel()
      task = draw(page, element, scale)
    },
    drop: () => {
      task?.cancel()
      shown = 0
      element.replaceChildren()
      page.cleanup()
    },
  }
}

/** Gives a sheet the room its page will take, before the page is drawn. */
export function layOut(page: PdfPage, element: HTMLElement, scale: number): void {
  const { width, height } = page.getViewport({ scale })
  element.style.width = `${Math.floor(width)}px`
  element.style.height = `${Math.floor(height)}px`
  element.style.setProperty('--total-scale-factor', String(scale))
}

function draw(page: PdfPage, element: HTMLElement, scale: number): pdfjs.RenderTask {
  const viewport = page.getViewport({ scale })
  // Beyond this a phone's browser refuses the canvas.
  const ratio = Math.min(devicePixelRatio || 1, Math.sqrt(12_000_000 / (viewport.width * viewport.height)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.floor(viewport.width * ratio)
  canvas.height = Math.floor(viewport.height * ratio)
  canvas.setAttribute('aria-hidden', 'true')
  const task = page.render({ canvas, viewport, transform: [ratio, 0, 0, ratio, 0, 0] })
  task.promise.then(
    () => settle(page, element, canvas, viewport),
    () => undefined,
  )
  return task
}

function settle(
  page: PdfPage,
  element: HTMLElement,
  canvas: HTMLCanvasElement,
  viewport: pdfjs.PageViewport,
): void {
  const text = document.createElement('div')
  text.className = 'textLayer'
  element.replaceChildren(canvas, text)
  const layer = new pdfjs.TextLayer({
    textContentSource: page.streamTextContent(),
    container: text,
    viewport,
  })
  layer.render().catch(() => undefined)
}
