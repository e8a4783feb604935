import { and, asc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { Invalid, NotFound, Stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { document } from '../documents/tables.ts'
import { planEdit, planOpening } from './rules.ts'
import type { Numbered, TermPlan, Used } from './rules.ts'
import type { TermAnswer, TermEdit, TermInput } from './schema.ts'
import { term } from './tables.ts'

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
 * Opens a term after a congress, or in mid-term for the successor of merged organisations (domain.md §1.3.9);
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
  const act = {
    action: 'term.open',
    subject: { kind: 'term', id: row.id, name: row.name },
    before: { last: last?.name ?? null },
    after: told(row),
  }
  const statements = [...moves(ctx, terms, plan), ctx.tenant.insert(term).values(row)]
  return commit(ctx, me, act, statements, showTerm(row, dayAt(ctx.clock())), takenMeanwhile)
}

/**
 * Renames a term or moves its days. The term before closes the day before; the last term may be given a closing
 * day (an organisation that ended).
 * @param version the version the edit was made on
 * @throws Stale when it was edited since; Invalid when a document would come to lie in another term
 */
export async function editTerm(
  ctx: Context,
  id: string,
  version: number,
  edit: TermEdit,
): Promise<TermAnswer> {
  const { me, terms, used } = await lookAtTerms(ctx)
  const before = terms.find((one) => one.id === id)
  if (before === undefined) throw new NotFound()
  if (before.version !== version) throw new Stale()
  const plan = planEdit(terms, id, edit, used)
  const days = plan.ok ? plan.days.find((one) => one.id === id) : undefined
  const after: Term = {
    ...before,
    ...days,
    name: edit.name ?? before.name,
    note: edit.note ?? before.note,
    version: version + 1,
  }
  const act = {
    action: 'term.update',
    subject: { kind: 'term', id, name: after.name },
    before: told(before),
    after: told(after),
  }
  const others = plan.ok ? { ...plan, days: plan.days.filter((one) => one.id !== id) } : plan
  const statements = [
    ...moves(ctx, terms, others),
    ctx.tenant
      .update(term)
      .set(after)
      .where(and(eq(term.id, id), eq(term.version, version))),
    expectOne(ctx.tenant),
    ...(days === undefined ? [] : expectNumbersInside(ctx, after)),
  ]
  return commit(ctx, me, act, statements, showTerm(after, dayAt(ctx.clock())), takenMeanwhile)
}

type Ends = { termId: string; first: string | null; last: string | null }

async function lookAtTerms(ctx: Context) {
  const found = await look(ctx, 'organisation.manage', {
    terms: ctx.tenant.select().from(term).orderBy(asc(term.opensOn)),
    ends: ctx.tenant
      .select({ termId: term.id, first: issuedAtEnd(sql`asc`), last: issuedAtEnd(sql`desc`) })
      .from(term),
  })
  const used = new Map(found.ends.flatMap((one) => usedOf(one)))
  return { ...found, used }
}

/** The first or last document issued in a term, as JSON; one step into the index. */
const issuedAtEnd = (order: SQL) => sql<string | null>`(
  select json_object('day', d.issuedOn, 'what', 'Văn bản số ' || d.notation) from document as d
  where d.termId = term.id and d.issuedOn is not null order by d.issuedOn ${order} limit 1)`

function usedOf({ termId, first, last }: Ends): [string, Used][] {
  if (first === null || last === null) return []
  return [[termId, { first: JSON.parse(first) as Numbered, last: JSON.parse(last) as Numbered }]]
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

/** What was issued while the change was being decided must lie within the new days too. */
function expectNumbersInside(ctx: Context, days: Pick<Term, 'id' | 'opensOn' | 'closesOn'>): Statement[] {
  const none = (outside: SQL): Statement =>
    expectTrue(
      ctx.tenant,
      sql`not exists (select 1 from ${document} where ${document.termId} = ${days.id} and ${outside})`,
    )
  const early = none(sql`${document.issuedOn} < ${days.opensOn}`)
  return days.closesOn === null ? [early] : [early, none(sql`${document.issuedOn} > ${days.closesOn}`)]
}

const told = ({ name, opensOn, closesOn, ground, note }: Term) => ({ name, opensOn, closesOn, ground, note })
