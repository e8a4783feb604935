import { and, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Placeholder } from 'drizzle-orm'
import { z } from 'zod'
import { rolesOf } from '../../core/access.ts'
import { look, takenMeanwhile } from '../../core/batch.ts'
import { shownClaim } from '../../core/claim.ts'
import type { Call, Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { Invalid } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { sha256 } from '../../core/hash.ts'
import { newId } from '../../core/ids.ts'
import { mailRows, mails, postSoon } from '../../core/outbox.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { findReplay, Replayed, replayIfDone } from '../../core/replay.ts'
import { member, memberRole } from '../../core/tables.ts'
import { someNames } from '../../core/text.ts'
import { query } from '../../core/query.ts'
import { changeDirectory } from '../../directory/change.ts'
import { takenCode } from '../../directory/codes.ts'
import { links } from '../../directory/permissions.ts'
import { committee } from '../../entrance/control-tables.ts'
import { holdsAt } from '../../entrance/holds-at.ts'
import { foundingActs } from '../acts.ts'
import { founding } from '../control-tables.ts'
import { foundingLetter, linkOf, secretOf } from '../letters.ts'
import type { foundingList, foundingQuery, foundingsMade, Listed } from './schema.ts'

const DAYS_MS = 60 * 86_400_000

type Made = { items: { id: string; name: string; email: string }[] }

/**
 * Invites the first administrators of many subordinates at once, each by a link that works once, for 60 days, for the
 * address it names, and that also goes by mail where mail is set up. What they sign up is accepted and confirmed as it is listed here.
 * @throws Invalid naming every line that is wrong; nothing is made then
 */
export async function inviteSubordinates(
  ctx: Context,
  items: Listed[],
): Promise<z.infer<typeof foundingsMade>> {
  try {
    return withLinks(ctx, await make(ctx, items))
  } catch (error) {
    if (!(error instanceof Replayed)) throw error
    throw new Replayed(withLinks(ctx, error.answer as Made))
  }
}

const withLinks = (ctx: Context, { items }: Made) => ({
  items: items.map((one) => ({ ...one, link: linkOf(ctx, one.id), mailed: mails(ctx) })),
})

async function make(ctx: Context, items: Listed[]): Promise<Made> {
  const { me, inviters } = await look(ctx, { inviters: invitersIn(ctx.tenant, {}) })
  const { control, person, once, committee: here } = ctx
  const may = JSON.stringify(inviters.map(({ id }) => id))
  const [done, waiting] = await control.batch([
    findReplay(control, person.id, once),
    control
      .select({ name: founding.name, email: founding.email })
      .from(founding)
      .where(
        and(
          eq(founding.superiorId, here.id),
          or(and(isOpen(ctx.clock()), sql`not ${lapsed(may)}`), isNotNull(founding.committeeId)),
        ),
      ),
  ])
  replayIfDone(done, once)
  const problems = [...twice(items, waiting), ...(await heldCodes(ctx, items))]
  if (problems.length > 0) throw new Invalid(problems)
  const at = ctx.clock()
  const rows = await Promise.all(
    items.map(async (one) => {
      const id = newId()
      const tokenHash = sha256(secretOf(ctx, id))
      return {
        id,
        tokenHash,
        superiorId: here.id,
        ...one,
        invitedBy: me.name,
        byId: person.id,
        createdAt: at,
        expiresAt: at + DAYS_MS,
      }
    }),
  )
  const act = foundingActs.invite(here, {
    after: {
      count: items.length,
      names: someNames(
        items.map(({ name }) => name),
        20,
      ),
    },
  })
  const answer = { items: rows.map(({ id, name, email }) => ({ id, name, email })) }
  const letters = rows.map(({ id, name, email, expiresAt }) =>
    foundingLetter(email, { id, name, superior: here.name, by: me.name, expiresAt }, { until: expiresAt }),
  )
  const statements = [replaced(ctx, items, may), ...inserts(ctx, rows), ...mailRows(ctx, control, letters)]
  const made = await changeDirectory(ctx, act, statements, answer, takenMeanwhile)
  postSoon(ctx)
  return made
}

/** Statement that ends for good what lapsed, where another administrator now invites under the same name. */
const replaced = ({ control, committee: here, clock }: Context, items: Listed[], may: string) =>
  control
    .update(founding)
    .set({ withdrawnAt: clock() })
    .where(
      and(
        eq(founding.superiorId, here.id),
        sql`${founding.name} in (select value from json_each(${JSON.stringify(items.map(({ name }) => name))}))`,
        isOpen(clock()),
        lapsed(may),
      ),
    )

/** As many rows a statement as its parameters allow. */
function inserts({ control }: Context, rows: (typeof founding.$inferInsert)[]) {
  const parts = Array.from({ length: Math.ceil(rows.length / 50) }, (_, i) => rows.slice(i * 50, i * 50 + 50))
  return parts.map((part) => control.insert(founding).values(part))
}

/** The accounts of those who may invite now: what others sent has lapsed. */
const invitersIn = query()((db) =>
  db
    .selectDistinct({ id: member.userId })
    .from(memberRole)
    .innerJoin(member, eq(member.id, memberRole.memberId))
    .where(and(inArray(memberRole.role, rolesOf(links.manage)), isNull(member.leftAt))),
)

/** Whether whoever sent an invitation may invite no more, as SQL. @param may the accounts that may, as JSON */
const lapsed = (may: string | Placeholder) =>
  sql`(${founding.byId} is not null and ${founding.byId} not in (select value from json_each(${may})))`

/** Invitations nobody took up or took back and that are not too old, as SQL. */
export const isOpen = (now: number | Placeholder) =>
  sql`${founding.committeeId} is null and ${founding.withdrawnAt} is null and ${founding.expiresAt} > ${now}`

/** Lines that name what another line names, or an invitation that waits or was taken up. */
function twice(items: Listed[], waiting: { name: string; email: string }[]): FieldProblem[] {
  const known = new Set(waiting.map(({ name }) => name.toLowerCase()))
  return items.flatMap(({ name }, i) => {
    const key = name.toLowerCase()
    const message = `${name} đã có trong danh sách, đã được mời hoặc đã đăng ký. Đề nghị bỏ dòng này, hoặc thu lại lời mời cũ.`
    if (known.has(key)) return [{ field: `items.${i}.name`, message }]
    known.add(key)
    return []
  })
}

async function heldCodes({ control }: Context, items: Listed[]): Promise<FieldProblem[]> {
  const found = await Promise.all(
    items.map(async ({ codes }, i) => {
      const error = await takenCode(control, '', codes)
      return error === undefined ? [] : [{ field: `items.${i}.codes`, message: error.message }]
    }),
  )
  return found.flat()
}

const foundingsOf = query<{ me: string; after?: string | undefined; limit: number }>()(
  (db, { me, after, limit }) =>
    db
      .select({ founding, handle: committee.handle })
      .from(founding)
      .leftJoin(committee, eq(committee.id, founding.committeeId))
      .where(and(eq(founding.superiorId, me), after && lt(founding.id, after)))
      .orderBy(desc(founding.id))
      .limit(limit),
)
const counted = query<{ me: string; now: number; may: string }>()((db, { me, now, may }) =>
  db
    .select({
      waiting: sql<number>`count(*) filter (where ${isOpen(now)} and not ${lapsed(may)})`,
      accepted: sql<number>`count(${founding.committeeId})`,
    })
    .from(founding)
    .where(eq(founding.superiorId, me)),
)

/** Whom this committee invited as its subordinates and what became of each, the latest first. */
export async function listFoundings(
  ctx: Context,
  { cursor, limit }: z.output<typeof foundingQuery>,
): Promise<z.infer<typeof foundingList>> {
  const { inviters } = await look(ctx, { inviters: invitersIn(ctx.tenant, {}) })
  const may = new Set(inviters.map(({ id }) => id))
  const after = readCursor(cursor, z.tuple([z.string()]))
  const now = ctx.clock()
  const me = ctx.committee.id
  const [rows, [counts]] = await ctx.control.batch([
    foundingsOf(ctx.control, { me, after: after?.[0], limit: limit + 1 }),
    counted(ctx.control, { me, now, may: JSON.stringify([...may]) }),
  ])
  const stands = (one: typeof founding.$inferSelect) => {
    const state = stateOf(one, now, one.byId === null || may.has(one.byId))
    return { state, ...(state === 'waiting' ? shownClaim(one) : {}) }
  }
  const page = paged(
    rows,
    limit,
    (row) => [row.founding.id],
    ({ founding: one, handle }) => ({
      id: one.id,
      name: one.name,
      suffix: one.suffix,
      email: one.email,
      by: one.invitedBy,
      ...stands(one),
      expiresAt: iso(one.expiresAt),
      ...given({ handle }),
    }),
  )
  return { ...page, counts: counts ?? { waiting: 0, accepted: 0 } }
}

/** What became of an invitation by now (ms UTC). @param stands whether whoever sent it may still invite */
export function stateOf(
  one: typeof founding.$inferSelect,
  now: number,
  stands: boolean,
): 'accepted' | 'withdrawn' | 'expired' | 'waiting' | 'lapsed' {
  if (one.committeeId !== null) return 'accepted'
  if (one.withdrawnAt !== null) return 'withdrawn'
  if (one.expiresAt <= now) return 'expired'
  return stands ? 'waiting' : 'lapsed'
}

/** Whether whoever sent an invitation may still invite where they did. */
export const standsBehind = (
  call: Pick<Call, 'control' | 'platform'>,
  { byId, superiorId }: typeof founding.$inferSelect,
): Promise<boolean> =>
  byId === null
    ? Promise.resolve(true)
    : holdsAt(call, { personId: byId, committeeId: superiorId }, links.manage)
