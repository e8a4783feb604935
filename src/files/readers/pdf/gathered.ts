import type { Budget } from '../budget.ts'
import type { Findings } from '../findings.ts'
import { activeBy, factsOf, sizeOf, SPOKEN } from './facts.ts'
import type { Facts } from './facts.ts'
import { spoken } from './fonts.ts'
import type { Written } from './objects.ts'
import { bytesIn, dictionaryIn, nameIn, objectIn, valueIn, within } from './values.ts'
import type { Dictionary, Value } from './values.ts'

/** What describes the structure of a text and not its look: half of all objects in some files. */
const STRUCTURE = /^\s*<<[^>]{0,200}\/(?:StructElem|OBJR|MCR)\b/
/** Steps that it takes to look at an object, however short. */
const AN_OBJECT = 50
/** The longest string that can be a stamp with what stands beside it, in bytes. */
const STRING_MOST = 512

/** A stream as it is packed, and what it says of itself. */
export type Stream = { id: number; generation: number; dictionary: Dictionary; bytes: Uint8Array }
/** A string that people read, still encrypted where the file is. */
export type Spoken = { id: number; generation: number; bytes: string }

/** What was gathered of a PDF while it streamed by. */
export type Gathered = {
  facts: Map<number, Facts>
  streams: Map<number, Stream>
  strings: Spoken[]
  /** Dictionaries that may be the encryption's, by their objects. */
  locks: Map<number, Dictionary>
  /** What stands at the end of the file: where the encryption is described, and the file's identifier. */
  encrypt: Value | undefined
  identifier: string
  images: number
}

/** Takes note of an object: what it says, what people read in it, what acts in it. */
export function gather(written: Written, gathered: Gathered, budget: Budget, found: Findings): void {
  const { id, generation, text, stream } = written
  budget.spend(AN_OBJECT)
  if (STRUCTURE.test(text)) return
  const value = valueIn(text, budget)
  if (!(value instanceof Map)) return
  if (nameIn(value.get('Type')) === 'XRef') ending(value, gathered)
  if (nameIn(value.get('Subtype')) === 'Image') gathered.images++
  if (value.has('CF') || (value.has('O') && value.has('U'))) gathered.locks.set(id, value)
  for (const [key, inner] of within(value)) {
    if (key === 'ByteRange' && Array.isArray(inner)) found.signature()
    const active = activeBy(key) ?? activeBy(nameIn(inner) ?? '')
    if (active !== undefined) found.active(active)
    const bytes = SPOKEN.has(key) ? bytesIn(inner) : undefined
    if (bytes === undefined || bytes.length > STRING_MOST) continue
    budget.hold(bytes.length + 64)
    gathered.strings.push({ id, generation, bytes })
  }
  const facts = factsOf(value)
  if (facts !== undefined) {
    budget.hold(sizeOf(facts))
    gathered.facts.set(id, facts)
  }
  if (stream === undefined) return
  budget.hold(STRING_MOST)
  gathered.streams.set(id, { id, generation, dictionary: value, bytes: stream })
}

/** Takes note of what stands at the end of a file (or of one of its revisions). */
export function ending(trailer: Dictionary, gathered: Gathered): void {
  const encrypt = trailer.get('Encrypt')
  if (encrypt !== undefined) gathered.encrypt = encrypt
  const identifier = trailer.get('ID')
  if (Array.isArray(identifier)) gathered.identifier = bytesIn(identifier[0]) ?? gathered.identifier
}

/** The dictionary of the encryption, wherever it stands; undefined when the file is not encrypted. */
export const lockOf = ({ encrypt, locks }: Gathered): Dictionary | undefined =>
  dictionaryIn(encrypt) ?? locks.get(objectIn(encrypt) ?? -1)

/** The lines of a string that people read. */
export const linesOf = (bytes: string): string[] => spoken(bytes).split(/[\r\n]+/)
