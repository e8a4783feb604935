import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkSignatures } from '../../src/files/signatures/check.ts'
import { budget } from '../../src/files/readers/budget.ts'
import { measure } from '../../src/files/signatures/measure.ts'
import { signedIn } from '../../src/files/signatures/cms.ts'
import { holder, pemOf } from '../../src/demo/signing/holder.ts'
import { appended, plainPdf, signPdf } from '../../src/demo/signing/pdf.ts'
import type { Holder } from '../../src/demo/signing/holder.ts'

let root: Holder
let middle: Holder
let an: Holder
let binh: Holder
let once: Uint8Array
beforeAll(async () => {
  root = await holder('Chứng thực gốc', { organisation: 'Ban Cơ yếu', ca: true })
  middle = await holder('Chứng thực chuyên dùng', { organisation: 'Ban Cơ yếu', ca: true, by: root })
  an = await holder('Nguyễn Văn An', { by: middle })
  binh = await holder('Lò Thị Bình', { by: middle, kind: 'EC' })
  once = await signPdf(plainPdf(), an, { chain: [middle] })
})

const read = async (bytes: Uint8Array, trustedRoots = '') => {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const files = {
    get: (_: unknown, range?: { offset: number; length?: number }) => {
      const { offset = 0, length = bytes.length } = range ?? {}
      return Promise.resolve(new Blob([bytes.slice(offset, offset + length)]).stream())
    },
  } as unknown as Parameters<typeof checkSignatures>[0]['files']
  const blocks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 1024 * 1024)
    blocks.push(
      createHash('sha256')
        .update(bytes.subarray(at, at + 1024 * 1024))
        .digest(),
    )
  const file = {
    owner: 'o',
    sha256,
    name: 'nghi-quyet.pdf',
    type: 'application/pdf',
    size: bytes.length,
    blocks: Buffer.concat(blocks).toString('base64'),
  }
  return checkSignatures({ files, trustedRoots }, file)
}
const signatures = async (bytes: Uint8Array, roots?: string) => (await read(bytes, roots)).signatures
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const edited = (bytes: Uint8Array, what: string, by: string) =>
  Uint8Array.from(Buffer.from(latin(bytes).replace(what, by), 'latin1'))

test('a signed file says who signed, when, over which bytes, and by name what was not checked', async () => {
  const [one, ...others] = await signatures(once)
  expect(others).toEqual([])
  expect(one).toMatchObject({
    no: 1,
    of: 1,
    integrity: 'intact',
    after: 'nothing',
    covers: { whole: true, size: once.length },
    signer: 'Nguyễn Văn An, Tỉnh ủy Sơn Bình',
    issuer: 'Chứng thực chuyên dùng, Ban Cơ yếu',
    claimedAt: '2026-01-05T02:00:00.000Z',
    reason: 'Ky ban hanh',
    chain: 'not_checked',
    revocation: 'not_checked',
    timestamp: 'none',
    unchecked: ['chứng thư gốc', 'chứng thư có bị thu hồi không', 'thời điểm ký'],
  })
  expect(one?.verdict).not.toMatch(/hợp lệ/i)
})

test('certificates are followed to a root the operator named, and to no other', async () => {
  expect((await signatures(once, pemOf(root)))[0]).toMatchObject({
    chain: 'to_root',
    root: 'Chứng thực gốc, Ban Cơ yếu',
    unchecked: ['chứng thư có bị thu hồi không', 'thời điểm ký'],
  })
  const stranger = await holder('Chứng thực gốc', { organisation: 'Ban Cơ yếu', ca: true })
  expect((await signatures(once, pemOf(stranger)))[0]).toMatchObject({ chain: 'untrusted', state: 'warn' })
  const both = `${pemOf(stranger)}\n${pemOf(root)}`
  expect((await signatures(once, both))[0]).toMatchObject({ chain: 'to_root' })
  // One whose certificate lets nobody issue others can hand nothing on.
  const clerk = await holder('Không được cấp', { by: root })
  const under = await signPdf(plainPdf(), await holder('Ai đó', { by: clerk }), { chain: [clerk] })
  expect((await signatures(under, pemOf(root)))[0]).toMatchObject({ integrity: 'intact', chain: 'untrusted' })
})

test('a certificate that was over when it was signed is told', async () => {
  const late = await holder('Hết hạn', { by: root, days: [-300, -10] })
  const [one] = await signatures(await signPdf(plainPdf(), late), pemOf(root))
  expect(one).toMatchObject({ integrity: 'intact', chain: 'untrusted' })
  expect(one?.details.join(' ')).toContain('ngoài thời hạn của chứng thư')
})

test('of several signatures each says what came after it, an elliptic one among them', async () => {
  const twice = await signPdf(once, binh, { chain: [middle] })
  const [first, second] = await signatures(twice, pemOf(root))
  expect(first).toMatchObject({
    signer: 'Nguyễn Văn An, Tỉnh ủy Sơn Bình',
    integrity: 'intact',
    after: 'signatures',
    covers: { whole: false },
  })
  expect(second).toMatchObject({
    signer: 'Lò Thị Bình, Tỉnh ủy Sơn Bình',
    integrity: 'intact',
    after: 'nothing',
    covers: { whole: true },
    chain: 'to_root',
  })
})

const PAGE =
  '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 90 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots[7 0 R]>>'
const drawn = (what: string) => `<</Length ${what.length}>>\nstream\n${what}\nendstream`

