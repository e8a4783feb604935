import { z } from 'zod'

/** The report on one signature of a PDF, in the order of what they cover. */
export const signatureAnswer = z.object({
  no: z.number(),
  of: z.number(),
  /** Whether the signature holds over the bytes it says it covers. */
  integrity: z.enum(['intact', 'broken', 'unsupported']),
  state: z.enum(['ok', 'warn', 'error']),
  /** In words: what came of it, what wants an eye, and by name what could not be checked. */
  verdict: z.string(),
  /** The same in sentences, with who, when and what could not be checked. */
  told: z.string(),
  details: z.array(z.string()),
  unchecked: z.array(z.string()),
  /** How much of the file it covers, in bytes; `whole` is all of it but its own place. */
  covers: z.object({ whole: z.boolean(), bytes: z.number(), size: z.number() }),
  /** What came into the file behind what it covers. */
  after: z.enum(['nothing', 'signatures', 'comments', 'unknown', 'content']),
  signer: z.string().optional(),
  issuer: z.string().optional(),
  validFrom: z.string().optional(),
  validTo: z.string().optional(),
  /** When it was signed, as the signature itself says. */
  claimedAt: z.string().optional(),
  reason: z.string().optional(),
  timestamp: z.enum(['none', 'present']),
  chain: z.enum(['not_checked', 'to_root', 'untrusted']),
  root: z.string().optional(),
  revocation: z.literal('not_checked'),
})
export type SignatureAnswer = z.infer<typeof signatureAnswer>

/** What was found of the signatures of a file; `unchecked` says why they could not be looked at. */
export const signaturesAnswer = z.object({
  name: z.string(),
  sha256: z.string(),
  signatures: z.array(signatureAnswer),
  unchecked: z.string().optional(),
})
export type SignaturesAnswer = z.infer<typeof signaturesAnswer>
