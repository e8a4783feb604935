import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms'
import { AsnConvert, AsnSerializer, OctetString } from '@peculiar/asn1-schema'
import { fromBER } from 'asn1js'
import type { Sequence } from 'asn1js'
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  BasicConstraints,
  Certificate,
  Extension,
  Extensions,
  Name,
  RelativeDistinguishedName,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Time,
  Validity,
  Version,
} from '@peculiar/asn1-x509'

const { subtle } = crypto
export type Bytes = Uint8Array<ArrayBuffer>

/** Somebody with a key and a certificate for it. */
export type Holder = { keys: CryptoKeyPair; certificate: Certificate; kind: 'RSA' | 'EC' }

const how = {
  RSA: {
    make: {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    sign: { name: 'RSASSA-PKCS1-v1_5' },
    oid: '1.2.840.113549.1.1.11',
  },
  EC: {
    make: { name: 'ECDSA', namedCurve: 'P-256' },
    sign: { name: 'ECDSA', hash: 'SHA-256' },
    oid: '1.2.840.10045.4.3.2',
  },
} as const
const SHA256 = '2.16.840.1.101.3.4.2.1'

const nameOf = (common: string, organisation: string): Name =>
  new Name(
    (
      [
        ['2.5.4.10', organisation],
        ['2.5.4.3', common],
      ] as const
    ).map(
      ([type, utf8String]) =>
        new RelativeDistinguishedName([
          new AttributeTypeAndValue({ type, value: new AttributeValue({ utf8String }) }),
        ]),
    ),
  )

let serial = 1

/** Makes a key and a certificate for it, by itself or by whoever is above. */
export async function holder(
  common: string,
  {
    organisation = 'Tỉnh ủy Sơn Bình',
    by,
    ca = false,
    kind = 'RSA',
    days = [-30, 365],
  }: {
    organisation?: string
    by?: Holder
    ca?: boolean
    kind?: 'RSA' | 'EC'
    /** From when to when it is valid, in days from 05/01/2026. */
    days?: readonly [number, number]
  } = {},
): Promise<Holder> {
  const keys = (await subtle.generateKey(how[kind].make, true, ['sign', 'verify'])) as CryptoKeyPair
  const from = Date.UTC(2026, 0, 5)
  const subject = nameOf(common, organisation)
  const signing = by?.kind ?? kind
  const algorithm = new AlgorithmIdentifier({ algorithm: how[signing].oid })
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: new Uint8Array([serial++]).buffer,
    signature: algorithm,
    issuer: by?.certificate.tbsCertificate.subject ?? subject,
    subject,
    validity: new Validity({
      notBefore: new Date(from + days[0] * 86_400_000),
      notAfter: new Date(from + days[1] * 86_400_000),
    }),
    subjectPublicKeyInfo: AsnConvert.parse(
      await subtle.exportKey('spki', keys.publicKey),
      SubjectPublicKeyInfo,
    ),
    extensions: new Extensions([
      new Extension({
        extnID: '2.5.29.19',
        critical: true,
        extnValue: new OctetString(AsnConvert.serialize(new BasicConstraints({ cA: ca }))),
      }),
    ]),
  })
  const over = new Uint8Array(AsnConvert.serialize(tbsCertificate))
  const signatureValue = await sign({ keys: by?.keys ?? keys, kind: signing }, over)
  const made = new Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: signatureValue.buffer,
  })
  return { keys, kind, certificate: AsnConvert.parse(AsnConvert.serialize(made), Certificate) }
}

/** A certificate as an operator names a root. */
export const pemOf = ({ certificate }: Holder): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(AsnConvert.serialize(certificate)).toString('base64')}\n-----END CERTIFICATE-----`

async function sign({ keys, kind }: Pick<Holder, 'keys' | 'kind'>, over: Bytes): Promise<Bytes> {
  const made = new Uint8Array(await subtle.sign(how[kind].sign, keys.privateKey, over))
  if (kind === 'RSA') return made
  const number = (part: Uint8Array): number[] => {
    const bare = [...part.subarray(part.findIndex((byte) => byte !== 0))]
    const digits = (bare[0] ?? 0) > 0x7f ? [0, ...bare] : bare
    return [2, digits.length, ...digits]
  }
  const both = [...number(made.subarray(0, 32)), ...number(made.subarray(32))]
  return Uint8Array.from([0x30, both.length, ...both])
}

/** The signature over bytes of this hash, as it stands in a PDF. */
export async function signedData(who: Holder, digest: Bytes, at: Date, more: Certificate[]): Promise<Bytes> {
  const attribute = (attrType: string, value: object): Attribute =>
    new Attribute({ attrType, attrValues: [AsnConvert.serialize(value)] })
  const contentType = Uint8Array.from([6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1]).buffer
  const attributes = [
    new Attribute({ attrType: '1.2.840.113549.1.9.3', attrValues: [contentType] }),
    attribute('1.2.840.113549.1.9.5', new Time(at)),
    attribute('1.2.840.113549.1.9.4', new OctetString(digest)),
  ]
  const { issuer, serialNumber } = who.certificate.tbsCertificate
  const info = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256 }),
    signedAttrs: attributes,
    signatureAlgorithm: new AlgorithmIdentifier({ algorithm: how[who.kind].oid }),
    signature: new OctetString(new Uint8Array(0)),
  })
  // The attributes are signed as they are written, as a SET.
  const parsed = fromBER(AsnSerializer.serialize(info)).result as Sequence
  const set = (parsed.valueBlock.value[3]?.valueBeforeDecodeView.slice() ?? new Uint8Array(1)) as Bytes
  set[0] = 0x31
  info.signature = new OctetString(await sign(who, set))
  const data = new SignedData({
    version: CMSVersion.v1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([new AlgorithmIdentifier({ algorithm: SHA256 })]),
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: '1.2.840.113549.1.7.1' }),
    certificates: new CertificateSet(
      [who.certificate, ...more].map((certificate) => new CertificateChoices({ certificate })),
    ),
    signerInfos: new SignerInfos([info]),
  })
  return new Uint8Array(
    AsnConvert.serialize(
      new ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: AsnConvert.serialize(data) }),
    ),
  )
}
