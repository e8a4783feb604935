import { Attribute, CertificateChoices, ContentInfo, SignedData } from '@peculiar/asn1-cms'
import type { SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { Time } from '@peculiar/asn1-x509'
import type { Certificate } from '@peculiar/asn1-x509'
import { Constructed, fromBER } from 'asn1js'
import { isBounded } from './bounded.ts'
import { bytesOf, isSame, serialized, verifies } from './crypt.ts'
import type { Hash } from './crypt.ts'

/** A signature of a PDF as it can be checked (RFC 5652, 5.3–5.6): who signed, over which hash. */
export type Signed = {
  hash: Hash
  info: SignerInfo
  signer: Certificate
  /** The certificates that came with it, the signer's among them. */
  certificates: Certificate[]
  /** The signed attributes as they are written: what the signature is over. */
  attributes: Uint8Array
  /** What the signed attributes say the hash of the bytes is. */
  digest: Uint8Array
  signedAt?: Date
  /** Whether a time stamp of somebody else stands in it. */
  stamped: boolean
}

const DATA = '1.2.840.113549.1.7.1'
const SIGNED = '1.2.840.113549.1.7.2'
const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3',
  digest: '1.2.840.113549.1.9.4',
  time: '1.2.840.113549.1.9.5',
  stamp: '1.2.840.113549.1.9.16.2.14',
}
const HASHES: Record<string, Hash> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}

/**
 * Reads the signature of a PDF; what stands behind its end fills up its place.
 * @returns undefined when it is none of the kind that is checked here: detached, one signer, with signed attributes,
 *   and nothing in it that would hold up others
 */
export function signedIn(der: Uint8Array): Signed | undefined {
  try {
    if (!isBounded(der)) return undefined
    const content = AsnConvert.parse(der as Uint8Array<ArrayBuffer>, ContentInfo)
    if (content.contentType !== SIGNED) return undefined
    return whole(AsnConvert.parse(content.content, SignedData), attributesIn(content.content))
  } catch {
    return undefined
  }
}

/**
 * The signed attributes of the first signer as they are written; the parser above keeps lists only taken apart, and
 * passes over what stands behind the last part it knows.
 */
function attributesIn(data: ArrayBuffer): Uint8Array | undefined {
  const parts = (value: unknown): unknown[] => (value instanceof Constructed ? value.valueBlock.value : [])
  const signers = parts(fromBER(data).result).at(-1)
  const found = parts(parts(signers)[0]).find(
    (one) => one instanceof Constructed && one.idBlock.tagClass === 3 && one.idBlock.tagNumber === 0,
  )
  return found instanceof Constructed ? found.valueBeforeDecodeView.slice() : undefined
}

function whole(data: SignedData, attributes: Uint8Array | undefined): Signed | undefined {
  const [info, ...others] = data.signerInfos
  const inside = data.encapContentInfo
  if (
    info === undefined ||
    others.length > 0 ||
    inside.eContentType !== DATA ||
    inside.eContent !== undefined
  )
    return undefined
  const certificates = [...(data.certificates ?? [])].flatMap((one) =>
    one instanceof CertificateChoices && one.certificate !== undefined ? [one.certificate] : [],
  )
  const signer = certificates.find((one) => isOf(one, info))
  const hash = HASHES[info.digestAlgorithm.algorithm]
  // From the very bytes that the signature is over: another place of the file may say something else.
  const said = attributes === undefined ? [] : attributesOf(attributes)
  const of = (type: string): ArrayBuffer | undefined =>
    said.find(({ attrType }) => attrType === type)?.attrValues[0]
  const [digest, time, kind] = [of(ATTRIBUTE.digest), of(ATTRIBUTE.time), of(ATTRIBUTE.contentType)]
  if (
    signer === undefined ||
    hash === undefined ||
    digest === undefined ||
    kind === undefined ||
    attributes === undefined
  )
    return undefined
  const stamped = info.unsignedAttrs?.some(({ attrType }) => attrType === ATTRIBUTE.stamp) ?? false
  return {
    hash,
    info,
    signer,
    attributes,
    certificates: certificates.slice(0, 16),
    digest: bytesOf(AsnConvert.parse(digest, OctetString).buffer),
    ...(time === undefined ? {} : { signedAt: AsnConvert.parse(time, Time).getTime() }),
    stamped,
  }
}

/** What attributes say, read from how they are written. */
const attributesOf = (written: Uint8Array): Attribute[] => {
  const { result } = fromBER(written as Uint8Array<ArrayBuffer>)
  const all = result instanceof Constructed ? result.valueBlock.value : []
  return all.map((one) => AsnConvert.parse(one.valueBeforeDecodeView as Uint8Array<ArrayBuffer>, Attribute))
}

function isOf({ tbsCertificate: one }: Certificate, { sid }: SignerInfo): boolean {
  if (sid.issuerAndSerialNumber !== undefined) {
    const { issuer, serialNumber } = sid.issuerAndSerialNumber
    return (
      isSame(bytesOf(serialNumber), bytesOf(one.serialNumber)) &&
      isSame(serialized(issuer), serialized(one.issuer))
    )
  }
  const key = one.extensions?.find(({ extnID }) => extnID === '2.5.29.14')
  if (sid.subjectKeyIdentifier === undefined || key === undefined) return false
  const identifier = AsnConvert.parse(key.extnValue.buffer, OctetString)
  return isSame(bytesOf(identifier.buffer), bytesOf(sid.subjectKeyIdentifier.buffer))
}

/**
 * Whether the signature holds over bytes of this hash. The signature is over the attributes, written as a SET
 * (RFC 5652, 5.4), and the attributes name the hash.
 * @returns undefined where its algorithm is none that can be checked here
 */
export async function holds(signed: Signed, digest: Uint8Array): Promise<boolean | undefined> {
  const { info, signer, hash } = signed
  const attributes = signed.attributes.slice()
  attributes[0] = 0x31
  const right = await verifies(
    signer.tbsCertificate.subjectPublicKeyInfo,
    info.signatureAlgorithm,
    hash,
    attributes,
    bytesOf(info.signature.buffer),
  )
  return right === undefined ? undefined : right && isSame(digest, signed.digest)
}
