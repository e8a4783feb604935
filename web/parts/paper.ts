import { html, type TemplateResult } from 'lit-html'
import type { FileRef } from '../api/types.ts'
import { common } from '../text/common.ts'
import { size } from '../text/dates.ts'

/** Which file of a paper is open: its place in the list. */
export type Paper = { open: number }

type Options = {
  files: FileRef[]
  paper: Paper
  draw: () => void
  urlOf: (file: FileRef, inline?: '1') => string
}

/**
 * The files of a document as paper: a line to choose among them, then the chosen one. PDFs open in our own viewer,
 * images as they are; a browser cannot show the rest, so they are offered for download.
 */
export function paperView({ files, paper, draw, urlOf }: Options): TemplateResult {
  const t = common().viewer
  const file = files[paper.open] ?? files[0]
  if (!file) return html`<div class="paper-none"><p>${t.none}</p></div>`
  const choose = (index: number) => (): void => {
    paper.open = index
    draw()
  }
  return html`<section class="paper" aria-label=${t.paper}>
    <div class="paper-files">
      ${
        files.length > 1
          ? html`<div class="paper-tabs">
              ${files.map(
                (one, index) =>
                  html`<button class="tab" aria-pressed=${one === file} @click=${choose(index)}>
                    ${one.name}
                  </button>`,
              )}
            </div>`
          : html`<span class="paper-name">${file.name}</span>`
      }
      <a class="paper-get" href=${urlOf(file)} download=${file.name}
        >${t.download} <span class="quiet">${size(file.size)}</span></a
      >
    </div>
    ${content(file, urlOf, draw)}
  </section>`
}

let viewer: 'unasked' | 'asked' | 'lost' = 'unasked'

/** The viewer of PDFs is large: it comes when the first of them is opened, and is asked for anew when it did not. */
function askViewer(draw: () => void): void {
  if (viewer === 'asked') return
  viewer = 'asked'
  import('../viewer/pdf-view.ts').catch(() => {
    viewer = 'lost'
    draw()
  })
}

function content(file: FileRef, urlOf: Options['urlOf'], draw: () => void): TemplateResult {
  const t = common().viewer
  const inline = urlOf(file, '1')
  if (file.type === 'application/pdf') {
    if (viewer === 'unasked') askViewer(draw)
    if (viewer === 'lost') return lost(draw)
    return html`<pdf-view src=${inline} size=${file.size} label=${file.name}
      ><p class="pdf-note" role="status">${t.loading}</p></pdf-view
    >`
  }
  if (file.type.startsWith('image/')) {
    return html`<div class="paper-image"><img src=${inline} alt=${file.name} loading="lazy" /></div>`
  }
  return html`<div class="paper-none">
    <p>${t.cannot(file.name)}</p>
    <p><a class="button" href=${urlOf(file)} download=${file.name}>${t.download}</a></p>
  </div>`
}

function lost(draw: () => void): TemplateResult {
  const t = common()
  const again = (): void => {
    askViewer(draw)
    draw()
  }
  return html`<div class="paper-none">
    <p>${t.viewer.failed}</p>
    <p><button class="button" @click=${again}>${t.retry}</button></p>
  </div>`
}
