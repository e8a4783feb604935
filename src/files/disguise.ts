import { latin1 } from './readers/bytes.ts'
import { endsAsZip } from './readers/zip.ts'
import type { Kind } from './rules.ts'

const PAGE = /<(?:html|script|svg|iframe|\?php|!doctype html)[\s>]/i
/** What stands behind the end of a picture without being another file: a few bytes of filling. */
const FILLING = 64

/**
 * Whether a file is something else besides what it begins as, so that another program shows another content: a
 * zip by the directory at its end, a PDF by a heading near its beginning, a page of the web, a picture with a tail.
 * @param head its first bytes, 1,024 if it has so many
 * @param tail its last bytes
 */
export function isTwofold(head: Uint8Array, tail: Uint8Array, kind: Kind): boolean {
  const [first, last] = [latin1(head), latin1(tail)]
  if (kind.id !== 'pdf' && first.includes('%PDF-')) return true
  if (kind.id === 'docx' || kind.id === 'xlsx') return false
  if (endsAsZip(tail)) return true
  if (kind.id === 'pdf') return false
  if (PAGE.test(first) || PAGE.test(last.slice(-65_536))) return true
  return kind.id === 'png' && last.length - last.lastIndexOf('IEND') - 8 > FILLING
}
