import { stampUnmarked } from './unmarked.ts'
import {
  asSeen,
  HIGHER,
  isCapitals,
  LEVEL,
  levelOf,
  namedLevel,
  namesSeveral,
  PAPER,
  PART_AFTER,
  PART_BEFORE,
  URGENCY,
} from './words.ts'
import type { Level } from './words.ts'

/** What may follow a paper called secret: its number, its time, whom or what it is about. */
const FOLLOWS = '(?:\\d|[A-Z]\\d|(?:số|về|của|gửi|kèm|ngày|tháng|năm|quý|tuần|kỳ|lần|bản|v\\/v)(?!\\p{L}))'
const EDGE = '[\\s]{0,4}[\\])}"”_.,;:!|/+–—-]'
const SECRET_PAPER = new RegExp(
  `^[\\d\\s\\p{P}]{0,20}(?:${PAPER}|CV|BC|VB|KH|TB|HS|QĐ|NQ)[\\s_-]{1,4}(?:(${HIGHER})(?!\\p{L})|(${LEVEL})(?=$|${EDGE}|[\\s_]{1,4}[([]|[\\s_-]{1,4}${FOLLOWS}))`,
  'iu',
)
/** "MẬT về việc…", "… (độ Mật)". */
const AT_HEAD = new RegExp(`^[\\s\\p{P}]{0,10}(${LEVEL})\\s{1,4}(?:về|v\\/v)(?!\\p{L})`, 'iu')
const OF_LEVEL = new RegExp(`[[(]\\s{0,4}độ\\s(${LEVEL})\\s{0,4}[\\])]`, 'iu')
/** Words of a subject that speaks of papers with stamps; and of secrecy itself. */
const TALK =
  /(?:soạn thảo|quản lý|sử dụng|sao|in|gửi, nhận|lưu giữ|tiêu hủy|thu hồi|xử lý|đóng|quy trình|hướng dẫn|quy định|quy chế)[^.;:]*$/iu
const LAW = /bí mật nhà nước|BMNN|danh mục/iu
/** A paper's number and symbol, to the end. */
const NUMBERED = /(?:^|[^\p{L}\d])(?:\p{L}{1,4})?\d{1,5}(?:[\s./_-][A-ZĐƯ]{1,5}){0,3}[\s._-]{0,3}$/u
const LEVELS = new RegExp(`(?<!\\p{L})${LEVEL}`, 'giu')
const LEFT = new RegExp(`(?:^|[[({"“_.,;:!|/+–—-]|(?<!\\p{L})${URGENCY})\\s{0,4}$`, 'iu')
const RIGHT = new RegExp(`^(?:$|${EDGE}|\\s{1,4}[([]|\\s{1,4}\\d|\\s{1,4}${URGENCY}(?!\\p{L}))`, 'iu')

/** How far around a word its neighbours are looked for, in characters. */
const AROUND = 40

/**
 * The stamp that a subject or title carries: set off by signs or at its beginning, in capitals amid other writing,
 * or as what the paper is ("Công văn mật về…"). A subject that speaks of levels ("danh mục bí mật nhà nước độ Tối
 * mật") carries none.
 */
export function stampInTitle(title: string): Level | undefined {
  const text = asSeen(title).trim()
  if (namesSeveral(text)) return undefined
  const paper = SECRET_PAPER.exec(text)
  const found =
    namedLevel(text) ??
    paper?.[1] ??
    paper?.[2] ??
    AT_HEAD.exec(text)?.[1] ??
    (LAW.test(text) ? undefined : OF_LEVEL.exec(text)?.[1]) ??
    [...text.matchAll(LEVELS)].find((match) => standsOut(text, match[0], match.index))?.[0]
  if (found !== undefined) return levelOf(found)
  return ASCII.test(text) ? stampUnmarked(text) : undefined
}

/** A stamp or a word that is spoken of, in quotes. */
const SPOKEN_OF = /(?:dấu|chữ|từ|mức)\s{1,4}[“"'‘]\s{0,2}$/iu
/** A subject written without marks. */
const ASCII = /^[ -~]*$/

function standsOut(text: string, level: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - AROUND), at)
  const after = text.slice(at + level.length, at + level.length + AROUND)
  const last = /(\p{L}+)(?:[\s_]{1,4}|-|\s-\s)$/u.exec(before)?.[1] ?? ''
  const next = /^(?:[\s_]{1,4}|-)([\p{L}\d]+)/u.exec(after)?.[1] ?? ''
  if (PART_BEFORE.has(last.toLowerCase()) || PART_AFTER.has(next.toLowerCase())) return false
  if (SPOKEN_OF.test(before)) return false
  if (after === '' && NUMBERED.test(before)) return true
  if (LEFT.test(before) && RIGHT.test(after)) return isCapitals(level) || !beside(before, after)
  return isCapitals(level) && !TALK.test(before) && ![last, next].some(isCapitals)
}

/** Whether a comma makes the word, in small letters, one of several things: honey, pollen and wax; liver and gall. */
const beside = (before: string, after: string): boolean =>
  /,\s*$/.test(before) || (after.startsWith(',') && !new RegExp(`^,\\s*${URGENCY}`, 'iu').test(after))
