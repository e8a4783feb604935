import { Exhausted } from '../budget.ts'
import type { Budget } from '../budget.ts'
import type { Findings } from '../findings.ts'
import { officeText } from '../office.ts'
import { xmlBytes } from '../xml.ts'
import type { Facts } from './facts.ts'
import { mapOf, simpleFont, UNREADABLE } from './fonts.ts'
import type { Font } from './fonts.ts'
import type { Written } from './objects.ts'
import { linesOf, lockOf } from './gathered.ts'
import type { Gathered, Stream } from './gathered.ts'
import { showReader } from './show.ts'
import { packingOf, unpack } from './streams.ts'
import type { Packed } from './streams.ts'
import { dictionaryIn, nameIn, numberIn } from './values.ts'

/** Thrown when a file takes a password to be read. */
export class Locked extends Error {}

/** Resources may stand in what they stand in: pages, the tree above them, objects of their own. */
const DEEPEST = 12
/** A stream of objects or a map of a font is unpacked whole; none is longer than this, nor its list of objects, in bytes. */
const [WHOLE_MOST, LIST_MOST] = [4 * 1024 * 1024, 64 * 1024]
/** Steps that it takes to find the key of a file, and to open one thing with it, however short. */
const [UNLOCKED, OPENED] = [100_000, 1000]
const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))

/**
 * Reads the text of a PDF once all of it has been gathered.
 * @param object takes note of one more object, those inside streams
 * @throws Locked when it takes a password
 */
export async function textOf(
  gathered: Gathered,
  budget: Budget,
  found: Findings,
  object: (written: Written) => void,
  pause: () => Promise<void>,
): Promise<void> {
  await opened(gathered, budget, pause)
  for (const { bytes } of gathered.strings.splice(0)) tellString(bytes, found)
  for (const stream of gathered.streams.values()) {
    if (nameIn(stream.dictionary.get('Type')) !== 'ObjStm') continue
    gathered.streams.delete(stream.id)
    for (const written of packedIn(stream, budget)) object(written)
    await pause()
  }
  for (const { bytes } of gathered.strings) tellString(bytes, found)
  await drawn(gathered, budget, found, pause)
}

function tellString(bytes: string, found: Findings): void {
  for (const line of linesOf(bytes)) found.line(line.trim())
  found.part()
}

/** Opens what is encrypted, in place. */
async function opened(gathered: Gathered, budget: Budget, pause: () => Promise<void>): Promise<void> {
  if (gathered.encrypt === undefined) return
  const lock = lockOf(gathered)
  const { opener } = await import('./crypt.ts')
  budget.spend(UNLOCKED)
  const open = lock && opener(lock, gathered.identifier)
  if (open === undefined) throw new Locked()
  for (const string of gathered.strings) {
    budget.spend(OPENED + string.bytes.length * 4)
    const plain = open(latin(string.bytes), 'string', string.id, string.generation)
    string.bytes = String.fromCharCode(...plain)
  }
  for (const stream of gathered.streams.values()) {
    budget.spend(OPENED + stream.bytes.length * 4)
    stream.bytes = open(stream.bytes, 'stream', stream.id, stream.generation)
    await pause()
  }
}

/** A stream unpacked whole; undefined when it is packed in a way that is not read. @throws Exhausted when too long */
function whole({ bytes, dictionary }: Stream, budget: Budget): string | undefined {
  const packing = packingOf(dictionary)
  if (packing === 'unknown') return undefined
  let text = ''
  unpack(bytes, packing, budget, (piece) => {
    if (text.length > WHOLE_MOST) throw new Exhausted()
    text += piece
  })
  return text
}

/** The objects inside a stream of objects (7.5.7), each letter of it in one of them only. */
function packedIn(stream: Stream, budget: Budget): Written[] {
  const text = whole(stream, budget) ?? ''
  const first = numberIn(stream.dictionary.get('First')) ?? 0
  if (first > LIST_MOST) throw new Exhausted()
  const numbers = (text.slice(0, first).match(/\d{1,10}/g) ?? []).map(Number)
  const starts: { id: number; at: number }[] = []
  for (let i = 0; i + 1 < numbers.length; i += 2)
    starts.push({ id: numbers[i] ?? 0, at: first + (numbers[i + 1] ?? 0) })
  starts.sort((one, other) => one.at - other.at)
  return starts.map(({ id, at }, i) => ({ id, generation: 0, text: text.slice(at, starts[i + 1]?.at) }))
}

