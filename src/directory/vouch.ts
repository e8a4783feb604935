import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Database } from '../platform/database.ts'

/** A chain longer than this leads nowhere: the Party has five levels, and mergers add a few. */
const LONGEST = 20

/**
 * From a committee (`id`, `n` = 0) up to whoever vouches for it, one row each. A step leads to the superior that
 * confirmed the committee and is still its superior, from one that is at work; or from a superior that was merged to
 * its heir.
 * @param start the id of the committee, as SQL; a column of an outer query must name its table
 */
const above = (start: SQL): SQL => sql`with recursive up(id, n) as (
    select ${start}, 0
    union
    select iif(c.heirId is not null, c.heirId, k.byId), up.n + 1
    from up cross join committee c on c.id = up.id left join confirmation k on k.committeeId = c.id
    where up.n < ${sql.raw(String(LONGEST))} and case when c.heirId is not null then up.n > 0 else
      c.state = 'ready' and k.byId is not null and c.superiorId = k.byId and c.superiorState = 'accepted' end
  )`

/**
 * Whether a committee is confirmed, as SQL (1 or 0): a chain of confirmations leads from it to one that the operator
 * confirmed. Whoever is suspended or merged is not confirmed, and nobody through one that is suspended.
 */
export const vouched = (id: SQL): SQL<number> => sql<number>`exists (${above(id)}
  select 1 from up cross join committee c on c.id = up.id join confirmation k on k.committeeId = c.id
  where k.byId is null and c.state = 'ready' and c.heirId is null)`

/** One link of a chain: its place from below, who confirmed, and when (ms UTC). The operator has no handle. */
export type Link = { n: number; name: string; handle: string | null; at: number }

/** Query for the links of a committee's chain, as far as it leads; it is whole where the operator is its end. */
export const chainOf = (control: Database, id: SQL) =>
  control.all<Link>(sql`${above(id)}
    select up.n as n, by.name as name, by.handle as handle, k.at as at
    from up cross join committee c on c.id = up.id join confirmation k on k.committeeId = c.id
      left join committee by on by.id = k.byId
    where c.state = 'ready' and c.heirId is null
      and (k.byId is null or (c.superiorId = k.byId and c.superiorState = 'accepted'))`)

/**
 * Another committee that people may take this one for, by what it is called or was called while confirmed: confirmed, or
 * closed since; as JSON, where there is one.
 */
export const looksLike = (id: SQL, look: SQL): SQL<string | null> => sql<string | null>`(
  select json_object('handle', o.handle, 'name', o.name) from committee o
  where o.id in (select same.id from committee same where same.look = ${look}
      union all select n.committeeId from committee_name n where n.look = ${look})
    and ${look} <> '' and o.id <> ${id} and exists (select 1 from confirmation where committeeId = o.id)
    and (o.state = 'suspended' or ${vouched(sql`o.id`)}) limit 1)`
