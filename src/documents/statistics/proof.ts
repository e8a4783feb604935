import { desc, eq, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { iso } from '../../core/dates.ts'
import type { Wake } from '../../core/domain.ts'
import { query } from '../../core/query.ts'
import { issuer, term } from '../../organisation/tables.ts'
import type { Database } from '../../platform/database.ts'
import { CONGRESS, ONE_RUN } from '../books/notation.ts'
import { documentType } from '../tables.ts'
import type { proofAnswer } from './schema.ts'
import { numberProof } from './tables.ts'

const DAY = 86_400_000
/** Gaps of a run are told up to here; a register with more is wrong altogether. */
const MOST_GAPS = 50

/**
 * Holds every run of numbers against the register: the counter, the first and the last line, how many lines there are,
 * how many are voided, and which numbers between stand on no line. Read along the unique index of numbers alone.
 */
const weigh = query<{ at: number }>()((db, { at }) =>
  db.run(sql`insert or replace into ${numberProof} (issuerId, termId, series, at, counter, first, last, lines, voided, gaps)
    select s.issuerId, s.termId, s.series, ${at}, s.last, min(d.number), max(d.number), count(d.number),
      coalesce(sum(d.state = 'cancelled'), 0),
      (select json_group_array(json_array(gap.number + 1, gap.next - 1)) from (
        select n.number, lead(n.number) over (order by n.number) as next from document n
        where n.issuerId = s.issuerId and n.termId = s.termId and n.series = s.series and n.number is not null
        ) gap where gap.next > gap.number + 1 limit ${MOST_GAPS})
    from number_series s left join document d
      on d.issuerId = s.issuerId and d.termId = s.termId and d.series = s.series and d.number is not null
    group by s.issuerId, s.termId, s.series`),
)

/** Statement that weighs every run of a committee now. */
export const weighNumbers = (db: Database, at: number): Statement => weigh(db, { at })

/** Weighs the numbers of a committee every night, as long as it numbers papers at all. */
export const proveNumbers: Wake = async ({ tenant, now }) => {
  const [{ n } = { n: 0 }] = await tenant.all<{ n: number }>(sql`select count(*) as n from number_series`)
  if (n === 0) return { done: 0 }
  await tenant.batch([weighNumbers(tenant, now)])
  return { done: n, next: now + DAY }
}

/**
 * The proof that the register and the counters agree, as the last night found it; weighed now where no night has yet,
 * or where it is asked for.
 */
export async function readNumberProof(ctx: Context): Promise<z.infer<typeof proofAnswer>> {
  const { rows, types, jumps } = await look(ctx, {
    rows: proofs(ctx.tenant, {}),
    types: allTypes(ctx.tenant, {}),
    jumps: setAhead(ctx.tenant, {}),
  })
  const nameOf = (series: string): string =>
    series === ONE_RUN
      ? 'Văn bản đại hội'
      : types
          .filter((one) => one.series === series)
          .map(({ name }) => name)
          .join(', ') || series
  return {
    at: iso(rows[0]?.proof.at ?? ctx.clock()),
    items: rows.map(({ proof, suffix, termName }) => {
      const gaps = JSON.parse(proof.gaps) as [number, number][]
      const set = jumps.some(({ subjectId }) => subjectId === `${proof.issuerId}/${proof.series}`)
      return {
        issuer: suffix ?? '',
        term: proof.termId === CONGRESS ? 'Đại hội' : (termName ?? ''),
        name: nameOf(proof.series),
        counter: proof.counter,
        first: proof.first ?? 0,
        last: proof.last ?? 0,
        lines: proof.lines,
        voided: proof.voided,
        gaps: gaps.map(([from, to]) => ({ from, to })),
        sound: isSound(proof, gaps.length, set),
      }
    }),
  }
}

/**
 * Whether a run is as it must be: every number from the first line to the last has one line. The counter is the last,
 * unless somebody has set it ahead for a paper book; then numbers may be missing where it was set.
 */
const isSound = (
  { counter, first, last, lines }: typeof numberProof.$inferSelect,
  gaps: number,
  set: boolean,
): boolean => {
  if (lines === 0 || first === null || last === null) return true
  const whole = lines === last - first + 1 && gaps === 0 && counter === last
  return whole || (set && counter >= last)
}

const allTypes = query()((db) => db.select().from(documentType))
/** Runs that somebody set, with how often. */
const setAhead = query()((db) =>
  db.all<{ subjectId: string; n: number }>(sql`
    select subjectId, count(*) as n from audit where action = 'series.set' group by subjectId`),
)

const proofs = query()((db) =>
  db
    .select({ proof: numberProof, suffix: issuer.suffix, termName: term.name })
    .from(numberProof)
    .leftJoin(issuer, eq(issuer.id, numberProof.issuerId))
    .leftJoin(term, eq(term.id, numberProof.termId))
    .orderBy(desc(numberProof.lines)),
)
