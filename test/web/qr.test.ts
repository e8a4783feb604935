import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { qrOf } from '../../web/screens/account/qr.ts'

const hash = (text: string): string =>
  createHash('sha256')
    .update(
      qrOf(text)
        .map((row) => row.map((dark) => (dark ? 1 : 0)).join(''))
        .join('\n'),
    )
    .digest('hex')

/** What these draw was read back by the decoder of OpenCV, another program, letter for letter. */
test.each([
  ['hello', '52a7aa67e7296ede539d6be86579c7180e3b6d417445712ae8bd314c1818458a'],
  [
    'otpauth://totp/Li%C3%AAn%20Th%C3%B4ng:van-thu%40tinh-uy-son-binh.example?secret=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567ABCDEFGHIJKLMNOPQRST&issuer=Li%C3%AAn%20Th%C3%B4ng&digits=6&period=30',
    '8c45a02eac38b1f19f861204487875dd1491c426e5b9b5196469133a26140036',
  ],
])('a code of %s is the one that was read', (text, expected) => {
  expect(hash(text)).toBe(expected)
})

test('every length up to the most fits, with the corners of its size; more is refused', () => {
  for (let length = 0; length <= 666; length += 13) {
    const grid = qrOf('x'.repeat(length))
    expect((grid.length - 17) % 4).toBe(0)
    expect(grid.every((row) => row.length === grid.length)).toBe(true)
    expect(grid[0]?.slice(0, 8)).toEqual([true, true, true, true, true, true, true, false])
  }
  expect(() => qrOf('x'.repeat(667))).toThrow(RangeError)
})
