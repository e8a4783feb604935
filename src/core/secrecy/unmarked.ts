import { levelOf } from './words.ts'
import type { Level } from './words.ts'

/** Files and telegrams are often written without marks, where MAT may be mặt, mất or mắt as well: more must tell. */
const GAP = '[\\s_-]{0,3}'
const HIGHER = `(?:TUYET|TOI)${GAP}MAT`
const PAPER =
  '(?:TAI LIEU|VAN BAN|CONG VAN|BAO CAO|HO SO|TO TRINH|KE HOACH|THONG BAO|KET LUAN|QUYET DINH|NGHI QUYET|GIAY MOI|CONG DIEN|DIEN)'.replaceAll(
    ' ',
    GAP,
  )
const SHORT_PAPER = '(?:CV|BC|VB|KH|TB|HS|QD|NQ)'
const SYMBOL = '(?:BC|CV|QD|QDI|KH|TB|KL|NQ|TTR|CT|HD|QC|CTR|BB|CD|DA)'
const URGENCY = `(?:HOA${GAP}TOC|THUONG${GAP}KHAN|KHAN)`
const END = `(?=$|\\s{0,3}[\\])}_.,;+–—-]?\\s{0,3}(?:$|[([]|\\d|SO${GAP}\\d))`
const START = '^[\\d\\s\\p{P}]{0,20}'

const UNMARKED = [
  `(?<=^|[[({_.,;+–—-]\\s{0,3}|\\d\\s)(${HIGHER})(?=\\s{0,3}(?:[\\])}_.,;+–—-]|$))`,
  `[[({]\\s{0,3}(MAT)\\s{0,3}[\\])}]`,
  `\\d[\\s._-]{1,3}${SYMBOL}(?:[\\s._-][A-Z]{1,6}){0,3}[\\s._-]{1,3}(MAT)$`,
  `${START}(?:${PAPER}${GAP}|${SHORT_PAPER}[\\s_-]{1,3})(${HIGHER}|MAT)${END}`,
  `^(MAT)[\\s_-]{1,3}${URGENCY}$`,
  `^${URGENCY}[\\s_-]{1,3}(MAT)$`,
].map((source) => new RegExp(source, 'iu'))

/** The stamp that a name or a subject carries which is written without marks (`TOI MAT_12`, `CONG VAN MAT`). */
export function stampUnmarked(text: string): Level | undefined {
  for (const pattern of UNMARKED) {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined) return levelOf(found)
  }
  return undefined
}

/** A line of so many characters is one of running text. */
const STAMP_MOST = 60
const SIGNS = '[\\s\\p{P}\\p{S}]{0,20}'
const ALONE = new RegExp(`^${SIGNS}((?:TUYET|TOI)\\s{1,4}MAT)${SIGNS}$`, 'u')

/** The higher stamps alone on their line, in capitals: the lowest could be many a word. */
export const stampAloneUnmarked = (line: string): Level | undefined => {
  const found = line.length <= STAMP_MOST ? ALONE.exec(line)?.[1] : undefined
  return found === undefined ? undefined : levelOf(found)
}
