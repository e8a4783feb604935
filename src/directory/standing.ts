import { sql } from 'drizzle-orm'
import type { Context, Visit } from '../core/context.ts'
import { query } from '../core/query.ts'
import { chainOf, looksLike, vouched } from './vouch.ts'
import { showChain, showTwin } from './show.ts'

/** Whether this committee is confirmed now. */
export async function isVouchedFor({ control, committee: { id } }: Context): Promise<boolean> {
  const [row] = await control.all<{ ok: number }>(sql`select ${vouched(sql`${id}`)} as ok`)
  return row?.ok === 1
}

/** Which of these committees are linked with this one by an accepted link, above it or below; by id. */
export async function linkedAmong(
  { control, committee: { id } }: Context,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await control.all<{ id: string }>(sql`select value as id from json_each(${JSON.stringify(ids)})
    where exists (select 1 from committee below where below.id = value
        and below.superiorId = ${id} and below.superiorState = 'accepted')
      or exists (select 1 from committee here where here.id = ${id}
        and here.superiorId = value and here.superiorState = 'accepted')`)
  return new Set(rows.map((row) => row.id))
}

/** A committee by its handle, and whether it is this one's superior. */
export async function named({ control, committee: here }: Context, handle: string) {
  const [row] = await control.all<{ id: string; name: string; superior: number }>(sql`
    select id, name, exists (select 1 from committee here
      where here.id = ${here.id} and here.superiorId = committee.id and here.superiorState = 'accepted') as superior
    from committee where handle = ${handle} and state <> 'provisioning'`)
  return row === undefined ? undefined : { ...row, superior: row.superior === 1 }
}

/** A committee as others see it now. */
export type Face = {
  handle: string
  name: string
  suffix: string
  state: string
  heir: string | null
  confirmed: boolean
}

const faces = query<{ ids: string }>()((db, { ids }) =>
  db.all<Omit<Face, 'confirmed'> & { id: string; confirmed: number }>(sql`
    select id, handle, name, suffix, state, (select heir.name from committee heir where heir.id = committee.heirId) as heir,
      ${vouched(sql`committee.id`)} as confirmed
    from committee where id in (select value from json_each(${ids}))`),
)

/** How these committees are seen now, by id. */
export async function facesOf({ control }: Visit, ids: readonly string[]): Promise<Map<string, Face>> {
  const rows = await faces(control, { ids: JSON.stringify(ids) })
  return new Map(rows.map(({ id, confirmed, ...face }) => [id, { ...face, confirmed: confirmed === 1 }]))
}

type Id = { id: string }
const oneFace = query<Id>()((db, { id }) =>
  db.all<Omit<Face, 'confirmed' | 'handle'> & { look: string | null }>(sql`
    select name, suffix, state, (select heir.name from committee heir where heir.id = committee.heirId) as heir,
      ${looksLike(sql`committee.id`, sql`committee.look`)} as look
    from committee where id = ${id}`),
)
const chain = query<Id>()((db, { id }) => chainOf(db, sql`${id}`))
const issuersOf = query<Id>()((db, { id }) =>
  db.all<{ id: string; name: string; suffix: string }>(
    sql`select issuerId as id, name, suffix from committee_issuer where committeeId = ${id}`,
  ),
)

/** All that is to be known of who a sender is: its face, who vouches for it, its issuers, whom it may be taken for. */
export async function senderOf({ control }: Visit, id: string) {
  const [[face], links, issuers] = await control.batch([
    oneFace(control, { id }),
    chain(control, { id }),
    issuersOf(control, { id }),
  ])
  if (face === undefined) return undefined
  const { look, ...seen } = face
  const shown = showChain(links)
  return {
    ...seen,
    confirmed: links.some(({ handle }) => handle === null),
    chain: shown,
    issuers,
    ...showTwin(look),
  }
}
export type Sender = NonNullable<Awaited<ReturnType<typeof senderOf>>>
