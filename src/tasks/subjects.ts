import { sql } from 'drizzle-orm'
import { expectTrue } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import type { FieldProblem } from '../core/errors.ts'
import { member } from '../core/tables.ts'
import { unit } from '../organisation/tables.ts'
import type { PartsInput, SubjectRef } from './schema.ts'

/** A unit or a person as a task names them; a person with the unit they sit in. */
export type Subject = { kind: 'unit' | 'person'; id: string; name: string; unitId: string | null }

/** Query for those of these units and persons who are there now. */
export const subjectsOf = (ctx: Context, refs: readonly SubjectRef[]) => {
  const ids = (kind: SubjectRef['kind']) =>
    JSON.stringify(refs.filter((one) => one.kind === kind).map(({ id }) => id))
  return ctx.tenant.all<Subject>(sql`
    select 'unit' as kind, id, name, id as unitId from ${unit}
      where id in (select value from json_each(${ids('unit')})) and closedAt is null
    union all
    select 'person', id, name, unitId from ${member}
      where id in (select value from json_each(${ids('person')})) and leftAt is null`)
}

/** The units and persons that some parts name, in the order of the form. */
export const namedIn = ({ lead, cooperate, inform }: PartsInput): SubjectRef[] => [
  ...(lead === undefined ? [] : [lead]),
  ...cooperate,
  ...inform,
]

export type Parts = { lead: Subject | undefined; cooperate: Subject[]; inform: Subject[] }

/**
 * The parts as they stand: exactly one leads, and nobody has two parts.
 * @returns what was found, and what is wrong with the rest, by field
 */
export function readParts(
  input: PartsInput,
  found: readonly Subject[],
): { parts: Parts; problems: FieldProblem[] } {
  const problems: FieldProblem[] = []
  const seen = new Set<string>()
  const take = (ref: SubjectRef, field: string): Subject[] => {
    const subject = found.find((one) => one.kind === ref.kind && one.id === ref.id)
    const key = `${ref.kind} ${ref.id}`
    if (subject === undefined)
      problems.push({ field, message: 'Đơn vị hoặc cán bộ này không có, hoặc đã thôi hoạt động.' })
    else if (seen.has(key))
      problems.push({ field, message: `${subject.name} đã có phần việc khác. Mỗi nơi chỉ một phần.` })
    seen.add(key)
    return subject === undefined ? [] : [subject]
  }
  const lead = input.lead === undefined ? undefined : take(input.lead, 'lead')[0]
  const cooperate = input.cooperate.flatMap((ref, i) => take(ref, `cooperate.${i}`))
  const inform = input.inform.flatMap((ref, i) => take(ref, `inform.${i}`))
  return { parts: { lead, cooperate, inform }, problems }
}

/** Guard: the owner still stands where the task is written. */
export const expectStanding = (ctx: Context, { kind, id }: Pick<Subject, 'kind' | 'id'>): Statement =>
  expectTrue(
    ctx.tenant,
    kind === 'unit'
      ? sql`exists (select 1 from ${unit} where ${unit.id} = ${id} and ${unit.closedAt} is null)`
      : sql`exists (select 1 from ${member} where ${member.id} = ${id} and ${member.leftAt} is null)`,
  )
