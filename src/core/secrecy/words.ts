import { unheaped } from '../letters.ts'
import { fromTcvn3, fromVni } from './legacy.ts'

/** Levels of state secrecy (Law 117/2025/QH15, article 8), as their stamps write them. */
export type Level = 'MẬT' | 'TỐI MẬT' | 'TUYỆT MẬT'

/** A word as it may be set, its letters apart: `M Ậ T`, `M.Ậ.T`, `M·Ậ·T`. */
const spaced = (word: string): string => [...word].join('[\\s._·•/–—-]{0,4}')
const GAP = '[\\s._·•/–—-]{0,4}'
const LOWEST = spaced('MẬT')

/** Sources of regular expressions for use with `iu` (or `u` where capitals are asked for). */
export const HIGHER = `(?:${['TUYỆT', 'TUYET', 'TỐI', 'TOI'].map(spaced).join('|')})${GAP}${LOWEST}`
export const LEVEL = `(?:${HIGHER}|${LOWEST})(?!\\p{L})`
export const URGENCY = '(?:HỎA TỐC HẸN GIỜ|HOẢ TỐC HẸN GIỜ|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)'
/** What a paper may be called before its level: the types of HD 05-HD/VPTW and the everyday words for them. */
export const PAPER =
  '(?:TÀI LIỆU|VĂN BẢN|CÔNG VĂN|BÁO CÁO|HỒ SƠ|TỜ TRÌNH|KẾ HOẠCH|THÔNG BÁO|KẾT LUẬN|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|BIÊN BẢN|CÔNG ĐIỆN|ĐIỆN|DANH SÁCH|PHƯƠNG ÁN|ĐỀ ÁN|PHIẾU TRÌNH|GIẤY MỜI|DỰ THẢO|BẢN|THƯ)'

/** Words with which MẬT makes another: those before it (bí mật, giải mật), and those after it (mật ong). */
export const PART_BEFORE = new Set(
  (
    'bảo bí cơ giữ thân tinh nghiêm giải hạ giảm độ mức dấu chữ từ không chẳng đóng ' +
    'ong rỉ gỉ túi sỏi ống gan lấy mía đường trăng nước ngọt nuôi'
  ).split(' '),
)
export const PART_AFTER = new Set(
  (
    'độ khẩu mã thư ong thiết vụ lệnh danh hiệu ngữ tông thám báo nghị ước đàm chỉ phục phái ' +
    'hoa mía gấu rỉ nhân phí điện tịch giáo truyền cần tụy'
  ).split(' '),
)

/** Letters of other alphabets and forms that cannot be told by eye from those that stamps are written with. */
const TWINS = new Map(
  Object.entries({
    A: 'АΑᎪꓮᴀ',
    E: 'ЕΕᎬꓰᴇ',
    I: 'ІΙӀᏆꓲɪ',
    M: 'МΜϺᎷꓟᴍⲘ',
    O: 'ОΟՕꓳᴏⲞ',
    T: 'ТΤᎢꓔᴛⲦ',
    U: 'Սꓴᴜ',
    Y: 'УΥҮᎩꓬʏⲨ',
    a: 'аαɑ',
    e: 'еε',
    i: 'іιıӏ',
    m: 'м',
    o: 'оοօ',
    t: 'тτ',
    u: 'υս',
    y: 'уγү',
    Đ: 'ÐƉ',
  }).flatMap(([ours, theirs]) => [...theirs].map((letter): [string, string] => [letter, ours])),
)
const TWIN = new RegExp(`[${[...TWINS.keys()].join('')}]`, 'gu')
/** Signs that are displayed as nothing, and those that turn the direction of writing. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu
/** The blank of braille. */
const BLANK = /\u2800/g

/**
 * What a reader sees of some writing: letters whole, signs that cannot be seen left out, twins of other alphabets
 * and writing from before Unicode as the letters they look like.
 */
