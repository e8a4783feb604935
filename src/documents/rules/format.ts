import { showDay } from '../../core/dates.ts'
import { unheaped } from '../../core/letters.ts'
import { fold } from '../../core/text.ts'
import type { Check } from '../outgoing/schema.ts'
import type { Format } from './formats.ts'

/** What a draft says of itself, to be found in its file. */
export type Stated = {
  typeName: string | undefined
  symbol: string | undefined
  suffix: string | undefined
  subject: string
  signerName: string | null
  authority: string | null
  /** The number it holds, where it was given one, and its day. */
  notation: string | null
  issuedOn: string | null
}

/** Head and foot of a paper stand in so many lines from its two ends. */
const HEAD = 25
const PLACE_AND_DAY =
  /([\p{L} .'-]{2,60}),\s*ngày\s*(\d{1,2})?[\s.…_]*tháng\s*(\d{1,2})?[\s.…_]*năm\s*(\d{4})?/iu
const NUMBERED =
  /(?:^|\s)Số(\s*:)?\s*(\d{1,5}[a-z]?)?[\s.…_]*[-–]\s*([\p{L}]{1,5})\s*\/\s*([\p{L}\d./-]*[\p{L}\d])/u

/**
 * Whether the text of a paper has what the guidance wants, as far as a text can show it: fonts, sizes
 * and margins it cannot. A number or a day that is not the one the draft holds stops it, unless somebody answers for
 * it by name; all else warns.
 * @param lines of the file, in reading order
 */
export function formatChecks(lines: readonly string[], of: Stated, format: Format): Check[] {
  const text = unheaped(lines.join(' ')).normalize('NFC')
  const head = unheaped(lines.slice(0, HEAD).join(' ')).normalize('NFC')
  const folded = fold(text)
  const has = (id: string, label: string, words: string | null | undefined, detail: string): Check[] =>
    words === null || words === undefined || words === ''
      ? []
      : [told(id, label, folded.includes(fold(words)) ? undefined : detail)]
  return [
    told(
      'format-head',
      'Tiêu đề văn bản',
      fold(head).includes(fold(format.head)) ? undefined : `Trong tệp không thấy dòng “${format.head}”.`,
    ),
    number(head, of, format),
    day(head, of),
    ...has(
      'format-type',
      'Tên loại trong tệp',
      unlessLetter(of.typeName),
      `Trong tệp không thấy chữ “${of.typeName}”.`,
    ),
    ...has(
      'format-subject',
      'Trích yếu trong tệp',
      of.subject,
      'Trích yếu trong tệp khác trích yếu đã nhập, hoặc không thấy.',
    ),
    ...authority(text, of, format),
    ...has(
      'format-signer',
      'Họ tên người ký trong tệp',
      of.signerName,
      `Trong tệp không thấy tên “${of.signerName}”.`,
    ),
    told(
      'format-receivers',
      'Nơi nhận trong tệp',
      folded.includes('noi nhan') ? undefined : 'Trong tệp không thấy phần “Nơi nhận”.',
    ),
  ]
}

const told = (id: string, label: string, detail: string | undefined, state: Check['state'] = 'warn'): Check =>
  detail === undefined ? { id, label, state: 'ok' } : { id, label, state, detail }

/** A letter does not print the name of its type. */
const unlessLetter = (name: string | undefined): string | undefined =>
  name === 'Công văn' ? undefined : name

/** The number line: that of the number it holds, or the right symbol and issuer while it holds none. */
function number(head: string, of: Stated, { colon, name }: Format): Check {
  const label = 'Số, ký hiệu trong tệp'
  const id = 'format-number'
  const found = NUMBERED.exec(head)
  if (found === null) return told(id, label, `Trong tệp không thấy dòng số, ký hiệu, ví dụ “${example(of)}”.`)
  const [, sign, digits = '', symbol = '', suffix = ''] = found
  const shown = `${digits}-${symbol}/${suffix}`
  if (of.notation !== null && digits !== '' && !same(shown, of.notation))
    return told(id, label, `Tệp ghi số ${shown}, văn bản đã được cấp số ${of.notation}.`, 'error')
  if (of.notation !== null && digits === '')
    return told(id, label, `Dòng số trong tệp còn để trống; văn bản đã được cấp số ${of.notation}.`)
  if (of.symbol !== undefined && !same(`${symbol}/${suffix}`, `${of.symbol}/${of.suffix ?? ''}`))
    return told(
      id,
      label,
      `Tệp ghi ký hiệu ${symbol}/${suffix}; theo tên loại và cơ quan ban hành là ${of.symbol}/${of.suffix ?? ''}.`,
    )
  if (sign !== undefined && !colon) return told(id, label, `Sau chữ “Số” không có dấu hai chấm (${name}).`)
  return told(id, label, undefined)
}

/** Two notations as people read them: without the noughts before the number, spaces, and accents that fonts lose. */
const same = (one: string, other: string): boolean => plain(one) === plain(other)
const plain = (text: string): string =>
  fold(text)
    .replaceAll(/\s/g, '')
    .replace(/^0+(?=\d)/, '')

const example = ({ notation, symbol, suffix }: Stated): string =>
  notation ?? `Số …-${symbol ?? 'CV'}/${suffix ?? 'TU'}`

/** Place and day: there at all; the day the number was given; days below ten and months below three padded. */
function day(head: string, { issuedOn }: Stated): Check {
  const label = 'Địa danh, ngày tháng trong tệp'
  const id = 'format-day'
  const found = PLACE_AND_DAY.exec(head)
  if (found === null)
    return told(
      id,
      label,
      'Trong tệp không thấy địa danh, ngày tháng năm, ví dụ “Sơn Bình, ngày 05 tháng 02 năm 2026”.',
    )
  const [, , days = '', months = '', year = ''] = found
  if (days === '' || months === '' || year === '')
    return told(id, label, issuedOn === null ? undefined : 'Ngày, tháng, năm trong tệp còn để trống.')
  const written = `${year}-${months.padStart(2, '0')}-${days.padStart(2, '0')}`
  if (issuedOn !== null && written !== issuedOn)
    return told(
      id,
      label,
      `Tệp ghi ngày ${showDay(written)}, số được cấp ngày ${showDay(issuedOn)}.`,
      'error',
    )
  const bare = days.length === 1 || (months.length === 1 && Number(months) < 3)
  return told(id, label, bare ? 'Ngày dưới 10, tháng 1 và tháng 2 ghi thêm số 0 ở trước.' : undefined)
}

/** The line of authority as this guidance prints it: `T/M` in the Party, `TM.` in the state. */
function authority(text: string, { authority: mark }: Stated, { marks, name }: Format): Check[] {
  if (mark === null || !(mark in marks)) return []
  const label = 'Quyền hạn ký trong tệp'
  const wanted = marks[mark as keyof Format['marks']]
  const others = { 'T/M': 'TM.', 'K/T': 'KT.', 'T/L': 'TL.', 'Q.': 'Q.' }[mark] ?? mark
  const stands = (what: string): boolean => text.replaceAll(/\s/g, '').includes(what)
  if (stands(wanted)) return [told('format-authority', label, undefined)]
  const other = [others, mark].find((one) => one !== wanted && stands(one))
  return [
    told(
      'format-authority',
      label,
      other === undefined
        ? `Trong tệp không thấy “${wanted}” trước người ký.`
        : `Tệp ghi “${other}”; theo ${name} ghi “${wanted}”.`,
    ),
  ]
}
