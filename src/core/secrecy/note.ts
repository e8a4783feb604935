import { stampInLine } from './body.ts'
import { asSeen, HIGHER, LEVEL, levelOf, namesSeveral } from './words.ts'
import type { Level } from './words.ts'

const AT_HEAD = new RegExp(
  `^(?:[[(]\\s{0,4}(${LEVEL})\\s{0,4}[\\])]|(${LEVEL})\\s{0,4}[:–—-]|((?:${HIGHER}))(?!\\p{L})\\s{0,4}[:–—-])`,
  'u',
)
/** In small letters the lowest level is a stamp only in brackets, with its capital. */
const AT_HEAD_BRACKETED = /^[[(]\s{0,4}(Mật)\s{0,4}[\])]/u
const AT_HEAD_SMALL = new RegExp(`^[[(]?\\s{0,4}(${HIGHER})(?!\\p{L})\\s{0,4}[\\]):–—-]`, 'iu')

/**
 * The stamp that a free note carries (a reason, an instruction): a line that is one, or one set before the note.
 * A note that speaks of a stamp, as the reason why something found is none does, carries none.
 */
export function stampInNote(note: string): Level | undefined {
  for (const line of note.split('\n')) {
    const text = asSeen(line).trim()
    const head = AT_HEAD.exec(text) ?? AT_HEAD_BRACKETED.exec(text) ?? AT_HEAD_SMALL.exec(text)
    const found = head?.slice(1).find((group) => group !== undefined)
    if (found !== undefined && !namesSeveral(text)) return levelOf(found)
    const stamp = stampInLine(line)
    if (stamp !== undefined) return stamp
  }
  return undefined
}
