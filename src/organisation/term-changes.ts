import { and, asc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, expectOne, expectTrue, look, takenMeanwhile } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { Invalid, NotFound, Stale } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { MAIN_BOOK } from '../documents/books.ts'
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

type Ends = { termId: string; ends: string }

async function lookAtTerms(ctx: Context) {
  const found = await look(ctx, 'organisation.manage', {
    terms: ctx.tenant.select().from(term).orderBy(asc(term.opensOn)),
    used: ctx.tenant.all<Ends>(sql`select id as termId, json_array(
      ${numberedAt(OUTGOING, sql`asc`)}, ${numberedAt(ARRIVED, sql`asc`)},
      ${numberedAt(OUTGOING, sql`desc`)}, ${numberedAt(ARRIVED, sql`desc`)}) as ends from term`),
  })
  return { ...found, used: new Map(found.used.flatMap(usedOf)) }
}

/** What takes a number in a term: documents issued, and arrivals where their book counts by term. */
const OUTGOING = sql`select d.issuedOn as day, 'Văn bản số ' || d.notation as what from document d
  where d.termId = term.id and d.issuedOn is not null order by d.issuedOn`
const ARRIVED = sql`select i.arrivedOn as day, 'Văn bản đến số ' || i.arrivalNo as what from incoming i
  where i.book = ${MAIN_BOOK} and i.period = term.id order by i.arrivalNo`

/** The first or the last of them, as JSON; one step into an index. */
const numberedAt = (rows: SQL, order: SQL): SQL =>
  sql`json((select json_object('day', day, 'what', what) from (${rows} ${order} limit 1)))`

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
  return [
    expectTrue(
      ctx.tenant,
      sql`not exists (select 1 from document where termId = ${days.id} and ${outside(sql`issuedOn`)})`,
    ),
    expectTrue(
      ctx.tenant,
      sql`not exists (select 1 from incoming where book = ${MAIN_BOOK} and period = ${days.id} and ${outside(sql`arrivedOn`)})`,
    ),
  ]
}

const told = ({ name, opensOn, closesOn, ground, note }: Term) => ({ name, opensOn, closesOn, ground, note })
