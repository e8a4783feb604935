/** What a letter says: its sentences, one under the other, and where its one button leads. */
export type Written = { subject: string; lines: string[]; link?: { url: string; word: string } }

/** What the words of a letter may use beside its facts; `sign` makes the links that carry a proof. */
export type Sender = { baseUrl: string; sign: (text: string) => string }

/** Something to be told to one address or device. */
export type Letter = {
  kind: string
  by: 'mail' | 'push'
  to: string
  facts: object
  /** Chosen where the same fact may be told twice: the second is the first. */
  id?: string
  /** After this (ms UTC) it says nothing new. */
  until?: number
}

/** A kind of letter: its name in the outbox, and its words. */
export type LetterKind = { kind: string; write(facts: never, from: Sender): Written }

type More = Partial<Pick<Letter, 'by' | 'id' | 'until'>>
type Make<Facts> = ((to: string, facts: Facts, more?: More) => Letter) & {
  kind: string
  write(facts: Facts, from: Sender): Written
}

/**
 * A kind of letter: what it is made of and how it reads. A verb makes one with it, so that its facts fit its words.
 * Letters hold nothing of the content of papers: mail passes through hands that are not ours.
 * @param kind `invitation` and so on; kept in outboxes, so never renamed
 */
export function letter<Facts extends object>(
  kind: string,
  write: (facts: Facts, from: Sender) => Written,
): Make<Facts> {
  const make = (to: string, facts: Facts, more: More = {}): Letter => ({
    kind,
    by: 'mail',
    to,
    facts,
    ...more,
  })
  return Object.assign(make, { kind, write })
}

/** A letter as plain text. */
export const asText = ({ lines, link }: Written): string =>
  [...lines, ...(link === undefined ? [] : [`${link.word}:\n${link.url}`]), SIGNED].join('\n\n')

/** A letter as HTML: no picture, nothing from elsewhere, readable wherever mail is read. */
export function asHtml({ subject, lines, link }: Written): string {
  const paragraphs = lines.map((line) => `<p>${escaped(line)}</p>`).join('')
  const button = link === undefined ? '' : buttonOf(link)
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="${BODY}">${paragraphs}${button}<p style="color:#666">${SIGNED}</p></body></html>`
}

const SIGNED = 'Thư tự động của hệ thống Liên Thông. Đề nghị không trả lời thư này.'
const BODY = 'font:16px/1.5 sans-serif;color:#1a1a1a;max-width:36em;margin:1em auto;padding:0 1em'
const BUTTON = 'display:inline-block;padding:.6em 1.2em;background:#8b1a1a;color:#fff;text-decoration:none'

/** The address stands under the button in full: who doubts a button reads where it leads. */
const buttonOf = ({ url, word }: { url: string; word: string }): string =>
  `<p><a href="${escaped(url)}" style="${BUTTON}">${escaped(word)}</a></p><p style="color:#666">${escaped(url)}</p>`

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
