import type { Budget } from '../readers/budget.ts'
import { ObjectFinder } from '../readers/pdf/objects.ts'
import type { Written } from '../readers/pdf/objects.ts'
import { dictionaryIn, listIn, nameIn, numberIn, objectIn, valueIn, within } from '../readers/pdf/values.ts'
import type { Dictionary, Value } from '../readers/pdf/values.ts'

/** What came into a file behind a signature, the least harmless of it. */
export type After = 'nothing' | 'signatures' | 'comments' | 'unknown' | 'content'
const ORDER: After[] = ['nothing', 'signatures', 'comments', 'unknown', 'content']
const worse = (a: After, b: After): After => (ORDER.indexOf(a) < ORDER.indexOf(b) ? b : a)

/** What a later signature may write anew in the root of a document, in a page, and in what describes its forms. */
const FREE: Record<string, string[]> = {
  Catalog: ['AcroForm', 'DSS', 'Extensions', 'Perms', 'Metadata', 'Version'],
  Page: ['Annots'],
  Pages: [],
}
/** What a signature draws of itself is smaller: a quarter of a page of A4, in square points. */
const SEAL_MOST = 125_000
const ENTRY = /(\d{10}) (\d{5}) n/g
/** What keeping one object takes, in bytes. */
const KEPT = 200

/**
 * Tells what each part of a file behind a signature's end does to what stood before it (ISO 32000-1, 7.5.6). Harmless
 * is only what it understands: what writes anew an object that it did not see, moves a place in the file or packs
 * its objects is told as unknown.
 */
export class Revisions {
  readonly #ends: number[]
  readonly #parts: After[] = []
  readonly #budget: Budget
  #finder: ObjectFinder
  #passed = 0
  #start = 0
  #part: After = 'nothing'
  #told = false
  /** Objects numbered below this were in the file before. */
  #size = 0
  /** The same for what was only named: what is missing when a file is signed is not brought in later. */
  #named = 0
  #root: number | undefined
  readonly #known = new Map<number, { type: string; text: string }>()
  readonly #lists = new Set<number>()

  constructor(ends: readonly number[], budget: Budget) {
    this.#ends = [...new Set(ends)].toSorted((a, b) => a - b)
    this.#budget = budget
    this.#finder = this.#open()
  }

  push(chunk: Uint8Array): void {
    let rest = chunk
    for (let end = this.#ends[this.#parts.length]; rest.length > 0; end = this.#ends[this.#parts.length]) {
      const taken = rest.subarray(0, Math.max(0, (end ?? Infinity) - this.#passed))
      this.#finder.push(taken)
      this.#passed += taken.length
      rest = rest.subarray(taken.length)
      if (this.#passed === end) this.#close()
    }
  }

  end(): void {
    if (this.#passed > this.#start) this.#close()
  }

  /** What came in behind this end. */
  after(end: number): After {
    return this.#parts.slice(this.#ends.indexOf(end) + 1).reduce(worse, 'nothing')
  }

  #open(): ObjectFinder {
    return new ObjectFinder(
      this.#budget,
      (written) => this.#see(written),
      (text) => this.#between(text),
    )
  }

  #close(): void {
    this.#finder.end()
    // Bytes that are no object are not harmless: nobody knows what a program makes of them.
    if (!this.#told) this.#tell('unknown')
    this.#size = Math.max(this.#size, this.#named)
    this.#parts.push(this.#part)
    this.#finder = this.#open()
    this.#start = this.#passed
    this.#part = 'nothing'
    this.#told = false
  }

  #tell(what: After): void {
    this.#told = true
    this.#part = worse(this.#part, what)
  }

  #between(text: string): void {
    const at = text.lastIndexOf('trailer')
    const trailer = at === -1 ? undefined : valueIn(text.slice(at + 'trailer'.length), this.#budget)
    if (trailer instanceof Map) this.#ending(trailer)
    if (this.#parts.length === 0) return
    // A table may point anew at what stands further up, where something else lies hidden.
    for (const [, place] of text.matchAll(ENTRY)) if (Number(place) < this.#start) this.#tell('content')
  }

  #ending(trailer: Dictionary): void {
    const root = objectIn(trailer.get('Root'))
    if (this.#parts.length > 0 && root !== undefined && root !== this.#root) this.#tell('content')
    this.#root = root ?? this.#root
    this.#size = Math.max(this.#size, numberIn(trailer.get('Size')) ?? 0)
  }

  #see({ id, text }: Written): void {
    const value = valueIn(text, this.#budget)
    const dictionary = value instanceof Map ? value : new Map<string, Value>()
    const type = nameIn(dictionary.get('Type')) ?? ''
    if (this.#parts.length > 0) this.#tell(this.#judge(id, type, value))
    if (type === 'XRef') this.#ending(dictionary)
    this.#size = Math.max(this.#size, id + 1)
    for (const [, inner] of value === undefined ? [] : within(value)) {
      this.#budget.spend(1)
      this.#named = Math.max(this.#named, (objectIn(inner) ?? -1) + 1)
    }
    const free = FREE[type]
    if (free === undefined) return
    const list = objectIn(dictionary.get('Annots'))
    if (list !== undefined) this.#lists.add(list)
    const kept = fixed(dictionary, free)
    this.#budget.hold(kept.length + KEPT)
    this.#known.set(id, { type, text: kept })
  }

  /** What an object of a later part does: one that is new can only add what a page or the root names. */
  #judge(id: number, type: string, value: Value | undefined): After {
    // What is packed is not looked into here, a table of places neither.
    if (type === 'ObjStm' || type === 'XRef') return 'unknown'
    if (!(value instanceof Map)) return id >= this.#size || this.#lists.has(id) ? 'signatures' : 'unknown'
    const subtype = nameIn(value.get('Subtype'))
    const field = nameIn(value.get('FT'))
    // Another way to draw all of a form, beside its pages (ISO 32000-1, 12.7.8).
    if (value.has('XFA') || dictionaryIn(value.get('AcroForm'))?.has('XFA') === true) return 'content'
    if (field === 'Sig' && subtype === 'Widget' && !isSeal(value)) return 'unknown'
    if (type === 'Sig' || type === 'DocTimeStamp' || type === 'DSS' || field === 'Sig') return 'signatures'
    if (subtype === 'Widget' || field !== undefined) return 'content'
    const note = type === 'Annot' || value.has('Rect')
    if (note && id >= this.#size) return 'comments'
    if (id >= this.#size) return 'signatures'
    if (value.has('Fields') && value.has('SigFlags')) return 'signatures'
    const before = this.#known.get(id)
    const free = FREE[type]
    if (before === undefined || free === undefined) return note ? 'comments' : 'unknown'
    return before.type === type && before.text === fixed(value, free) ? 'signatures' : 'content'
  }
}

/** Whether what a signature draws on a page is small enough not to lie over what was signed. */
function isSeal(widget: Dictionary): boolean {
  const [left, bottom, right, top, ...more] = listIn(widget.get('Rect')).map(numberIn)
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) return false
  return more.length === 0 && Math.abs((right - left) * (top - bottom)) <= SEAL_MOST
}

/** A dictionary as text, without what may change. */
const fixed = (dictionary: Dictionary, free: readonly string[]): string =>
  [...dictionary]
    .filter(([key]) => !free.includes(key))
    .map(([key, value]) => `${key} ${written(value)}`)
    .toSorted()
    .join('\n')

function written(value: Value): string {
  if (value instanceof Map) return `<<${fixed(value, [])}>>`
  if (Array.isArray(value)) return `[${listIn(value).map(written).join(' ')}]`
  return JSON.stringify(value)
}
