import { stampInTitle } from './title.ts'
import { levelOf } from './words.ts'
import type { Level } from './words.ts'

/** Names are often written without marks, where MAT may be mặt, mất or mắt as well: more must tell. */
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

/** The stamp that a file's name carries, with marks or without (`TOI MAT_12.pdf`, `CONG VAN MAT.pdf`). */
export function stampInName(name: string): Level | undefined {
  const stem = name.replace(/\.[^.]*$/, '')
  const stamp = stampInTitle(stem)
  if (stamp !== undefined) return stamp
  for (const pattern of UNMARKED) {
    const found = pattern.exec(stem)?.[1]
    if (found !== undefined) return levelOf(found)
  }
  return undefined
}
