export { sha256 } from '../platform/hmac.ts'

/** Bytes as lower-case hex. */
export const hex = (bytes: Uint8Array | ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
