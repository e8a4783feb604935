import { z } from 'zod'

/** Where a person is and what they are there: what every screen of a committee begins with. */
export const shellAnswer = z.object({
  committee: z.object({
    handle: z.string(),
    name: z.string(),
    kind: z.string(),
    kindName: z.string(),
    suffix: z.string(),
    place: z.string(),
    superior: z
      .object({ handle: z.string(), name: z.string(), state: z.enum(['pending', 'accepted']) })
      .optional(),
  }),
  me: z.object({
    memberId: z.string(),
    name: z.string(),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    unit: z.string().optional(),
    position: z.string().optional(),
  }),
  term: z
    .object({ id: z.string(), name: z.string(), opensOn: z.string(), closesOn: z.string().optional() })
    .optional(),
  counts: z.object({ arrivals: z.number(), drafts: z.number(), links: z.number() }),
  limits: z.object({ fileBytes: z.number() }),
})
export type ShellAnswer = z.infer<typeof shellAnswer>
