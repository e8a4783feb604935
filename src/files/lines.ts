import type { FileStore } from '../platform/platform.ts'
import { budget, Exhausted } from './readers/budget.ts'
import type { Findings, Reader } from './readers/findings.ts'
import { packageReader } from './readers/package.ts'
import { pdfReader } from './readers/pdf/pdf.ts'
import { Locked } from './readers/pdf/text.ts'
import { kindOfName } from './rules.ts'

/** What a reader sees of a file in words, line by line. */
export type Lines = { lines: string[]; unread: string[] }

/** A file whose text is wanted. */
export type Worded = { owner: string; sha256: string; name: string; size: number }

/** Larger files are not read for their text while somebody waits (bytes); more lines than these are cut off. */
const LARGEST = 8 * 1024 * 1024
const MOST_LINES = 5000

/**
 * Reads the text of a stored file as it is seen: paragraphs of a DOCX, lines of a PDF. Bounded by its size as bringing
 * it in is (readers/budget.ts).
 * @returns undefined when it is gone, too large, locked, or no kind whose text can be read
 */
export async function linesOf(store: FileStore, file: Worded): Promise<Lines | undefined> {
  const kind = kindOfName(file.name)
  if (kind === undefined || file.size > LARGEST || (kind.id !== 'pdf' && kind.id !== 'docx')) return undefined
  const body = await store.get({ owner: file.owner, sha256: file.sha256 })
  if (body === undefined) return undefined
  const spending = budget()
  spending.feed(file.size)
  const seen: Lines = { lines: [], unread: [] }
  const found = collecting(seen)
  const reader: Reader =
    kind.id === 'pdf' ? pdfReader(spending, found, () => Promise.resolve()) : packageReader(spending, found)
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) reader.push(chunk)
    await reader.end()
  } catch (error) {
    if (error instanceof Exhausted || error instanceof Locked) return undefined
    throw error
  }
  return seen
}

const collecting = (seen: Lines): Findings => ({
  line(text) {
    const line = text.replaceAll(/\s+/g, ' ').trim()
    if (line !== '' && seen.lines.length < MOST_LINES) seen.lines.push(line)
  },
  part: () => undefined,
  active: () => undefined,
  unread: (what) => void seen.unread.push(what),
  signature: () => undefined,
})
