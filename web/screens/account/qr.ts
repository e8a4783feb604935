/**
 * QR codes (ISO/IEC 18004:2015) of text, in bytes, at error correction level M: what a telephone reads off a screen.
 */

/** Check codewords of a block, and how many blocks, of versions 1 to 20 at level M (table 9). */
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26]
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16]

type Grid = boolean[][]
type Sheet = { size: number; dark: Grid; fixed: Grid }

/**
 * The dark modules of a code, row by row; around them belongs a quiet edge of four.
 * @throws RangeError for more bytes than version 20 holds (666)
 */
export function qrOf(text: string): Grid {
  const bytes = new TextEncoder().encode(text)
  const version =
    CHECKS.findIndex((_, i) => dataOf(i + 1) * 8 >= 4 + lengthBits(i + 1) + bytes.length * 8) + 1
  if (version === 0) throw new RangeError('too long for a QR code')
  const codewords = interleaved(version, packed(bytes, version))
  const masks = [0, 1, 2, 3, 4, 5, 6, 7].map((mask) => drawn(version, codewords, mask))
  return masks.reduce((best, one) => (penalty(one) < penalty(best) ? one : best))
}

const lengthBits = (version: number): number => (version < 10 ? 8 : 16)

/** Modules that are free for codewords. */
function room(version: number): number {
  const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2
  const all = (16 * version + 128) * version + 64
  const alignments = version === 1 ? 0 : (25 * aligned - 10) * aligned - 55
  return all - alignments - (version >= 7 ? 36 : 0)
}

const blocksOf = (version: number): number => BLOCKS[version - 1] ?? 0
const checksOf = (version: number): number => CHECKS[version - 1] ?? 0
/** Codewords for data, without those that check. */
const dataOf = (version: number): number =>
  Math.floor(room(version) / 8) - checksOf(version) * blocksOf(version)

function packed(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = []
  const put = (value: number, length: number): void => {
    for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1)
  }
  put(4, 4)
  put(bytes.length, lengthBits(version))
  for (const byte of bytes) put(byte, 8)
  const most = dataOf(version) * 8
  put(0, Math.min(4, most - bits.length))
  put(0, (8 - (bits.length % 8)) % 8)
  for (let pad = 0xec; bits.length < most; pad ^= 0xec ^ 0x11) put(pad, 8)
  return Array.from({ length: bits.length / 8 }, (_, i) =>
    bits.slice(i * 8, i * 8 + 8).reduce((byte, bit) => (byte << 1) | bit, 0),
  )
}

/** Product in GF(2^8) over x^8 + x^4 + x^3 + x^2 + 1. */
function times(a: number, b: number): number {
  let product = 0
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d)
    product ^= ((b >> i) & 1) * a
  }
  return product
}

/** The generator of so many check codewords (Reed-Solomon), without its leading one. */
function generator(degree: number): number[] {
  const result: number[] = Array.from({ length: degree }, (_, i) => (i === degree - 1 ? 1 : 0))
  let root = 1
  for (let i = 0; i < degree; i++) {
    for (let j = 0; j < degree; j++) {
      result[j] = times(result[j] ?? 0, root) ^ (j + 1 < degree ? (result[j + 1] ?? 0) : 0)
    }
    root = times(root, 2)
  }
  return result
}

function checked(data: number[], divisor: number[]): number[] {
  const rest = divisor.map(() => 0)
  for (const byte of data) {
    const factor = byte ^ (rest.shift() ?? 0)
    rest.push(0)
    for (const [i, part] of divisor.entries()) rest[i] = (rest[i] ?? 0) ^ times(part, factor)
  }
  return rest
}

/** Blocks one codeword after the other, then their checks in the same way. */
function interleaved(version: number, data: number[]): number[] {
  const blocks = blocksOf(version)
  const short = Math.floor(data.length / blocks)
  const longer = data.length % blocks
  const divisor = generator(checksOf(version))
  const parts = Array.from({ length: blocks }, (_, i) => {
    const from = i * short + Math.max(0, i - (blocks - longer))
    return data.slice(from, from + short + (i >= blocks - longer ? 1 : 0))
  })
  const checks = parts.map((part) => checked(part, divisor))
  const woven = (rows: number[][]): number[] =>
    Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, at) =>
      rows.flatMap((row) => (at < row.length ? [row[at] ?? 0] : [])),
    ).flat()
  return [...woven(parts), ...woven(checks)]
}

function drawn(version: number, codewords: number[], mask: number): Grid {
  const size = version * 4 + 17
  const grid = (): Grid => Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  const sheet: Sheet = { size, dark: grid(), fixed: grid() }
  patterns(sheet, version)
  told(sheet, mask, version)
  laid(sheet, codewords)
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (!sheet.fixed[y]?.[x] && MASKS[mask]?.(x, y)) flip(sheet.dark, x, y)
  return sheet.dark
}

