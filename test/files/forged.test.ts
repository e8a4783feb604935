import { constants, createHash, KeyObject, sign } from 'node:crypto'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier, Certificate, Extension, Extensions } from '@peculiar/asn1-x509'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { verifies } from '../../src/files/signatures/crypt.ts'
import type { Hash } from '../../src/files/signatures/crypt.ts'
import { isBounded } from '../../src/files/signatures/bounded.ts'
import { signedIn } from '../../src/files/signatures/cms.ts'
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

/** What OpenSSL writes of a signature by RSASSA-PSS: its parameters and, with the key of somebody, itself. */
const OIDS: Record<string, string> = { 'SHA-256': '01', 'SHA-384': '02', 'SHA-512': '03' }
function pss(hash: string, salt: number, { mask = hash, nulls = true } = {}): Buffer {
  const hashed = (name: string) =>
    tlv(0x30, Buffer.from(`06096086480165030402${OIDS[name]!}${nulls ? '0500' : ''}`, 'hex'))
  const mgf = tlv(0x30, Buffer.from('06092a864886f70d010108', 'hex'), hashed(mask))
  return tlv(0x30, tlv(0xa0, hashed(hash)), tlv(0xa1, mgf), tlv(0xa2, tlv(0x02, Buffer.from([salt]))))
}
const signedBy = ({ keys }: Holder, hash: string, over: Uint8Array, saltLength: number): Buffer =>
  sign(hash.replace('-', ''), over, {
    key: KeyObject.from(keys.privateKey),
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength,
  })
const PSS_OID = Buffer.from('06092a864886f70d01010a', 'hex')

test.each([
  ['SHA-256', 32],
  ['SHA-384', 48],
  ['SHA-512', 64],
] as const)('RSASSA-PSS over %s is checked, and only as it is said to be made', async (hash, size) => {
  const over = Buffer.from('thuộc tính được ký')
  const key = an.certificate.tbsCertificate.subjectPublicKeyInfo
  const made = signedBy(an, hash, over, size)
  const holds = (
    parameters: Buffer | undefined,
    { signature = made, bytes = over, of = hash as Hash | undefined } = {},
  ) => {
    const given = parameters && { parameters: Uint8Array.from(parameters).buffer }
    const named = new AlgorithmIdentifier({ algorithm: '1.2.840.113549.1.1.10', ...given })
    return verifies(key, named, of, bytes, signature)
  }
  expect(await holds(pss(hash, size))).toBe(true)
  expect(await holds(pss(hash, size, { nulls: false }))).toBe(true)
  expect(await holds(pss(hash, size), { of: undefined })).toBe(true)
  // Other bytes, another signer, another salt than is said.
  expect(await holds(pss(hash, size), { bytes: Buffer.from('khác') })).toBe(false)
  const stranger = signedBy(await holder('Người lạ'), hash, over, size)
  expect(await holds(pss(hash, size), { signature: stranger })).toBe(false)
  expect(await holds(pss(hash, size), { signature: signedBy(an, hash, over, 20) })).toBe(false)
  const plain = sign(hash.replace('-', ''), over, KeyObject.from(an.keys.privateKey))
  expect(await holds(pss(hash, size), { signature: plain })).toBe(false)
  // What is not said in full, or says two things, is not checked: nothing is guessed.
  for (const parameters of [
    undefined,
    Buffer.from('3000', 'hex'),
    pss(hash, 20),
    pss(hash, size, { mask: hash === 'SHA-512' ? 'SHA-256' : 'SHA-512' }),
    Buffer.concat([pss(hash, size), Buffer.from([0])]),
    tlv(0x30, pss(hash, size)),
  ])
    expect(await holds(parameters)).toBeUndefined()
  expect(await holds(pss(hash, size), { of: hash === 'SHA-256' ? 'SHA-512' : 'SHA-256' })).toBeUndefined()
})

test('a file signed by RSASSA-PSS holds, and no longer once a byte or what it says of itself is changed', async () => {
  const place = placeOf(once)
  const [type, content] = inside(place.der)
  const data = inside(inside(content!)[0]!)
  const info = inside(inside(data.at(-1)!)[0]!)
  const attributes = Buffer.from(info[3]!)
  attributes[0] = 0x31
  const withPss = (parameters: Buffer, salt = 32) => {
    const parts = [...info]
    parts[4] = tlv(0x30, PSS_OID, parameters)
    parts[5] = tlv(0x04, signedBy(an, 'SHA-256', attributes, salt))
    return place.with(
      tlv(0x30, type!, tlv(0xa0, tlv(0x30, ...data.slice(0, -1), tlv(0x31, tlv(0x30, ...parts))))),
    )
  }
  const file = withPss(pss('SHA-256', 32))
  expect((await check(file, pemOf(root))).signatures).toMatchObject([
    { integrity: 'intact', chain: 'to_root', after: 'nothing' },
  ])
  const changed = file.slice()
  changed[20] = changed[20]! ^ 1
  expect((await check(changed, pemOf(root))).signatures).toMatchObject([{ integrity: 'broken' }])
  expect((await check(withPss(pss('SHA-256', 32), 20), pemOf(root))).signatures).toMatchObject([
    { integrity: 'broken' },
  ])
  expect((await check(withPss(pss('SHA-512', 64)), pemOf(root))).signatures).toMatchObject([
    { integrity: 'unsupported' },
  ])
})

const around = (tag: number, inner: Uint8Array): Buffer => {
  const length = Buffer.from([0x83, inner.length >> 16, (inner.length >> 8) & 255, inner.length & 255])
  return Buffer.concat([Buffer.from([tag]), length, inner])
}

test('a name of an algorithm as long as a page is read as none, at once; so in a string that hides it', () => {
  const long = around(0x06, Buffer.alloc(200_000, 0x2a))
  expect(isBounded(around(0x30, long))).toBe(false)
  expect(isBounded(around(0x30, around(0x04, long)))).toBe(false)
  expect(isBounded(around(0x30, around(0x03, Buffer.concat([Buffer.from([0]), long]))))).toBe(false)
  expect(isBounded(around(0x30, Buffer.concat([Buffer.from('0500', 'hex'), long])))).toBe(false)
  expect(isBounded(Buffer.concat([Buffer.from('3080', 'hex'), long]))).toBe(false)
  expect(isBounded(Uint8Array.from(placeOf(once).der))).toBe(true)
  // What reads a signature asks first.
  expect(signedIn(Uint8Array.from(Buffer.concat([placeOf(once).der, long])))).toBeUndefined()
})

test('so are very many of a common length', () => {
  const many = Buffer.concat(Array.from({ length: 2_000 }, () => around(0x06, Buffer.alloc(100, 0x2a))))
  expect(isBounded(around(0x30, many))).toBe(false)
})

test('what is random in it, a key or the signature itself, is never taken for such a name', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 64, maxLength: 4096 }), fc.boolean(), (random, named) => {
      // The worst of all: it begins like an identifier as long as itself.
      const bytes = named ? Uint8Array.from([0x06, 0x82, 0xff, 0xff, ...random]) : random
      expect(isBounded(around(0x30, around(0x04, bytes)))).toBe(true)
      expect(isBounded(around(0x30, around(0x03, Uint8Array.from([0, ...bytes]))))).toBe(true)
    }),
    { numRuns: 500 },
  )
})
