import { createHash } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { Certificate, Extension, Extensions } from '@peculiar/asn1-x509'
import { beforeAll, expect, test } from 'vitest'
import { checkSignatures } from '../../src/files/signatures/check.ts'
import { holder, pemOf, signedData } from '../../src/demo/signing/holder.ts'
import type { Holder } from '../../src/demo/signing/holder.ts'
import { plainPdf, signPdf } from '../../src/demo/signing/pdf.ts'

let root: Holder
let an: Holder
let once: Uint8Array
beforeAll(async () => {
  root = await holder('Chứng thực gốc', { organisation: 'Ban Cơ yếu', ca: true })
  an = await holder('Nguyễn Văn An', { by: root })
  once = await signPdf(plainPdf('NGHI QUYET'), an)
})

const MB = 1024 * 1024
const check = (bytes: Uint8Array, trustedRoots = '') => {
  const hash = (part: Uint8Array) => createHash('sha256').update(part)
  const files = {
    get: (_: unknown, range?: { offset: number; length?: number }) => {
      const { offset = 0, length = bytes.length } = range ?? {}
      return Promise.resolve(new Blob([bytes.slice(offset, offset + length)]).stream())
    },
  } as unknown as Parameters<typeof checkSignatures>[0]['files']
  return checkSignatures(
    { files, trustedRoots },
    {
      owner: 'o',
      sha256: hash(bytes).digest('hex'),
      name: 'nghi-quyet.pdf',
      type: 'application/pdf',
      size: bytes.length,
      blocks: Buffer.concat(
        Array.from({ length: Math.ceil(bytes.length / MB) }, (_, i) =>
          hash(bytes.subarray(i * MB, (i + 1) * MB)).digest(),
        ),
      ).toString('base64'),
    },
  )
}
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** The signature of a file with its place, and the file with another in that place. */
function placeOf(bytes: Uint8Array) {
  const text = latin(bytes)
  const [, from = 0, to = 0] = /\/ByteRange \[0 (\d+) (\d+) /.exec(text)!.map(Number)
  return {
    der: Buffer.from(text.slice(from + 1, to - 1), 'hex'),
    signed: Buffer.from(text.slice(0, from) + text.slice(to), 'latin1'),
    with: (der: Uint8Array) =>
      Uint8Array.from(
        Buffer.from(
          `${text.slice(0, from)}<${Buffer.from(der)
            .toString('hex')
            .padEnd(to - from - 2, '0')}>${text.slice(to)}`,
          'latin1',
        ),
      ),
  }
}

const lengthOf = (n: number): number[] => (n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 255])
const tlv = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const inner = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(inner.length)]), inner])
}
/** What is directly inside a constructed value, each whole. */
function inside(value: Uint8Array): Buffer[] {
  const all = Buffer.from(value)
  const head = (at: number) => {
    const first = all[at + 1]!
    const more = first < 0x80 ? 0 : first & 0x7f
    const length = more === 0 ? first : all.readUIntBE(at + 2, more)
    return { start: at + 2 + more, length }
  }
  const { start, length } = head(0)
  const found: Buffer[] = []
  for (let at = start; at < start + length;) {
    const { start: inner, length: of } = head(at)
    found.push(all.subarray(at, inner + of))
    at = inner + of
  }
  return found
}

test('attributes of a real signature, put behind those of a false one, hold nothing for another file', async () => {
  const real = placeOf(once).der
  const [, wrapped] = inside(real)
  const signerOf = (content: Buffer) => inside(inside(inside(content)[0]!).at(-1)!)[0]!
  const genuine = signerOf(wrapped!)

  const other = placeOf(await signPdf(plainPdf('QUYET DINH KHAC'), an))
  const digest = createHash('sha256').update(other.signed).digest()
  const stranger = { ...(await holder('x')), certificate: an.certificate }
  const made = Buffer.from(
    await signedData(stranger, Uint8Array.from(digest), new Date(Date.UTC(2026, 0, 5, 2)), []),
  )
  const [type, content] = inside(made)
  const data = inside(inside(content!)[0]!)
  const info = inside(inside(data.at(-1)!)[0]!)
  // The signature is the real one, over the real attributes.
  info[info.length - 1] = inside(genuine).at(-1)!
  const forged = tlv(
    0x30,
    type!,
    tlv(0xa0, tlv(0x30, ...data.slice(0, -1), tlv(0x31, tlv(0x30, ...info)), tlv(0x31, genuine))),
  )
  const { signatures } = await check(other.with(forged), pemOf(root))
  expect(signatures).toHaveLength(1)
  expect(signatures[0]).not.toMatchObject({ integrity: 'intact' })
})

test('a certificate whose words cannot be read is one that leads nowhere, whatever is wrong with it', async () => {
  const middle = await holder('Giữa', { by: root, ca: true })
  const signer = await holder('Ai đó', { by: middle })
  const broken = AsnConvert.parse(AsnConvert.serialize(middle.certificate), Certificate)
  broken.tbsCertificate.extensions = new Extensions([
    new Extension({
      extnID: '2.5.29.19',
      critical: true,
      extnValue: new OctetString(new Uint8Array([0x30, 0x05, 1])),
    }),
  ])
  const file = await signPdf(plainPdf(), signer, { chain: [{ ...middle, certificate: broken }] })
  const { signatures } = await check(file, pemOf(root))
  expect(signatures[0]).toMatchObject({ integrity: 'intact', chain: 'untrusted' })
})

test('a signature with some of its bytes changed is told of, never thrown', async () => {
  const place = placeOf(once)
  const length = place.der.readUInt16BE(2) + 4
  for (let at = 0; at < length; at += 7) {
    const der = Buffer.from(place.der)
    der[at] = [0x05, 0x18, 0x30, 0x80, 0xff][at % 5]!
    expect((await check(place.with(der), pemOf(root))).signatures).toHaveLength(1)
  }
})

test('sixteen signatures of many small values let others have their turn between them', async () => {
  const inner = Buffer.from('0500'.repeat(120_000), 'hex')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(inner.length)
  length[0] = 0x83
  const hole = Buffer.concat([Buffer.from([0x30]), length, inner]).toString('hex')
  let body = '%PDF-1.7\n'
  const digits = (n: number) => String(n).padStart(10, '0')
  for (let i = 0; i < 16; i++) {
    const head = (a: number, b: number) =>
      `${i + 10} 0 obj\n<</Type/Sig/ByteRange [0 ${digits(a)} ${digits(b)} 0000000001]/Contents `
    const from = body.length + head(0, 0).length
    body += `${head(from, from + hole.length + 2)}<${hole}>>>\nendobj\n`
  }
  let turns = 0
  const turning = setInterval(() => turns++, 0)
  const { signatures } = await check(Uint8Array.from(Buffer.from(body, 'latin1')))
  clearInterval(turning)
  expect(signatures).toHaveLength(16)
  expect(turns).toBeGreaterThan(10)
})
