import { and, desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { BEFORE } from '../documents/drafting/stages.ts'
import { document } from '../documents/tables.ts'
import { managesRound, readsRoundsOf } from './reach.ts'
import type { roundList } from './schema.ts'
import { headOf } from './show.ts'
import { event } from './tables.ts'

/**
 * The rounds of opinions on a draft, the newest first.
 * @throws NotFound when the draft is out of reach
 */
export async function listRounds(ctx: Context, id: string): Promise<z.infer<typeof roundList>> {
  const today = dayAt(ctx.clock())
  const { drafts, rounds } = await look(ctx, {
    drafts: inReach(ctx.tenant, { id, person: ctx.person.id }),
    rounds: roundsOf(ctx.tenant, { id }),
  })
  const draft = drafts[0]
  if (draft === undefined) throw new NotFound()
  const open = draft.state === 'draft' && BEFORE.includes(draft.stage) && draft.manages === 1
  return {
    items: rounds.map(({ round, asked, answered, open: left }) => ({
      ...headOf(round, today, { asked, answered }),
      open: left,
    })),
    may: { open },
  }
}

const inReach = query<{ id: string; person: string }>()((db, { id, person }) =>
  db
    .select({
      state: document.state,
      stage: document.stage,
      manages: sql<number>`${managesRound({ person: { id: person } })}`,
    })
    .from(document)
    .where(and(eq(document.id, id), readsRoundsOf({ person: { id: person } }))),
)

const roundsOf = query<{ id: string }>()((db, { id }) =>
  db
    .select({
      round: event,
      asked: sql<number>`(select count(*) from event_person p where p.eventId = ${event.id})`,
      answered: sql<number>`(select count(*) from event_person p
        where p.eventId = ${event.id} and p.answeredAt is not null)`,
      open: sql<number>`(select count(*) from remark r where r.eventId = ${event.id} and r.uptake is null)`,
    })
    .from(event)
    .where(eq(event.documentId, id))
    .orderBy(desc(event.at))
    .limit(50),
)
