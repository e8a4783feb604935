import { cmapOf, decode } from './pdf-fonts.ts'
import type { Cmap } from './pdf-fonts.ts'
import { objectReader } from './pdf-objects.ts'
import type { PdfObject } from './pdf-objects.ts'
import { showLines, stringAt } from './pdf-show.ts'

/** Names of one font resource that are tried; documents merged from many name different fonts alike. */
const MOST_ALIKE = 8
/** Pages (content streams) that are read: a stamp stands on the first page of a paper. */
const MOST_PAGES = 30

/**
 * Reads the lines of text of a PDF while it streams by, as far as the limits of {@link objectReader}: text drawn
 * with fonts that say which letters their glyphs are, and the titles in the document's properties. Scanned
 * pages, encrypted files and glyphs drawn as shapes give no lines.
 */
export function pdfReader(): { push(chunk: Uint8Array): void; lines(): string[] } {
  const contents: string[] = []
  const titles: string[] = []
  const cmaps = new Map<number, Cmap>()
  const fonts = new Map<number, number>()
  const named = new Map<string, Set<number>>()

  const found = ({ id, text, stream }: PdfObject) => {
    const unicode = /\/ToUnicode\s+(\d+)\s/.exec(text)
    if (unicode !== null) fonts.set(id, Number(unicode[1]))
    for (const [, name = '', to] of text.matchAll(/\/([^\s/<>[\]()]+)\s+(\d+)\s+\d+\s+R\b/g)) {
      const known = named.get(name) ?? new Set()
      if (known.size < 2000) named.set(name, known.add(Number(to)))
    }
    for (const title of text.matchAll(/\/(?:Title|Subject|Keywords)\s*(?=[(<])/g)) {
      titles.push(...decode(stringAt(text, title.index + title[0].length)?.bytes ?? '').split('\n'))
    }
    if (stream?.includes('begincmap') === true) cmaps.set(id, cmapOf(stream))
    else if (contents.length < MOST_PAGES && /\bBT\b/.test(stream ?? '')) contents.push(stream ?? '')
  }
  const reader = objectReader(found)
  return {
    ...reader,
    lines() {
      const candidates = new Map<string, Cmap[]>()
      for (const [name, ids] of named) {
        const known = [...ids]
          .map((id) => cmaps.get(fonts.get(id) ?? -1))
          .filter((cmap) => cmap !== undefined)
        if (known.length > 0) candidates.set(name, known.slice(0, MOST_ALIKE))
      }
      const rounds = Math.max(1, ...[...candidates.values()].map((known) => known.length))
      const lines = new Set(titles)
      for (let round = 0; round < rounds; round++) {
        const fontOf = (name: string) => candidates.get(name)?.[round] ?? candidates.get(name)?.[0]
        for (const content of contents) for (const line of showLines(content, fontOf)) lines.add(line)
      }
      return [...lines]
    },
  }
}
