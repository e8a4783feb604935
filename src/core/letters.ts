/*
 * What a text looks like and what it is made of: characters nobody sees, marks that turn the direction of writing,
 * letters of other scripts that pass for ours (Unicode Technical Standard 39, section 4).
 */

/** What turns the direction of writing: text after it is displayed in another order than it is kept. */
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

/** Soft hyphens, zero-width spaces and joiners, fillers, variation selectors, tags: nothing of them is displayed. */
const UNSEEN =
  /(?![\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])[\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu

/** Eth and the African D look like Đ, which is what a Vietnamese text means by them. */
const STROKES = /* @__PURE__ */ new Map([
  ['\u00d0', 'Đ'],
  ['\u0189', 'Đ'],
  ['\u00f0', 'đ'],
  ['\u0256', 'đ'],
])

/**
 * Marks in a row beyond thirty, which no writing has (Unicode Standard Annex 15, 13: Stream-Safe Text Format). Putting
 * such a heap in order takes the square of its length: one of 300,000 holds up the host for a minute. What nobody sees
 * counts as well: where it is dropped, the marks around it fall on one letter.
 */
const HEAP = 30
const PILED = '[\\p{M}\\p{Default_Ignorable_Code_Point}\\ufff9-\\ufffb]'
// Pure, so that who takes another word from this file does not carry them.
const IS_PILED = /* @__PURE__ */ new RegExp(PILED, 'u')
const HEAPED = /* @__PURE__ */ new RegExp(`(?<!${PILED})(${PILED}{${HEAP}})${PILED}+`, 'gu')

/** Whether a text holds such a heap; asked before a text of others is composed. One letter of each thirty is looked at. */
export function isHeaped(text: string): boolean {
  for (let at = HEAP; at < text.length; at += HEAP + 1) {
    if (!mayBeMark(text.charCodeAt(at))) continue
    let [first, last] = [at, at]
    while (first > 0 && mayBeMark(text.charCodeAt(first - 1))) first--
    while (last < text.length && mayBeMark(text.charCodeAt(last + 1))) last++
    if (last - first >= HEAP && text.slice(first, last + 1).search(HEAPED) >= 0) return true
    at = Math.max(at, last)
  }
  return false
}

/** A text without what lies on such heaps, to be composed in time that grows with its length. */
export const unheaped = (text: string): string => (isHeaped(text) ? text.replace(HEAPED, '$1') : text)

/** Whether a half of UTF-16 is a mark or unseen, or part of what may be; letters of ours are told quickly. */
const mayBeMark = (code: number): boolean =>
  code === 0xad ||
  (code >= 0x300 &&
    (code < 0x1e00 || code > 0x1eff) &&
    ((code >= 0xd800 && code <= 0xdfff) || IS_PILED.test(String.fromCharCode(code))))

/** Text as it is displayed: composed, Đ as Đ, without what nobody sees. */
export const asDisplayed = (text: string): string =>
  text
    .normalize('NFC')
    .replace(UNSEEN, '')
    .replace(/[\u00d0\u0189\u00f0\u0256]/g, (char) => STROKES.get(char) ?? char)

/** Whether a text holds marks that turn the direction of writing. */
export const turns = (text: string): boolean => TURNING.test(text)

/** A name with every space as one plain space, as Word and forms leave them otherwise. */
export const spaced = (text: string): string => text.replace(/\s+/gu, ' ').trim()

/** The letters of names here: Vietnamese with any accents, and Ƀ of Ê Đê and Ba Na. */
const LETTER = /^[A-Za-zĐđɃƀ]$/u
/**
 * Signs that pass for letters (Ⓣ, ℡) or for a space (the blank of braille), controls, and what no font has: none of
 * them stands in a name.
 */
const NO_NAME = /[\p{So}\p{Cc}\p{Co}\p{Cn}\p{Cs}]/u
/** Strokes and rings laid over or around a letter make it look like another: Đ, Ø, Ⓐ. */
const OVERLAID = /[\u0334-\u0338\u20d2\u20d3\u20d8-\u20db\u20e5\u20e6\u20ea\u20eb]|\p{Me}/u
/**
 * Marks that letters bear here: those of Vietnamese, of the peoples of the highlands (č, ĕ, ơ̆), and the two dots of
 * foreign names. A cedilla, a dot above or a stroke below is hard to see and gives a twin.
 */
const MARKS = /[\u0300-\u0303\u0306\u0308\u0309\u030c\u031b\u0323]/u
/** Signs beside those of a keyboard that names are written with; others pass for letters (⊤, ∪, ₫, ∣). */
const SIGN = /[ -~§«»·‐‑–—‘’“”„…•′″]/u
/** As many marks as a letter of ours may bear, and one more. */
const MOST_MARKS = 3

/**
 * The first character of a name that passes for another one or is not displayed at all: an invisible one, a letter or
 * digit of another script or form, a sign, a stroke laid over a letter, a heap of accents.
 * @param name composed or not
 * @returns undefined when there is none
 */
export function oddIn(name: string): string | undefined {
  const unseen = name.match(UNSEEN)?.[0] ?? name.match(TURNING)?.[0]
  if (unseen !== undefined) return unseen
  const heaped = new RegExp(`\\P{M}\\p{M}{${MOST_MARKS + 1},}`, 'u').exec(name.normalize('NFD'))?.[0]
  if (heaped !== undefined) return heaped
  return [...asDisplayed(name).normalize('NFD')].find((char) => {
    if (NO_NAME.test(char) || OVERLAID.test(char)) return true
    if (/[\p{P}\p{S}]/u.test(char)) return !SIGN.test(char)
    if (/\p{M}/u.test(char)) return !MARKS.test(char)
    if (/\p{N}/u.test(char)) return !/[0-9]/.test(char)
    return /\p{L}/u.test(char) && !LETTER.test(char)
  })
}

/** Endings of addresses that programs for mail make links of. */
const ENDINGS =
  'com|net|org|edu|gov|info|biz|name|pro|mobi|io|me|co|ai|app|dev|xyz|top|site|online|shop|store|vip|club|live|link|click|page|cloud|vn|ru|cn|tk|ml|ly|gl|cc|to|ws'
const ADDRESS = /* @__PURE__ */ new RegExp(
  `@|://|(?<![\\p{L}\\p{N}])www\\.|(?<![\\p{L}\\p{N}])[a-z0-9-]{2,63}\\.(?:${ENDINGS})(?![\\p{L}\\p{N}])`,
  'iu',
)

/** Whether a text holds an address of the web or of mail: in a letter it becomes a link, whoever wrote it. */
export const leadsAway = (text: string): boolean => ADDRESS.test(text)

/** Letters of other scripts and the letter or digit of ours that each is taken for. */
const TWINS = /* @__PURE__ */ (() =>
  new Map(
    Object.entries({
      a: 'аαɑ',
      b: 'ьβв',
      c: 'сϲ',
      d: 'ԁ',
      e: 'еєε',
      g: 'ɡ',
      h: 'һнη',
      j: 'јϳ',
      k: 'кκ',
      l: 'iɩιіӏ1|ı',
      m: 'мμ',
      n: 'п',
      o: 'оοσ0օ',
      p: 'рρ',
      q: 'ԛ',
      s: 'ѕ5',
      t: 'тτ',
      u: 'υս',
      v: 'ѵν',
      w: 'ԝω',
      x: 'хχ',
      y: 'уγү',
    }).flatMap(([ours, theirs]) => [...theirs].map((char): [string, string] => [char, ours])),
  ))()

/**
 * What a name looks like at a glance: two names of one look can be taken for each other.
 * @param folded as `fold` leaves it
 */
export const lookOf = (folded: string): string =>
  [...folded.normalize('NFKC')]
    .map((char) => TWINS.get(char) ?? char)
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
