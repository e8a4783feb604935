import { and, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { showDay } from '../core/dates.ts'
import { lookOf } from '../core/letters.ts'
import { fold, titleSortKey } from '../core/text.ts'
import type { Database } from '../platform/database.ts'
import { committee } from '../entrance/control-tables.ts'
import { committeeWish } from './control-tables.ts'

/** A name with all that is kept beside it for finding, sorting and comparing it. */
export const namedAs = (name: string) => ({
  name,
  nameWords: fold(name),
  sortKey: titleSortKey(name),
  look: lookOf(fold(name)),
})

/** Whether somebody confirmed a committee: from then on what it changes waits. As SQL. */
export const isHeld = (committeeId: string): SQL =>
  sql`exists (select 1 from confirmation where committeeId = ${committeeId})`

/** Whether somebody confirmed this committee, so that what it changes waits. */
export async function isConfirmed({ control, committee: { id } }: Context): Promise<boolean> {
  const [row] = await control.all<{ held: number }>(sql`select ${isHeld(id)} as held`)
  return row?.held === 1
}

type Kind = (typeof committeeWish.$inferSelect)['kind']

/** Statement that keeps what a committee wants changed, in place of what it wanted of the same thing before. */
export const wishRow = (
  control: Database,
  committeeId: string,
  kind: Kind,
  key: string,
  value: object,
  at: number,
  when: SQL = sql`1`,
): Statement =>
  control.run(sql`insert into committee_wish (committeeId, kind, key, value, at)
    select ${committeeId}, ${kind}, ${key}, ${JSON.stringify(value)}, ${at} where ${when}
    on conflict (committeeId, kind, key) do update set value = excluded.value, at = excluded.at where at <= excluded.at`)

/** Statement that forgets it. */
export const forgetWish = (control: Database, committeeId: string, kind: Kind, key: string): Statement =>
  control
    .delete(committeeWish)
    .where(
      and(
        eq(committeeWish.committeeId, committeeId),
        eq(committeeWish.kind, kind),
        eq(committeeWish.key, key),
      ),
    )

/** A name that comes back and goes again went the last time. */
const FORMER = sql.raw(
  'on conflict (committeeId, name) do update set until = excluded.until, look = excluded.look',
)

/**
 * Statements that let others see what a committee wished, and leave no wish.
 * @param when the condition, as SQL, under which they do so
 */
export function grantWishes(control: Database, committeeId: string, when: SQL = sql`1`): Statement[] {
  const wishes = (kind: Kind) =>
    sql`from committee_wish where committeeId = ${committeeId} and kind = ${kind} and ${when}`
  const field = (name: string) => sql.raw(`json_extract(value, '$.${name}')`)
  const ofName = (name: string) => sql`coalesce((select ${field(name)} ${wishes('name')}), ${sql.raw(name)})`
  return [
    control.run(sql`insert into committee_name (committeeId, name, nameWords, look, until)
      select c.id, c.name, c.nameWords, c.look, at from committee c join committee_wish on committeeId = c.id
      where c.id = ${committeeId} and committee_wish.kind = 'name' and ${when} and c.name <> ${field('name')}
      ${FORMER}`),
    control.run(sql`update committee set name = ${ofName('name')}, nameWords = ${ofName('nameWords')},
      sortKey = ${ofName('sortKey')}, look = ${ofName('look')}, version = version + 1 where id = ${committeeId}`),
    control.run(sql`insert into committee_code (committeeId, code, validFrom, validTo)
      select committeeId, key, ${field('validFrom')}, ${field('validTo')} ${wishes('code')}
      on conflict (committeeId, code) do update set validFrom = excluded.validFrom, validTo = excluded.validTo`),
    control.run(sql`insert into committee_issuer (committeeId, issuerId, name, suffix)
      select committeeId, key, ${field('name')}, ${field('suffix')} ${wishes('issuer')}
      on conflict (committeeId, issuerId) do update set name = excluded.name, suffix = excluded.suffix`),
    control.run(sql`delete from committee_wish where committeeId = ${committeeId} and ${when}`),
  ]
}

/** What a committee wants changed, as people read it. */
export type Change = { what: 'name' | 'code' | 'issuer'; before?: string; after: string }

/** The changes of the committee an outer query names, as JSON with what stands now; as SQL. */
export const wishesOf = (id: SQL): SQL<string> => sql<string>`(
  select json_group_array(json_object('what', w.kind, 'key', w.key, 'value', json(w.value), 'stands', json(case w.kind
    when 'name' then (select json_object('name', c.name) from committee c where c.id = w.committeeId)
    when 'code' then (select json_object('validFrom', validFrom, 'validTo', validTo) from committee_code where committeeId = w.committeeId and code = w.key)
    else (select json_object('name', name, 'suffix', suffix) from committee_issuer where committeeId = w.committeeId and issuerId = w.key)
    end))) from committee_wish w where w.committeeId = ${id})`

type Stored = {
  name?: string
  suffix?: string
  validFrom?: string
  validTo?: string | null
}

/** The changes as a screen tells them. */
export const showChanges = (json: string): Change[] =>
  (JSON.parse(json) as { what: Kind; key: string; value: Stored; stands: Stored | null }[]).map(
    ({ what, key, value, stands }) => ({
      what,
      ...(stands === null ? {} : { before: tell(what, key, stands) }),
      after: tell(what, key, value),
    }),
  )

function tell(what: Kind, key: string, { name = '', suffix = '', validFrom = '', validTo }: Stored): string {
  if (what === 'name') return name
  if (what === 'issuer') return `${name} (${suffix})`
  const until = validTo === null || validTo === undefined ? '' : ` đến ${showDay(validTo)}`
  return `${key} từ ${showDay(validFrom)}${until}`
}

/** Statement that counts a change of what others see, or are to see, of a committee. */
export const countChange = (control: Database, committeeId: string): Statement =>
  control
    .update(committee)
    .set({ version: sql`${committee.version} + 1` })
    .where(eq(committee.id, committeeId))
