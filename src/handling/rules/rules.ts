import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { commit, expectOne, look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { given } from '../../core/given.ts'
import { newId } from '../../core/ids.ts'
import { namedIn, readParts, subjectsOf } from '../../tasks/subjects.ts'
import { ruleActs } from '../acts.ts'
import type { ruleInput, ruleList } from '../schema.ts'
import { named } from '../steps.ts'
import { routingRule } from '../tables.ts'

/** Rules in force at once: beyond this nobody knows any more which one a paper meets. */
const MOST = 100

const standing = (ctx: Context) =>
  ctx.tenant
    .select()
    .from(routingRule)
    .where(isNull(routingRule.endedAt))
    .orderBy(asc(routingRule.createdAt), asc(routingRule.id))
    .limit(MOST)

/** The standing rules in force, in the order in which a paper is held against them. */
export async function listRules(ctx: Context): Promise<z.infer<typeof ruleList>> {
  const { rows } = await look(ctx, { rows: standing(ctx) })
  return {
    items: rows.map(({ id, name, sender, typeName, words, lead, inform, dueDays, byName, createdAt }) => ({
      id,
      name,
      sender,
      typeName,
      words,
      inform,
      by: byName,
      at: iso(createdAt),
      ...given({ lead, dueDays }),
    })),
  }
}

/**
 * Sets a standing rule: papers with these marks go to these people by themselves.
 * @throws Invalid when it looks at nothing, gives to nobody, or names somebody who is not there; Conflict when there
 *   are too many
 */
export async function addRule(ctx: Context, input: z.output<typeof ruleInput>): Promise<{ id: string }> {
  const whom = { lead: input.lead, inform: input.inform, cooperate: [] }
  const { me, found, rows } = await look(ctx, { found: subjectsOf(ctx, namedIn(whom)), rows: standing(ctx) })
  const { parts, problems } = readParts(whom, found)
  const { name, sender, typeName, words, dueDays } = input
  if (`${sender}${typeName}${words}`.trim() === '')
    problems.push({
      field: 'sender',
      message: 'Nêu ít nhất một dấu hiệu: nơi gửi, tên loại hoặc từ trong trích yếu.',
    })
  if (parts.lead === undefined && parts.inform.length === 0)
    problems.push({ field: 'lead', message: 'Chọn đơn vị, cán bộ chủ trì, hoặc nơi để biết.' })
  if (problems.length > 0) throw new Invalid(problems)
  if (rows.length >= MOST) throw new Conflict(`Đã có ${MOST} quy tắc. Đề nghị bỏ bớt quy tắc không dùng.`)
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