export function asSeen(text: string): string {
  const writing = unheaped(text)
  const seen = (/m\s{0,4}Ë\s{0,4}t/i.test(writing) ? capitals(fromTcvn3(writing)) : writing)
    .replace(UNSEEN, '')
    .replace(BLANK, ' ')
    .normalize('NFKC')
    .replace(TWIN, (letter) => TWINS.get(letter) ?? letter)
    .normalize('NFC')
  return /ma\s{0,4}ä\s{0,4}t/i.test(seen) ? fromVni(seen) : seen
}

/** In TCVN3 the font makes capitals: what is short enough to be a stamp is read as if it were in them. */
const capitals = (text: string): string => (text.length < 16 ? text.toUpperCase() : text)

/** Whether writing can hold a stamp at all: the one letter that all of them have, in any way of writing it. */
export const mayHold = (text: string): boolean => /[\u1eac\u1ead\u00cb\u00c4\u00e4]|[\u0302\u0323]/.test(text)

/** Whether writing, as it is seen, has the word in it that every stamp ends with. */
export const holds = (text: string): boolean => WORD.test(text)
const WORD = new RegExp(`${LOWEST}(?!\\p{L})`, 'iu')

/** The level that a piece of writing names, however its letters are set, with marks or without. */
export function levelOf(found: string): Level {
  const letters = found
    .normalize('NFD')
    .replace(/[^a-z]/gi, '')
    .toUpperCase()
  return letters.startsWith('TUY') ? 'TUYỆT MẬT' : letters.startsWith('TO') ? 'TỐI MẬT' : 'MẬT'
}

export const isCapitals = (text: string): boolean => /\p{Lu}/u.test(text) && text === text.toUpperCase()

const LEVELS = new RegExp(`(?<!\\p{L})${LEVEL}`, 'giu')
const LABEL = /(?:mức|độ|bảo|loại)\s{1,4}mật(?!\p{L})|bí mật/giu

/** Whether writing names several levels: then it speaks of them, as no paper has more than one. */
export const namesSeveral = (text: string): boolean =>
  new Set((text.replace(LABEL, '').match(LEVELS) ?? []).map(levelOf)).size > 1

/** "Độ mật", "Mức độ mật", "Dấu chỉ mức độ mật"; with a colon also "Mức mật", "Mức độ bảo mật", "Cấp độ", "ĐM". */
const NAME =
  '(?:(?:dấu\\schỉ\\s)?(?:mức\\s|cấp\\s)?độ\\s{1,4}mật(?:\\s(?:của\\s)?(?:văn bản|tài liệu))?[\\s:.…–—-]{0,60}|(?:mức\\s(?:độ\\s)?(?:bảo\\s)?mật|cấp\\sđộ|bí mật nhà nước độ|ĐM)\\s{0,4}:\\s{0,4})'
const NAMED = new RegExp(
  `(?:^|[;,.([–—-]\\s{0,4}|^\\d{1,2}\\.\\s{0,4})${NAME}(${LEVEL})(?=\\s*(?:$|[;,.()\\]–—-])|\\s{2})`,
  'iu',
)

/** What classifies and is called so by other words ("Phân loại: Tối mật"), or in the middle of a line ("… có độ mật: Mật"). */
const CLASSED = new RegExp(
  `(?:(?:^|[;,.(–—-]\\s{0,4}|^\\d{1,2}\\.\\s{0,4})(?:(?:phân|xếp)\\sloại(?:\\s(?:mật|bảo mật|tài liệu|văn bản))?|loại(?:\\s(?:tài liệu|văn bản))?|chế độ(?:\\sbảo mật)?|tính chất|mức|dấu)|\\sđộ\\smật)\\s{0,4}:\\s{0,4}(${LEVEL})(?=\\s*(?:$|[;,.()\\]–—-])|\\s{2})`,
  'iu',
)

/** The level that a form names: "Độ mật: Tối mật". Under a label that may speak of other things it begins with a capital. */
export function namedLevel(text: string): string | undefined {
  const classed = CLASSED.exec(text)?.[1]
  return NAMED.exec(text)?.[1] ?? (/^\p{Lu}/u.test(classed ?? '') ? classed : undefined)
}
