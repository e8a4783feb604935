/** Which text the codes of a font stand for; codes are `width` bytes long. ISO 32000-1, 9.10.3. */
export type Cmap = { width: number; texts: Map<number, string> }

/** A range of codes longer than a plane of Unicode is no range. */
const MOST_CODES = 65_536

const utf16 = (hexDigits: string): string =>
  (hexDigits.match(/.{4}/g) ?? []).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('')

/** Reads a ToUnicode character map. */
export function cmapOf(source: string): Cmap {
  const texts = new Map<number, string>()
  let width = 1
  for (const [, section = ''] of source.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, code = '', text = ''] of section.matchAll(/<([\da-f]+)>\s*<([\da-f]+)>/gi)) {
      width = code.length / 2
      texts.set(parseInt(code, 16), utf16(text))
    }
  }
  for (const [, section = ''] of source.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    const ranges = section.matchAll(/<([\da-f]+)>\s*<([\da-f]+)>\s*(?:<([\da-f]+)>|\[([^\]]*)\])/gi)
    for (const [, from = '', to = '', text, list] of ranges) {
      width = from.length / 2
      const each = list?.match(/[\da-f]+/gi)
      fill(texts, parseInt(from, 16), parseInt(to, 16), (i) =>
        each === undefined || each === null ? next(text ?? '', i) : utf16(each[i] ?? ''),
      )
    }
  }
  return { width, texts }
}

function fill(texts: Map<number, string>, from: number, to: number, text: (i: number) => string): void {
  for (let code = from; code <= to && texts.size < MOST_CODES; code++) texts.set(code, text(code - from))
}

/** The text `i` places after another: the last unit counts on. */
function next(hexDigits: string, i: number): string {
  const text = utf16(hexDigits)
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + i)
}

/** The text of a string (a character a byte) in a font; without a map, as UTF-16 with its mark or byte by byte. */
export function decode(bytes: string, cmap?: Cmap): string {
  if (cmap === undefined) return bytes.startsWith('þÿ') ? wide(bytes.slice(2)) : bytes
  let text = ''
  for (let at = 0; at + cmap.width <= bytes.length; at += cmap.width) {
    let code = 0
    for (let i = 0; i < cmap.width; i++) code = code * 256 + bytes.charCodeAt(at + i)
    text += cmap.texts.get(code) ?? ''
  }
  return text
}

function wide(bytes: string): string {
  let text = ''
  for (let at = 0; at + 1 < bytes.length; at += 2)
    text += String.fromCharCode(bytes.charCodeAt(at) * 256 + bytes.charCodeAt(at + 1))
  return text
}
