import { LIMITS as DRAFT } from '../src/documents/outgoing/limits.ts'

/**
 * The greatest lengths the server takes of what people write, in characters after NFC. A field tells how much room is
 * left and never cuts; a test holds each number against the server's schema.
 */
export const LIMITS = {
  ...DRAFT,
  acceptanceNote: 500,
  refusalText: 1000,
  cancelReason: 500,
  declaration: 500,
  committeeName: 200,
} as const