function flip(dark: Grid, x: number, y: number): void {
  const row = dark[y]
  if (row) row[x] = !row[x]
}

function set({ dark, fixed, size }: Sheet, x: number, y: number, on: boolean): void {
  if (x < 0 || y < 0 || x >= size || y >= size) return
  ;(dark[y] ?? [])[x] = on
  ;(fixed[y] ?? [])[x] = true
}

/** What every code of a version has: the corners, the small squares, the lines to count by. */
function patterns(sheet: Sheet, version: number): void {
  const { size } = sheet
  for (let i = 0; i < size; i++) {
    set(sheet, 6, i, i % 2 === 0)
    set(sheet, i, 6, i % 2 === 0)
  }
  for (const [cx, cy] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const)
    square(sheet, cx, cy, 4, (far) => far !== 2 && far !== 4)
  const places = alignments(version, size)
  const last = places.length - 1
  for (const [i, x] of places.entries())
    for (const [j, y] of places.entries())
      if (!((i === 0 && (j === 0 || j === last)) || (i === last && j === 0)))
        square(sheet, x, y, 2, (far) => far !== 1)
}

function square(sheet: Sheet, cx: number, cy: number, reach: number, on: (far: number) => boolean): void {
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++)
      set(sheet, cx + dx, cy + dy, on(Math.max(Math.abs(dx), Math.abs(dy))))
}

function alignments(version: number, size: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((size - 13) / (count * 2 - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, i) => size - 7 - i * step).reverse()]
}

/** Level and mask twice (BCH 15,5), and from version 7 on the version twice (BCH 18,6). */
function told(sheet: Sheet, mask: number, version: number): void {
  const { size } = sheet
  const format = ((mask << 10) | rest(mask, 0x537, 10)) ^ 0x5412
  const bit = (i: number): boolean => ((format >> i) & 1) === 1
  for (let i = 0; i <= 5; i++) set(sheet, 8, i, bit(i))
  set(sheet, 8, 7, bit(6))
  set(sheet, 8, 8, bit(7))
  set(sheet, 7, 8, bit(8))
  for (let i = 9; i < 15; i++) set(sheet, 14 - i, 8, bit(i))
  for (let i = 0; i < 8; i++) set(sheet, size - 1 - i, 8, bit(i))
  for (let i = 8; i < 15; i++) set(sheet, 8, size - 15 + i, bit(i))
  set(sheet, 8, size - 8, true)
  if (version < 7) return
  const bits = (version << 12) | rest(version, 0x1f25, 12)
  for (let i = 0; i < 18; i++) {
    const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)]
    set(sheet, a, b, ((bits >> i) & 1) === 1)
    set(sheet, b, a, ((bits >> i) & 1) === 1)
  }
}

function rest(value: number, by: number, bits: number): number {
  let left = value
  for (let i = 0; i < bits; i++) left = (left << 1) ^ ((left >> (bits - 1)) * by)
  return left
}

/** The codewords up and down in columns two wide, from the right, around what is fixed. */
function laid({ size, dark, fixed }: Sheet, codewords: number[]): void {
  let i = 0
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5
    for (let vertical = 0; vertical < size; vertical++) {
      for (const x of [right, right - 1]) {
        const y = ((right + 1) & 2) === 0 ? size - 1 - vertical : vertical
        if (fixed[y]?.[x] || i >= codewords.length * 8) continue
        ;(dark[y] ?? [])[x] = (((codewords[i >> 3] ?? 0) >> (7 - (i & 7))) & 1) === 1
        i++
      }
    }
  }
}

const MASKS: ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

/** How hard a grid is to read (7.8.3): long runs, blocks, what looks like a corner, too much of one colour. */
function penalty(grid: Grid): number {
  const columns = grid.map((_, x) => grid.map((row) => row[x] ?? false))
  let sum = 0
  for (const line of [...grid, ...columns]) {
    const text = line.map((dark) => (dark ? '1' : '0')).join('')
    for (const run of text.match(/0{5,}|1{5,}/g) ?? []) sum += run.length - 2
    for (let at = 0; at + 11 <= text.length; at++)
      if (['10111010000', '00001011101'].includes(text.slice(at, at + 11))) sum += 40
  }
  for (const [y, row] of grid.slice(1).entries())
    for (let x = 1; x < row.length; x++) {
      const four = [row[x], row[x - 1], grid[y]?.[x], grid[y]?.[x - 1]]
      if (four.every((one) => one === four[0])) sum += 3
    }
  const dark = grid.flat().filter(Boolean).length / grid.length ** 2
  return sum + Math.floor(Math.abs(dark * 20 - 10)) * 10
}
