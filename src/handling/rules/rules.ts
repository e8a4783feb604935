import { and, asc, desc, eq, getTableColumns, isNotNull, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { z } from 'zod'
import { commit, expectOne, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import type { FieldProblem } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { newId } from '../../core/ids.ts'
import { query } from '../../core/query.ts'
import { namedIn, readParts, subjectsOf } from '../../tasks/subjects.ts'
import { ruleActs } from '../acts.ts'
import type { ruleInput, ruleList } from '../schema.ts'
import { named } from '../steps.ts'
import { routingRule } from '../tables.ts'
import { LEAD_STANDS } from './enter.ts'
import type { Looks } from './match.ts'

/** Rules in force at once: beyond this nobody knows any more which one a paper meets. */
const MOST = 100

/** Of those that were ended as many are shown as may be wanted back. */
const ENDED = 20

type Row = typeof routingRule.$inferSelect & { stands: number }

const rule = alias(routingRule, 'r')
const shown = { ...getTableColumns(rule), stands: sql<number>`${LEAD_STANDS}` }

/** Query for the rules in force, in the order in which a paper is held against them. */
export const standing = query()((db) =>
  db
    .select(shown)
    .from(rule)
    .where(isNull(rule.endedAt))
    .orderBy(asc(rule.createdAt), asc(rule.id))
    .limit(MOST),
)

const ended = query()((db) =>
  db.select(shown).from(rule).where(isNotNull(rule.endedAt)).orderBy(desc(rule.endedAt)).limit(ENDED),
)

/** The standing rules in force, in the order in which a paper is held against them, and those ended last. */
export async function listRules(ctx: Context): Promise<z.infer<typeof ruleList>> {
  const { rows, gone } = await look(ctx, { rows: standing(ctx.tenant, {}), gone: ended(ctx.tenant, {}) })
  return { items: rows.map(tell), ended: gone.map(tell) }
}

const tell = ({
  id,
  name,
  sender,
  typeName,
  words,
  lead,
  inform,
  dueDays,
  byName,
  createdAt,
  stands,
}: Row) => ({
  id,
  name,
  sender,
  typeName,
  words,
  inform,
  by: byName,
  at: iso(createdAt),
  stands: stands === 1,
  ...given({ lead, dueDays }),
})

/** What is wrong with a rule that looks at nothing: every paper would be its. */
export const noMarks = ({ sender, typeName, words }: Looks): FieldProblem[] =>
  `${sender}${typeName}${words}`.trim() === ''
    ? [
        {
          field: 'sender',
          message: 'Nêu ít nhất một dấu hiệu: nơi gửi, tên loại hoặc từ trong trích yếu.',
        },
      ]
    : []

/**
 * Sets a standing rule: papers with these marks go to these people by themselves.
 * @throws Invalid when it looks at nothing, gives to nobody, or names somebody who is not there; Conflict when there
 *   are too many
 */
export async function addRule(ctx: Context, input: z.output<typeof ruleInput>): Promise<{ id: string }> {
  const whom = { lead: input.lead, inform: input.inform, cooperate: [] }
  const { me, found, rows } = await look(ctx, {
    found: subjectsOf(ctx, namedIn(whom)),
    rows: standing(ctx.tenant, {}),
  })
  const { parts, problems } = readParts(whom, found)
  const { name, sender, typeName, words, dueDays } = input
  problems.push(...noMarks(input))
  if (parts.lead === undefined && parts.inform.length === 0)
    problems.push({ field: 'lead', message: 'Chọn đơn vị, cán bộ chủ trì, hoặc nơi để biết.' })
  if (problems.length > 0) throw new Invalid(problems)
  refuseMore(rows)
  const id = newId()
  const { lead, inform } = named(parts)
  const row = {
    id,
    name,
    sender,
    typeName,
    words,
    inform,
    createdAt: ctx.clock(),
    byId: me.id,
    byName: me.name,
  }
  const act = ruleActs.add(
    { id, name },
    {
      after: {
        ...given({ sender, typeName, words, dueDays }),
        lead: parts.lead?.name ?? '',
        inform: inform.map((one) => one.name).join('; '),
      },
    },
  )
  return commit(
    ctx,
    me,
    act,
    [ctx.tenant.insert(routingRule).values({ ...row, lead: lead ?? null, dueDays: dueDays ?? null })],
    { id },
  )
}

function refuseMore({ length }: unknown[]): void {
  if (length >= MOST) throw new Conflict(`Đã có ${MOST} quy tắc. Đề nghị bỏ bớt quy tắc không dùng.`)
}

/** Ends a standing rule; what it gave out stays. @throws NotFound when it is not there or ended before */
export async function endRule(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant.select().from(routingRule).where(eq(routingRule.id, id)),
  })
  const [found] = rows
  if (found === undefined || found.endedAt !== null) throw new NotFound()
  const statements = [
    ctx.tenant
      .update(routingRule)
      .set({ endedAt: ctx.clock() })
      .where(and(eq(routingRule.id, id), sql`${routingRule.endedAt} is null`)),
    expectOne(ctx.tenant),
  ]
  return commit(ctx, me, ruleActs.end({ id, name: found.name }, {}), statements, { id })
}

/**
 * Uses again a rule that was ended, as it was and in its old place.
 * @throws NotFound when it is not there; Conflict when it is in force, or too many are
 */
export async function restoreRule(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, found, rows } = await look(ctx, {
    found: ctx.tenant.select().from(routingRule).where(eq(routingRule.id, id)),
    rows: standing(ctx.tenant, {}),
  })
  const [old] = found
  if (old === undefined) throw new NotFound()
  if (old.endedAt === null) throw new Conflict(`Quy tắc “${old.name}” đang được dùng.`)
  refuseMore(rows)
  const statements = [
    ctx.tenant
      .update(routingRule)
      .set({ endedAt: null })
      .where(and(eq(routingRule.id, id), isNotNull(routingRule.endedAt))),
    expectOne(ctx.tenant),
  ]
  return commit(ctx, me, ruleActs.restore({ id, name: old.name }, {}), statements, { id })
}
