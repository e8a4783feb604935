/** A tag is read as far as this, in characters; what comes after in the same tag is passed over. */
const TAG_MOST = 32_768
/** So many characters tell `<!--` and `<![CDATA[` from tags. */
const OPENING = 9

export type Tags = {
  /** @param rest the attributes as they are written */
  open(name: string, rest: string): void
  close(name: string): void
  text(text: string): void
}

const ENTITIES = new Map<string, string>(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

/** Text with its entities resolved. */
export const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(#x?[\da-f]{1,8}|\w{1,8});/gi, (whole, name: string) => character(name) ?? whole)
    : text

function character(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES.get(name)
  const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10)
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined
}

/** The value of an attribute among those of a tag; `name` with its prefix. */
export function attribute(rest: string, name: string): string | undefined {
  for (let at = rest.indexOf(`${name}=`); at !== -1; at = rest.indexOf(`${name}=`, at + 1)) {
    if (!/[\s"']/.test(rest[at - 1] ?? ' ')) continue
    const start = at + name.length + 2
    const end = rest.indexOf(rest[start - 1] ?? '', start)
    return end === -1 ? undefined : unescaped(rest.slice(start, end))
  }
  return undefined
}

/**
 * Takes XML apart as it comes, each character once; what is not well formed is read as far as it can be. Knows no
 * document types and no entities but those of XML itself, so that nothing can grow.
 */
export function xmlReader(tags: Tags): { push: (text: string) => void } {
  const scanner = new Scanner(tags)
  return { push: (text) => scanner.push(text) }
}

/** Decodes the bytes of XML as they come: UTF-8, or UTF-16 where the first bytes say so. */
export function xmlBytes(reader: { push: (text: string) => void; end: () => void }) {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  return {
    take(bytes: Uint8Array): void {
      decoder ??= new TextDecoder(encodingOf(bytes))
      reader.push(decoder.decode(bytes, { stream: true }))
    },
    end: reader.end,
  }
}

const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'

class Scanner {
  readonly #tags: Tags
  #pending = ''
  /** A comment or a section whose end is looked for; what a section holds is text. */
  #inside: { until: string; spoken: boolean } | undefined
  #tag: { text: string; quote: string } | undefined

  constructor(tags: Tags) {
    this.#tags = tags
  }

  push(text: string): void {
    const source = this.#pending + text
    let at = 0
    for (let before = -1; before < at && at < source.length;) {
      before = at
      if (this.#tag !== undefined) at = this.#inTag(source, at, this.#tag)
      else if (this.#inside !== undefined) at = this.#within(source, at, this.#inside)
      else at = this.#inText(source, at)
    }
    this.#pending = source.slice(at)
  }

  /** Goes on inside a tag from `at`; gives where it stopped. */
  #inTag(source: string, at: number, open: { text: string; quote: string }): number {
    const ends = open.quote === '' ? /[>"']/g : open.quote === '"' ? /"/g : /'/g
    ends.lastIndex = at
    const found = ends.exec(source)
    const stop = found === null ? source.length : found.index + 1
    if (open.text.length < TAG_MOST) open.text += source.slice(at, stop)
    if (found === null) return stop
    if (found[0] !== '>') open.quote = open.quote === '' ? found[0] : ''
    else {
      this.#tag = undefined
      this.#tell(open.text.replace(/>$/, ''))
    }
    return stop
  }

  #tell(tag: string): void {
    if (tag.startsWith('?') || tag.startsWith('!')) return
    const name = /^\/?[^\s/>]{0,100}/.exec(tag)?.[0] ?? ''
    if (name.startsWith('/')) return this.#tags.close(name.slice(1))
    this.#tags.open(name, tag.slice(name.length))
    if (tag.endsWith('/')) this.#tags.close(name)
  }

  #within(source: string, at: number, section: { until: string; spoken: boolean }): number {
    const found = source.indexOf(section.until, at)
    const stop = found === -1 ? Math.max(at, source.length - 2) : found
    if (section.spoken && stop > at) this.#tags.text(source.slice(at, stop))
    if (found === -1) return stop
    this.#inside = undefined
    return found + section.until.length
  }

  #inText(source: string, at: number): number {
    const next = source.indexOf('<', at)
    const cut = next === -1 ? wholeEntities(source, at) : next
    if (cut > at) this.#tags.text(unescaped(source.slice(at, cut)))
    if (next === -1 || source.length - next < OPENING) return cut
    if (source.startsWith('<!--', next)) this.#inside = { until: '-->', spoken: false }
    else if (source.startsWith('<![CDATA[', next)) this.#inside = { until: ']]>', spoken: true }
    else this.#tag = { text: '', quote: '' }
    return next + (this.#inside === undefined ? 1 : this.#inside.spoken ? OPENING : 4)
  }
}

/** Where text ends so that no entity is cut in two. */
function wholeEntities(source: string, at: number): number {
  const entity = source.lastIndexOf('&')
  return entity < at || source.length - entity > 12 || source.includes(';', entity) ? source.length : entity
}
