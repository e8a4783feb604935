/**
 * The greatest lengths the server takes of what people write, in characters after NFC. A field tells how much room is
 * left and never cuts; a test holds each number against the server's schema.
 */
export const LIMITS = {
  subject: 1000,
  signerName: 120,
  signerTitle: 200,
  overrideReason: 500,
  acceptanceNote: 500,
  refusalText: 1000,
  cancelReason: 500,
  declaration: 500,
  committeeName: 200,
} as const
