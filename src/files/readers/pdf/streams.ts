import type { Budget } from '../budget.ts'
import { hexDigit, latin1, slices } from '../bytes.ts'
import { inflater } from '../inflate.ts'
import { listIn, nameIn } from './values.ts'
import type { Dictionary } from './values.ts'

/** A piece that is handed on is about so long, in bytes. */
const PIECE = 64 * 1024

/** How a stream is packed; `unknown` when it is in a way that is not read here. */
export type Packing = Packed | 'unknown'
export type Packed = { armour: 'none' | 'hex' | '85'; deflated: boolean }

const ARMOUR = new Map<string, 'hex' | '85'>(
  Object.entries({
    ASCIIHexDecode: 'hex',
    AHx: 'hex',
    ASCII85Decode: '85',
    A85: '85',
  }),
)

/** How the dictionary of a stream says it is packed: at most an armour of letters, and deflate within it. */
export function packingOf(dictionary: Dictionary): Packing {
  const names = listIn(dictionary.get('Filter') ?? dictionary.get('F')).map((one) => nameIn(one) ?? '')
  const armour = ARMOUR.get(names[0] ?? '')
  const rest = (armour === undefined ? names : names.slice(1)).filter((name) => name !== 'Crypt')
  if (rest.length > 1 || (rest[0] !== undefined && rest[0] !== 'FlateDecode' && rest[0] !== 'Fl'))
    return 'unknown'
  return { armour: armour ?? 'none', deflated: rest.length === 1 }
}

/** Unpacks a stream piece by piece, a character a byte; the last piece may be empty. */
export function unpack(
  bytes: Uint8Array,
  { armour, deflated }: Packed,
  budget: Budget,
  piece: (text: string, last: boolean) => void,
): void {
  const plain = armour === 'none' ? bytes : armour === 'hex' ? unhex(bytes) : un85(bytes)
  budget.spend(plain.length)
  const parts: string[] = []
  let length = 0
  const tell = (last: boolean) => {
    piece(parts.join(''), last)
    parts.length = length = 0
  }
  const take = (some: Uint8Array) => {
    parts.push(latin1(some))
    length += some.length
    if (length >= PIECE) tell(false)
  }
  if (deflated) {
    const inflate = inflater(budget, take)
    inflate.push(plain.subarray(2))
    inflate.end()
  } else for (const some of slices(plain, PIECE)) take(some)
  tell(true)
}

function unhex(bytes: Uint8Array): Uint8Array {
  const digits = bytes.filter((byte) => hexDigit(byte) !== -1)
  return Uint8Array.from(
    { length: digits.length >> 1 },
    (_, i) => hexDigit(digits[2 * i] ?? 0) * 16 + hexDigit(digits[2 * i + 1] ?? 0),
  )
}

/** Five letters of 85 for four bytes; `z` for four zeros; `~` ends (7.4.3). */
function un85(bytes: Uint8Array): Uint8Array {
  const zeros = bytes.reduce((sum, byte) => sum + (byte === 0x7a ? 1 : 0), 0)
  const plain = new Uint8Array(4 * zeros + bytes.length + 8)
  const view = new DataView(plain.buffer)
  let [value, count, length] = [0, 0, 0]
  for (const byte of bytes) {
    if (byte === 0x7e) break
    if (byte === 0x7a && count === 0) length += 4
    if (byte < 0x21 || byte > 0x75) continue
    value = value * 85 + byte - 0x21
    if (++count < 5) continue
    view.setUint32(length, value)
    length += 4
    value = count = 0
  }
  if (count > 1) {
    for (let i = count; i < 5; i++) value = value * 85 + 84
    view.setUint32(length, value)
    length += count - 1
  }
  return plain.subarray(0, length)
}
