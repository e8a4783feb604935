import { query } from '../core/query.ts'
import { matching } from '../core/text.ts'
import { searchPart } from '../core/part.ts'
import { foundIn } from './find.ts'

/** Committees of the directory, for the search over everything. */
export const search = searchPart({
  control: (ctx, { sought, limit }) => ({
    committees: found(ctx.control, { words: matching(sought.folded), limit }),
  }),
  show: (_, { committees }) =>
    committees.map(({ handle, name, place }) => ({ kind: 'committee', id: handle, title: name, sub: place })),
})

const found = query<{ words: string; limit: number }>()((db, { words, limit }) =>
  foundIn({ control: db }, words).limit(limit),
)
