/** How long the texts of a draft may be, in characters: the form stops where the server would. */
export const LIMITS = {
  subject: 1000,
  signerName: 120,
  signerTitle: 200,
  overrideReason: 500,
  necessity: 300,
  note: 500,
  copyKeeper: 120,
} as const
