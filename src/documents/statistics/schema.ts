import { z } from 'zod'

/** One run of numbers held against the register. */
const proofRow = z.object({
  issuer: z.string(),
  term: z.string(),
  name: z.string(),
  counter: z.number(),
  first: z.number(),
  last: z.number(),
  lines: z.number(),
  voided: z.number(),
  gaps: z.array(z.object({ from: z.number(), to: z.number() })),
  sound: z.boolean(),
})
export const proofAnswer = z.object({ at: z.string(), items: z.array(proofRow) })
export const provedAnswer = z.object({ at: z.string() })

/** Papers issued, by year and term, type and deciding body, and to how many places they went. */
const tallyRow = z.object({
  year: z.string(),
  termId: z.string(),
  typeId: z.string(),
  typeName: z.string(),
  decidingBody: z.string(),
  deciding: z.string(),
  papers: z.number(),
  places: z.number(),
})
export const statisticsAnswer = z.object({
  items: z.array(tallyRow),
  terms: z.array(z.object({ id: z.string(), name: z.string() })),
  /** What a paper on paper would come to for one place: sheets of paper, đồng of postage. */
  each: z.object({ pages: z.number(), postage: z.number() }),
})
