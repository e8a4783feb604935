import { and, eq, isNull, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { expectTrue } from '../core/batch.ts'
import type { Statement } from '../core/batch.ts'
import { Stale } from '../core/errors.ts'
import type { Versions } from '../core/version.ts'
import type { Database } from '../platform/database.ts'
import { committee } from '../entrance/control-tables.ts'
import { indexCommittee } from './change.ts'
import { committeeWish, confirmation } from './control-tables.ts'
import { vouched } from './vouch.ts'
import { grantWishes } from './wishes.ts'

/** Who confirms: a superior by its id, or the operator; and the person. */
export type Confirming = { byId: string | null; actor: string; at: number }

/** The facts of a committee as they stand, as the JSON that a confirmation keeps. */
const factsOf = (id: string): SQL => sql`(select json_object('name', name, 'kind', kind, 'suffix', suffix,
  'codes', json((select json_group_array(json_object('code', code, 'validFrom', validFrom, 'validTo', validTo))
    from committee_code where committeeId = ${id})),
  'issuers', json((select json_group_array(json_object('name', name, 'suffix', suffix))
    from committee_issuer where committeeId = ${id}))) from committee where id = ${id})`

/**
 * Statements that confirm a committee as it stands, with what it wished: others see it from now on. Who confirmed it
 * last stands, but for the operator's confirmation: a root stays one whoever accepts it as a subordinate. They undo
 * their batch when a code of it is held by another confirmed committee.
 */
export const confirmRows = (control: Database, id: string, { byId, actor, at }: Confirming): Statement[] => [
  ...grantWishes(control, id, byId === null ? sql`1` : notRoot(id)),
  control.run(sql`insert into confirmation (committeeId, byId, actor, at, facts)
    select ${id}, ${byId}, ${actor}, ${at}, ${factsOf(id)} where true
    on conflict (committeeId) do update set byId = excluded.byId, actor = excluded.actor, at = excluded.at,
      facts = excluded.facts where excluded.byId is null or confirmation.byId is not null`),
  expectTrue(control, sql`not exists (${codesHeldTwice(id)})`),
  ...indexCommittee(control, id),
]

const notRoot = (id: string): SQL =>
  sql`not exists (select 1 from confirmation where committeeId = ${id} and byId is null)`

/** Codes of a committee that another one holds on some of the same days and is confirmed with. */
const codesHeldTwice = (id: string): SQL => sql`select 1 from committee_code mine join committee_code theirs
    on theirs.code = mine.code and theirs.committeeId <> mine.committeeId
      and coalesce(theirs.validTo, '9999') >= mine.validFrom and theirs.validFrom <= coalesce(mine.validTo, '9999')
  where mine.committeeId = ${id} and ${vouched(sql`theirs.committeeId`)}`

/**
 * Statements that end a confirmation; what the committee wished is seen from now on, as nobody vouches for it any more.
 * @param byId only that of this superior; the operator's where it is null
 */
export const endConfirmation = (control: Database, id: string, byId: string | null): Statement[] => [
  control
    .delete(confirmation)
    .where(
      and(
        eq(confirmation.committeeId, id),
        byId === null ? isNull(confirmation.byId) : eq(confirmation.byId, byId),
      ),
    ),
  ...grantWishes(control, id, sql`not exists (select 1 from confirmation where committeeId = ${id})`),
  ...indexCommittee(control, id),
]

/** Statement that lets things stay as they were confirmed. */
export const refuseWishes = (control: Database, id: string): Statement =>
  control.delete(committeeWish).where(eq(committeeWish.committeeId, id))

/**
 * Guard: what is confirmed must be what was seen.
 * @param versions what the request names; none where it names none
 */
export const seenAs = (control: Database, id: string, versions: Versions | undefined): Statement[] =>
  versions === undefined || versions === '*'
    ? []
    : [
        expectTrue(
          control,
          sql`(select version from ${committee} where ${committee.id} = ${id})
            in (select value from json_each(${JSON.stringify(versions)}))`,
        ),
      ]

/** Whoever confirms must look again at what changed meanwhile. */
export const changedMeanwhile = (name: string): Error =>
  new Stale(`${name} vừa thay đổi thông tin. Đề nghị tải lại, xem thông tin mới rồi xác nhận.`)
