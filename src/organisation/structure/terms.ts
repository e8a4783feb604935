import { and, asc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { Invalid, NotFound, Stale } from '../../core/errors.ts'
import { newId } from '../../core/ids.ts'
import { isOn } from '../../core/version.ts'
import type { Versions } from '../../core/version.ts'
import { termActs } from '../acts.ts'
import { term } from '../tables.ts'
import { planEdit, planOpening } from './term-rules.ts'
import type { Numbered, TermPlan, Used } from './term-rules.ts'
import type { TermAnswer, TermEdit, TermInput } from './schema.ts'

type Term = typeof term.$inferSelect

/** A term as the API tells it; `today` (`YYYY-MM-DD`) says which is current. */
export const showTerm = (row: Term, today: string): TermAnswer => ({
  id: row.id,
  name: row.name,
  opensOn: row.opensOn,
  ...(row.closesOn === null ? {} : { closesOn: row.closesOn }),
  current: row.opensOn <= today && (row.closesOn === null || today <= row.closesOn),
  ground: row.ground,
  ...(row.note === null ? {} : { note: row.note }),
  version: row.version,
})

/**
 * Opens a term after a congress, or in mid-term for the successor of merged organisations;
 * the last one closes the day before, and every count starts at 01 again.
 * @throws Invalid when something numbered in the last term would come to lie in the new one
 */
export async function openTerm(ctx: Context, input: TermInput): Promise<TermAnswer> {
  const { me, terms, used } = await lookAtTerms(ctx)
  const last = terms.at(-1)
  const plan = planOpening(terms, input.opensOn, last && used.get(last.id))
  const row: Term = {
    id: newId(),
    name: input.name,
    opensOn: input.opensOn,
    closesOn: null,
    ground: input.ground,
    note: input.note ?? null,
    version: 1,
  }
  const act = termActs.open(row, { before: { last: last?.name ?? null }, after: told(row) })
  const statements = [...moves(ctx, terms, plan), ctx.tenant.insert(term).values(row)]
  return commit(ctx, me, act, statements, showTerm(row, dayAt(ctx.clock())), takenMeanwhile)
}

/**
 * Renames a term or moves its days. The term before closes the day before; the last term may be given a closing
 * day (an organisation that ended).
 * @param version the versions the edit may have been made on
 * @throws Stale when it was edited since; Invalid when a document would come to lie in another term
 */
export async function editTerm(
  ctx: Context,
  id: string,
  version: Versions,
  edit: TermEdit,
): Promise<TermAnswer> {
  const { me, terms, used } = await lookAtTerms(ctx)
  const before = terms.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (!isOn(version, before.version)) throw new Stale()
  const plan = planEdit(terms, id, edit, used)
  const days = plan.ok ? plan.days.find((one) => one.id === id) : undefined
  const after: Term = {
    ...before,
    ...days,
    name: edit.name ?? before.name,
    note: edit.note ?? before.note,
    version: before.version + 1,
  }
  const act = termActs.update(after, { before: told(before), after: told(after) })
  const others = plan.ok ? { ...plan, days: plan.days.filter((one) => one.id !== id) } : plan
  const statements = [
    ...moves(ctx, terms, others),
    ctx.tenant
      .update(term)
      .set(after)
      .where(and(eq(term.id, id), eq(term.version, before.version))),
    expectOne(ctx.tenant),
    ...(days === undefined ? [] : expectNumbersInside(ctx, after)),
  ]
  return commit(ctx, me, act, statements, showTerm(after, dayAt(ctx.clock())), takenMeanwhile)
}

type Ends = { termId: string; ends: string }

async function lookAtTerms(ctx: Context) {
  const ends = (['asc', 'desc'] as const).flatMap((order) =>
    numbered(ctx, sql`term.id`, order).map(
      (rows) => sql`json((select json_object('day', day, 'what', what) from (${rows} limit 1)))`,
    ),
  )
  const found = await look(ctx, {
    terms: ctx.tenant.select().from(term).orderBy(asc(term.opensOn)),
    used: ctx.tenant.all<Ends>(
      sql`select id as termId, json_array(${sql.join(ends, sql`, `)}) as ends from term`,
    ),
  })
  return { ...found, used: new Map(found.used.flatMap(usedOf)) }
}

/** What took a number in a term, as the domains that number know: queries for rows of `day` and `what`. */
const numbered = ({ house }: Context, termId: SQL, order: 'asc' | 'desc' = 'asc'): SQL[] =>
  house.holds.flatMap((held) => held.term?.(termId, order) ?? [])

function usedOf({ termId, ends }: Ends): [string, Used][] {
  const found = (JSON.parse(ends) as (Numbered | null)[]).filter((one) => one !== null)
  const byDay = found.toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const [first, last] = [byDay[0], byDay.at(-1)]
  return first === undefined || last === undefined ? [] : [[termId, { first, last }]]
}

/** Statements that give terms their new days, each guarded against another edit and against papers left outside. */
function moves(ctx: Context, terms: Term[], plan: TermPlan): Statement[] {
  if (!plan.ok) throw new Invalid([{ field: plan.field, message: plan.message }])
  return plan.days.flatMap(({ id, opensOn, closesOn }) => {
    const version = terms.find((one) => one.id === id)?.version ?? 0
    return [
      ctx.tenant
        .update(term)
        .set({ opensOn, closesOn, version: version + 1 })
        .where(and(eq(term.id, id), eq(term.version, version))),
      expectOne(ctx.tenant),
      ...expectNumbersInside(ctx, { id, opensOn, closesOn }),
    ]
  })
}

/** What took a number while the change was being decided must lie within the new days too. */
function expectNumbersInside(ctx: Context, days: Pick<Term, 'id' | 'opensOn' | 'closesOn'>): Statement[] {
  const outside = (day: SQL): SQL =>
    days.closesOn === null
      ? sql`${day} < ${days.opensOn}`
      : sql`(${day} < ${days.opensOn} or ${day} > ${days.closesOn})`
  return numbered(ctx, sql`${days.id}`).map((rows) =>
    expectTrue(ctx.tenant, sql`not exists (select 1 from (${rows}) where ${outside(sql`day`)})`),
  )
}

const told = ({ name, opensOn, closesOn, ground, note }: Term) => ({ name, opensOn, closesOn, ground, note })
