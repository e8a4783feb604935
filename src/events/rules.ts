/** What somebody who is asked says of a draft as a whole. */
export const STANDS = {
  agree: 'Nhất trí',
  remarks: 'Nhất trí, có ý kiến',
  disagree: 'Không nhất trí',
} as const
export type Stand = keyof typeof STANDS

/** What its author made of a remark. */
export const UPTAKES = { accepted: 'Tiếp thu', explained: 'Giải trình', noted: 'Ghi nhận' } as const
export type Uptake = keyof typeof UPTAKES

/** One remark as it was written: what it is about, if that is said, and what it says. */
export type Said = { place: string; text: string }

/** `Điều 3, khoản 2: …`: what a remark begins with when it names its place. */
const PLACE = /^((?:Điều|Khoản|Điểm|Mục|Phần|Chương|Trang|Phụ lục|Căn cứ|Trích yếu)\b[^:]{0,80}):\s+(.+)$/iu
/** What lists put before their lines. */
const BULLET = /^(?:[-–•*+]|\d{1,3}[.)])\s+/u

/**
 * The remarks in a text that came as one: each line is one, without the sign of the list it stood in; a line that
 * begins with the part of the draft it is about says so.
 */
export const remarksIn = (text: string): Said[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim().replace(BULLET, ''))
    .filter((line) => line !== '')
    .map((line) => {
      const [, place, said] = PLACE.exec(line) ?? []
      return place === undefined || said === undefined ? { place: '', text: line } : { place, text: said }
    })

/** "We agree" in one sentence and nothing else: a stand, and no remark. */
const AGREES = /^(?:cơ bản )?(?:nhất trí|thống nhất|đồng ý)[^,;:]{0,120}\.?$/iu

/** How a text from outside stands to the draft, as far as it can be read in it; its author may say otherwise. */
export const standOf = (said: readonly Said[]): Stand =>
  said.every(({ text }) => AGREES.test(text)) ? 'agree' : 'remarks'
