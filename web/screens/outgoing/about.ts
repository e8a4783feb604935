/** The ways a later paper may be about an earlier one, with the word of the address that begins it. */
export const ABOUT = {
  replaces: 'thayThe',
  amends: 'suaDoi',
  corrects: 'dinhChinh',
  repeals: 'baiBo',
} as const
