import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { iso } from '../core/dates.ts'
import { Conflict, NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { LIVES, posting } from '../core/outbox.ts'
import { outbox } from '../core/outbox-tables.ts'
import { paged, readCursor } from '../core/paging.ts'
import { query } from '../core/query.ts'
import { fromOf } from '../platform/mail.ts'
import { letterActs } from './acts.ts'
import type { lettersAnswer, lettersQuery } from './schema.ts'

type Page = { state?: string | undefined; after?: number | undefined; limit: number }
const lettersIn = query<Page>()((db, { state, after, limit }) =>
  db
    .select({ rowid: sql<number>`rowid`, letter: outbox })
    .from(outbox)
    .where(and(state && eq(outbox.state, state), after && lt(sql`rowid`, after)))
    .orderBy(desc(sql`rowid`))
    .limit(limit),
)
const tallied = query()((db) =>
  db
    .select({ state: outbox.state, n: sql<number>`count(*)` })
    .from(outbox)
    .where(inArray(outbox.state, ['waiting', 'refused']))
    .groupBy(outbox.state),
)

/** Letters of the committee, the newest first, and whether mail goes out at all. */
export async function listLetters(
  ctx: Context,
  { cursor, limit, state }: z.output<typeof lettersQuery>,
): Promise<z.infer<typeof lettersAnswer>> {
  const after = readCursor(cursor, z.tuple([z.number()]))
  const { rows, tally } = await look(ctx, {
    rows: lettersIn(ctx.tenant, { state, after: after?.[0], limit: limit + 1 }),
    tally: tallied(ctx.tenant, {}),
  })
  const count = (of: string): number => tally.find((one) => one.state === of)?.n ?? 0
  const { mail, env } = ctx.platform
  return {
    mail: mail !== undefined,
    ...(mail === undefined ? {} : { from: fromOf(env) }),
    waiting: count('waiting'),
    refused: count('refused'),
    ...paged(
      rows,
      limit,
      ({ rowid }) => [rowid],
      ({ letter }) => shown(letter),
    ),
  }
}

/** A device is told by what it is, not by its id: which of a person's it was is theirs to know. */
const shown = ({
  id,
  kind,
  by,
  to,
  state,
  at,
  tries,
  nextAt,
  doneAt,
  reason,
}: typeof outbox.$inferSelect) => ({
  id,
  kind,
  by,
  to: by === 'push' ? '' : to,
  state,
  at: iso(at),
  tries,
  ...given({ nextAt: when(nextAt), doneAt: when(doneAt), reason }),
})

const when = (at: number | null): string | null => (at === null ? null : iso(at))

/**
 * Sends a letter again that was refused or given up, as if it had just been written.
 * @throws NotFound; Conflict when it waits already or was taken
 */
export async function resendLetter(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, { rows: ctx.tenant.select().from(outbox).where(eq(outbox.id, id)) })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const now = ctx.clock()
  const taken = () => new Conflict('Thư này đã gửi hoặc đang chờ gửi. Đề nghị tải lại để xem.')
  if (found.state !== 'refused') throw taken()
  const again = { state: 'waiting' as const, nextAt: now, until: now + LIVES, doneAt: null, tries: 0 }
  const statements = [
    ctx.tenant
      .update(outbox)
      .set(again)
      .where(and(eq(outbox.id, id), eq(outbox.state, 'refused'))),
    expectOne(ctx.tenant),
  ]
  const act = letterActs.resend(
    { id, name: found.kind },
    { after: { to: found.by === 'push' ? '' : found.to } },
  )
  return posting(ctx, () => commit(ctx, me, act, statements, { id }, () => Promise.resolve(taken())))
}