test.each<[string, 'content' | 'comments' | 'unknown', (bytes: Uint8Array) => Uint8Array]>([
  [
    'a page that draws something else',
    'content',
    (b) => appended(b, { 3: PAGE, 90: drawn('BT (Khac) Tj ET') }),
  ],
  ['what a page draws, written over', 'unknown', (b) => appended(b, { 4: drawn('BT (Khac) Tj ET') })],
  ['other pages', 'content', (b) => appended(b, { 2: '<</Type/Pages/Kids[91 0 R]/Count 1>>', 91: PAGE })],
  [
    'another root',
    'content',
    (b) =>
      edited(
        appended(b, { 92: '<</Type/Catalog/Pages 2 0 R>>' }),
        '/Size 93/Root 1 0 R',
        '/Size 93/Root 92 0 R',
      ),
  ],
  [
    'a table that points to what stood there before',
    'content',
    (b) =>
      edited(
        appended(b, { 93: '<<>>' }),
        /(\d{10}) 00000 n \ntrailer\n<<\/Size 94/.exec(latin(appended(b, { 93: '<<>>' })))![1]!,
        '0000000009',
      ),
  ],
  [
    'a note',
    'comments',
    (b) => appended(b, { 94: '<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(x)>>' }),
  ],
  [
    'a field that is filled in',
    'content',
    (b) => appended(b, { 95: '<</Type/Annot/Subtype/Widget/FT/Tx/V(x)/Rect[0 0 9 9]>>' }),
  ],
  [
    'packed objects',
    'unknown',
    (b) => appended(b, { 96: '<</Type/ObjStm/N 1/First 4/Length 4>>\nstream\n3 0 \nendstream' }),
  ],
  [
    'a signature drawn over the whole page',
    'unknown',
    (b) => appended(b, { 97: '<</Type/Annot/Subtype/Widget/FT/Sig/T(x)/Rect[0 0 595 842]>>' }),
  ],
  [
    'a form that draws itself anew',
    'content',
    (b) => appended(b, { 98: '<</Fields[7 0 R]/SigFlags 3/XFA 99 0 R>>' }),
  ],
  ['bytes that are nothing', 'unknown', (b) => Uint8Array.from([...b, 10])],
  ['the file once more', 'content', (b) => Uint8Array.from([...b, ...b])],
])('what came in after signing is told: %s', async (_, after, change) => {
  const [one] = await signatures(change(once))
  expect(one).toMatchObject({ integrity: 'intact', after, covers: { whole: false } })
  expect(one?.state).toBe(after === 'content' ? 'error' : 'warn')
})

test('what a page names and lacks when it is signed is not brought in later', async () => {
  const lacking = edited(plainPdf(), '/Contents 4 0 R', '/Contents[4 0 R 80 0 R]')
  const signed = await signPdf(lacking, an)
  expect((await signatures(signed))[0]).toMatchObject({ integrity: 'intact', after: 'nothing' })
  const [one] = await signatures(appended(signed, { 80: drawn('BT (Khac) Tj ET') }))
  expect(one).toMatchObject({ integrity: 'intact', after: 'unknown' })
})

test('the bytes that are signed can be changed nowhere without being told', async () => {
  const [from, to] = [latin(once).lastIndexOf('<3082'), latin(once).lastIndexOf('00>') + 3]
  await fc.assert(
    fc.asyncProperty(fc.nat(once.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      fc.pre(at < from || at >= to)
      const bytes = once.slice()
      bytes[at] = (bytes[at] ?? 0) ^ by
      const found = await signatures(bytes)
      expect(found.every(({ integrity }) => integrity !== 'intact')).toBe(true)
    }),
    { numRuns: 60 },
  )
})

describe('signatures that are none', () => {
  test('one over a part that leaves a hole beside its own place', async () => {
    const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(latin(once))!
    const shorter = String(Number(range[1]) - 20).padStart(10, '0')
    const [one] = await signatures(
      edited(once, range[0], `/ByteRange [0 ${shorter} ${range[2]} ${range[3]}]`),
    )
    expect(one).toMatchObject({ integrity: 'broken', state: 'error' })
  })
  test('bytes that are no signature, and another kind of one', async () => {
    const [from, to] = [latin(once).lastIndexOf('<3082'), latin(once).lastIndexOf('00>')]
    const nonsense = edited(once, latin(once).slice(from, to), `<${'ab'.repeat((to - from - 1) / 2)}`)
    expect((await signatures(nonsense))[0]).toMatchObject({ integrity: 'unsupported', state: 'warn' })
    const raw = edited(once, '2a864886f70d010702', '2a864886f70d010703')
    expect((await signatures(raw))[0]).toMatchObject({ integrity: 'unsupported' })
  })
  test('of a file without any nothing is said, of one with too many that they were not looked at', async () => {
    expect(await read(plainPdf())).toMatchObject({ signatures: [] })
    const many = plainPdf('x'.repeat(20) + '/ByteRange [0 1 2 3] '.repeat(40))
    expect(await read(many)).toMatchObject({
      signatures: [],
      unchecked: expect.stringContaining('quá nhiều'),
    })
  })
})

describe('files that mean to hold up their reader', () => {
  test('sixteen signatures over all of a file cost no more than so many readings of it', async () => {
    const size = 4 * 1024 * 1024
    const wanted = Array.from({ length: 16 }, (_, i) => ({
      span: { from: 100 + i, to: 200, end: size - i },
      hash: 'SHA-256' as const,
    }))
    const spending = budget()
    spending.feed(size)
    async function* chunks() {
      for (let at = 0; at < size; at += 65_536) yield await Promise.resolve(new Uint8Array(65_536))
    }
    const found = await measure(chunks(), wanted, size, spending, () => Promise.resolve())
    expect(found).toHaveLength(16)
    expect(spending.spent()).toBeLessThan(20 * size)
  })
  test('values inside values without an end are no signature', () => {
    const deep = Uint8Array.from(Array.from({ length: 60_000 }, () => [0x30, 0x80]).flat())
    expect(signedIn(deep)).toBeUndefined()
  })
})
