import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { budget, Exhausted } from '../../src/files/readers/budget.ts'
import { inflater } from '../../src/files/readers/inflate.ts'

/** Unpacks in pieces of these sizes; gives what came out and how much of the input stood behind the end. */
function inflated(packed: Uint8Array, sizes = [packed.length || 1]) {
  const spending = budget()
  spending.feed(1e6)
  const out: Buffer[] = []
  const inflate = inflater(spending, (bytes) => void out.push(Buffer.from(bytes)))
  let behind = 0
  for (let at = 0, turn = 0; at < packed.length; turn++) {
    const size = sizes[turn % sizes.length]!
    behind += inflate.push(packed.subarray(at, at + size))
    at += size
  }
  inflate.end()
  return { bytes: Buffer.concat(out), behind }
}

const ways = [
  { level: 0 },
  { level: 1 },
  { level: 9 },
  { strategy: constants.Z_FIXED },
  { strategy: constants.Z_HUFFMAN_ONLY },
  { strategy: constants.Z_RLE, memLevel: 1 },
]
const writing = fc.array(fc.constantFrom('<w:t>', 'Mật', 'x', '\0', 'nghị quyết', '0123456789'), {
  maxLength: 400,
})

test('unpacks what others pack, however it is cut, and knows where it ends', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 3000 }),
        writing.map((words) => Buffer.from(words.join('').repeat(3))),
      ),
      fc.constantFrom(...ways),
      fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
      fc.uint8Array({ maxLength: 50 }),
      (plain, way, sizes, behind) => {
        const packed = Buffer.concat([deflateRawSync(plain, way), behind])
        const { bytes, behind: left } = inflated(packed, sizes)
        expect(bytes.equals(plain)).toBe(true)
        expect(left).toBe(behind.length)
      },
    ),
    { numRuns: 300 },
  )
})

test('copies reach back over the whole window', () => {
  const unlike = Uint8Array.from({ length: 32_768 }, (_, i) => (i * i * 7 + (i >> 7)) & 255)
  const plain = Buffer.concat([unlike, unlike, unlike, unlike, unlike])
  expect(inflated(deflateRawSync(plain, { level: 9 }), [1000]).bytes.equals(plain)).toBe(true)
})

test('gives what came before when it is cut short or damaged, and never throws', () => {
  const plain = Buffer.from('báo cáo kết quả thực hiện nghị quyết '.repeat(200))
  const packed = deflateRawSync(plain)
  fc.assert(
    fc.property(fc.nat(packed.length - 1), fc.nat(255), (at, value) => {
      expect(
        plain
          .subarray(0, inflated(packed.subarray(0, at)).bytes.length)
          .equals(inflated(packed.subarray(0, at)).bytes),
      ).toBe(true)
      const damaged = Buffer.from(packed)
      damaged[at] = value
      expect(inflated(damaged).bytes.length).toBeLessThan(1e7)
    }),
  )
})

test('stops when it would unpack more than the file may cost', () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000))
  const spending = budget()
  spending.feed(bomb.length)
  let kept = 0
  const inflate = inflater(spending, (bytes) => void (kept += bytes.length))
  expect(() => inflate.push(bomb)).toThrow(Exhausted)
  expect(kept).toBeLessThan(200 * bomb.length + 400_000)
})
