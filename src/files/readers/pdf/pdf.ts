import type { Budget } from '../budget.ts'
import type { Findings, Reader } from '../findings.ts'
import { ending, gather } from './gathered.ts'
import type { Gathered } from './gathered.ts'
import { ObjectFinder } from './objects.ts'
import type { Written } from './objects.ts'
import { textOf } from './text.ts'
import { valueIn } from './values.ts'

/**
 * Reads a PDF while it streams by, with neither order nor table of places: fonts may stand behind the pages that
 * are set in them and the key of an encryption at the very end, so that streams are kept packed until the file is
 * over. Read are all pages, forms, notes, fields and properties; what only looks like text (scans, glyphs without
 * their letters) is told as unread.
 * @param pause lets others work, between pieces of what is done at the end
 */
export function pdfReader(budget: Budget, found: Findings, pause: () => Promise<void>): Reader {
  const gathered: Gathered = {
    facts: new Map(),
    streams: new Map(),
    strings: [],
    locks: new Map(),
    encrypt: undefined,
    identifier: '',
    images: 0,
  }
  const object = (written: Written) => gather(written, gathered, budget, found)
  const finder = new ObjectFinder(budget, object, (text) => {
    const at = text.lastIndexOf('trailer')
    const trailer = at === -1 ? undefined : valueIn(text.slice(at + 'trailer'.length), budget)
    if (trailer instanceof Map) ending(trailer, gathered)
  })
  return {
    push: (chunk) => finder.push(chunk),
    async end() {
      finder.end()
      await textOf(gathered, budget, found, object, pause)
    },
  }
}
