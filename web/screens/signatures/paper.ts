import type { AnswerOf } from '../../api/ask.ts'

export type SignedFile = { sha256: string; name: string; signed?: number | undefined }
export type Report = AnswerOf<'GET /files/{sha256}/signatures'>

/** A paper as far as its signatures and its cover sheet go. */
export type Paper = {
  files: SignedFile[]
  /** Of a paper that lies with its sender still. */
  deliveryId?: string
  /** Whether its signatures stand among what is checked of it already, as those of a draft do. */
  checked?: boolean
  notation?: string | undefined
  issuedOn?: string | undefined
  typeName: string
  subject: string
  issuer: string
  signer: string
}
