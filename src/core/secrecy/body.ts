import { stampAloneUnmarked } from './unmarked.ts'
import {
  HIGHER,
  isCapitals,
  LEVEL,
  levelOf,
  holds,
  mayHold,
  asSeen,
  namedLevel,
  namesSeveral,
  PAPER,
  PART_BEFORE,
  URGENCY,
} from './words.ts'
import type { Level } from './words.ts'

/** A stamp is short: a line longer than this (characters) is one of running text. */
const STAMP_MOST = 120
const SIGNS = '[\\s\\p{P}\\p{S}]{0,40}'
/** What stands beside stamps: urgency, the copy's number, a page's, a term, how to handle it. */
const BESIDE = new RegExp(
  `(?<!\\p{L})(?:${URGENCY}|(?:BẢN SỐ|SỐ BẢN)[\\s:.]{0,4}\\d{1,4}(?:\\/\\d{1,4})?|(?:TRANG|TỜ|LẦN)\\s\\d{1,4}(?:\\/\\d{1,4})?|\\d\\d NĂM|(?:TÀI LIỆU )?(?:LƯU HÀNH )?NỘI BỘ|(?:TÀI LIỆU )?THU HỒI.{0,40}|CHỈ NGƯỜI CÓ TÊN.{0,40}|DỰ THẢO(?: LẦN \\d)?(?!\\s\\p{L}))(?!\\p{L})`,
  'giu',
)
const ALONE = new RegExp(
  `^${SIGNS}(?:(?<paper>${PAPER})${SIGNS})?(?<level>${LEVEL})(?:${SIGNS}\\k<level>)*${SIGNS}$`,
  'iu',
)
/** Columns of the head of a paper that fell into one line. */
const COLUMNS = /\t|\s{3,}|\|/
const NOTATION = '\\d{1,5}\\s{0,2}[-/]\\s{0,2}\\p{Lu}[\\p{L}/-]{0,20}?'
const AFTER_NOTATION = new RegExp(`${NOTATION}\\s{0,12}[-–—,]?\\s{0,12}(${LEVEL})[\\s.]{0,4}$`, 'iu')
const AFTER_NOTATION_IN_BRACKETS = new RegExp(
  `${NOTATION}\\s{0,12}[[({]\\s{0,4}(${LEVEL})\\s{0,4}[\\])}]`,
  'iu',
)
const IN_BRACKETS = new RegExp(
  `(?<before>\\p{L}{0,10})\\s{0,4}[[({【]\\s{0,4}(?<level>${LEVEL})(?:[\\s,–—-]{1,4}${URGENCY})?\\s{0,4}[\\])}】]`,
  'gu',
)
const TITLE_IN_BRACKETS = new RegExp(
  `^(?:${PAPER}|PHỤ LỤC|BIỂU|MẪU).{0,90}[[(]\\s{0,4}(${LEVEL})\\s{0,4}[\\])]$`,
  'iu',
)
/** As laws, forms and contents list things: `c) Mật.`, `1. Tuyệt mật`, `- Mật;`. */
const LISTED =
  /^\s*(?:(?:\p{L}|\d{1,2}(?:\.\d{1,2}){0,3})[.)]\s|[-–•+*]\s.{0,20}\p{Ll}|.{0,40};\s*$|.{0,20}:\s*\d\d\s+năm)/u
const EMPTY_BOX = /[☐□]|\[\s\]/u
const TICKED = new RegExp(`(?:[☑☒✓✔■]|[[(][xX][\\])])\\s{0,4}(${LEVEL}|thường|không)`, 'iu')

/**
 * The stamp that a line of a body is or carries. A stamp stands on its own (Decree 30/2020/NĐ-CP, annex I): alone
 * on its line, beside an urgency or a copy's number, behind the paper's number, or where a form names the level;
 * the word inside a sentence ("bảo mật", "văn bản mật gửi riêng") is none.
 */
export function stampInLine(line: string): Level | undefined {
  if (!mayHold(line)) return stampAloneUnmarked(line)
  const text = asSeen(line).trim()
  if (!holds(text)) return undefined
  const found = ticked(text) ?? (namesSeveral(text) ? undefined : carried(text))
  return found === undefined || found === '' ? undefined : levelOf(found)
}

/** The level whose box is ticked; empty when another box is, undefined where there are no boxes. */
function ticked(text: string): string | undefined {
  if (text.length > STAMP_MOST || !EMPTY_BOX.test(text)) return undefined
  const found = TICKED.exec(text)?.[1] ?? ''
  return /^[tk]h/i.test(found) ? '' : found
}

function carried(text: string): string | undefined {
  const loud = [...text.matchAll(IN_BRACKETS)].find(
    ({ groups }) => !PART_BEFORE.has(groups?.['before']?.toLowerCase() ?? ''),
  )
  if (loud !== undefined || text.length > STAMP_MOST) return loud?.groups?.['level']
  return (
    namedLevel(text) ??
    capital(AFTER_NOTATION.exec(text)?.[1]) ??
    AFTER_NOTATION_IN_BRACKETS.exec(text)?.[1] ??
    TITLE_IN_BRACKETS.exec(text)?.[1] ??
    alone(text) ??
    text
      .split(COLUMNS)
      .map(alone)
      .find((level) => level !== undefined && isCapitals(level))
  )
}

const HIGHER_LEVEL = new RegExp(`^${HIGHER}$`, 'iu')
const capital = (level: string | undefined) => (/^\p{Lu}/u.test(level ?? '') ? level : undefined)

function alone(text: string): string | undefined {
  const { level, paper } = ALONE.exec(text.replace(BESIDE, ' '))?.groups ?? {}
  if (level === undefined || LISTED.test(text)) return undefined
  if (HIGHER_LEVEL.test(level)) return level
  if (paper !== undefined) return isCapitals(paper + level) ? level : undefined
  // Small letters alone are the end of a sentence more often than the lowest stamp.
  return capital(level)
}

/** Lines between two levels of one form or table, at the most. */
const APART = 4

/**
 * Watches the lines of a body one after another for its stamp, with an eye for their neighbours: a word may be
 * broken by the end of a line ("bảo vệ bí / mật"), and all three levels close to each other are a list, a form or
 * a table that speaks of them.
 * @returns `part` ends a part of the body: what comes next is no neighbour of what came
 */
export function stampWatch(): { see(line: string): void; part(): void; stamp(): Level | undefined } {
  let stamp: Level | undefined
  let row: Level[] = []
  let apart = 0
  let before = ''
  const endRow = () => {
    if (new Set(row).size < 3) stamp ??= row[0]
    row = []
  }
  const part = () => {
    endRow()
    before = ''
  }
  return {
    see(line) {
      if (stamp !== undefined) return
      const level = stampInLine(line)
      if (level === undefined) apart++
      if (apart > APART) endRow()
      if (level !== undefined && !goesOn(before, line)) {
        row.push(level)
        apart = 0
      }
      before = line
    },
    part,
    stamp() {
      part()
      return stamp
    },
  }
}

/** Whether a line that is nothing but the word ends the word, or the list, that the line before began. */
function goesOn(before: string, line: string): boolean {
  if (line.trim().length >= 8) return false
  const end = before.slice(-12)
  return PART_BEFORE.has(/(\p{L}+)\s*$/u.exec(end)?.[1]?.toLowerCase() ?? '') || /mật\s*[;,]\s*$/i.test(end)
}