/** Reads what is drawn: page by page, then the forms and what else draws text, each stream once. */
async function drawn(
  gathered: Gathered,
  budget: Budget,
  found: Findings,
  pause: () => Promise<void>,
): Promise<void> {
  const { facts, streams } = gathered
  const fonts = fontShelf(gathered, budget)
  const done = new Set([...facts.values()].map(({ unicode }) => unicode))
  const read = new Set<number>()
  const described = (bytes: Uint8Array, packing: Packed) => {
    const properties = xmlBytes(officeText(found))
    unpack(bytes, packing, budget, (piece) => properties.take(latin(piece)))
    properties.end()
  }
  const draw = async (owner: number, ids: number[]) => {
    const show = showReader(budget, fonts(owner), (line) => {
      for (const id of ids) read.add(id)
      found.line(line)
    })
    for (const id of ids) {
      const stream = streams.get(id)
      if (stream === undefined || done.has(id)) continue
      done.add(id)
      const packing = packingOf(stream.dictionary)
      if (packing === 'unknown') found.unread('phần nén theo kiểu cũ')
      else if (nameIn(stream.dictionary.get('Subtype')) === 'XML') described(stream.bytes, packing)
      else unpack(stream.bytes, packing, budget, (piece) => show.push(piece, false))
      show.push('\n', false)
      await pause()
    }
    show.push('', true)
    found.part()
    if (show.unread()) found.unread('chữ trong phông không kèm bảng mã')
  }
  for (const [id, { contents }] of facts) if (contents.length > 0) await draw(id, contents)
  for (const id of streams.keys()) if (!done.has(id)) await draw(id, [id])
  tellBlind(gathered, read, budget, found)
}

/** Tells how many pages show something and no text: scans. */
function tellBlind({ facts, images }: Gathered, read: Set<number>, budget: Budget, found: Findings): void {
  if (images === 0) return
  const pages = [...facts.values()].filter(({ page, contents }) => page && contents.length > 0)
  const blind = pages.filter((page) => {
    const drawing = [...page.contents, ...formsOf(page, facts)]
    budget.spend(drawing.length)
    return !drawing.some((id) => read.has(id))
  })
  if (blind.length > 0) found.unread(`${blind.length}/${pages.length} trang là ảnh quét, không có lớp chữ`)
}

function formsOf(page: Facts, facts: Map<number, Facts>): number[] {
  return [...above(page, facts)].flatMap(({ forms }) => forms)
}

/** An object and those in which its fonts and forms may stand, the nearest first. */
function* above(from: Facts, facts: Map<number, Facts>): Generator<Facts> {
  const next = [from]
  for (let seen = 0; seen < DEEPEST; seen++) {
    const here = next.shift()
    if (here === undefined) return
    yield here
    for (const id of here.elsewhere) {
      const one = facts.get(id)
      if (one !== undefined) next.push(one)
    }
  }
}

/** Finds the fonts of an object by their names; a name that is not known there is looked for everywhere. */
function fontShelf({ facts, streams }: Gathered, budget: Budget) {
  const made = new Map<number, Font>()
  const anywhere = new Map<string, number>()
  for (const { fonts } of facts.values())
    for (const [name, id] of fonts) if (facts.has(id)) anywhere.set(name, id)
  const maps = new Map<number, Font>()
  const mapAt = (id: number): Font | undefined => {
    const stream = streams.get(id)
    const source = stream && whole(stream, budget)
    const map = source === undefined ? undefined : mapOf(source, budget)
    if (map !== undefined) maps.set(id, map)
    return map
  }
  const make = (id: number): Font => {
    const { unicode, composite, encoding } = facts.get(id) ?? {}
    const map = unicode === undefined ? undefined : (maps.get(unicode) ?? mapAt(unicode))
    if (map !== undefined) return map
    if (composite === true) return UNREADABLE
    const names =
      dictionaryIn(encoding)?.get('Differences') ?? facts.get(objectOf(encoding))?.encoding ?? encoding
    return simpleFont(names, budget)
  }
  return (owner: number) => {
    const from = facts.get(owner)
    const near = from === undefined ? [] : [...above(from, facts)]
    return (name: string): Font | undefined => {
      budget.spend(near.length + 1)
      const id = near.find(({ fonts }) => fonts.has(name))?.fonts.get(name) ?? anywhere.get(name)
      if (id === undefined) return undefined
      const known = made.get(id)
      if (known !== undefined) return known
      const font = make(id)
      made.set(id, font)
      return font
    }
  }
}

const objectOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'object' in value && typeof value.object === 'number'
    ? value.object
    : -1
