import { and, asc, eq, sql } from 'drizzle-orm'
import type { Placeholder } from 'drizzle-orm'
import { dayAt, iso } from '../core/dates.ts'
import { countPart, pulsePart, workPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { waysAsked } from './reach.ts'
import { event } from './tables.ts'

/** As many of a kind as a list holds. */
const MOST = 50

/** Not parameters: the index of those who have not answered is chosen by this very text. */
const SILENT = sql`event_person.answeredAt is null and event_person.kind <> 'committee'`

/** Query for the rounds in which somebody was asked, for oneself or the unit one heads, and has not said anything. */
const silentFor = (person: Placeholder) => {
  const ways = waysAsked({ person: { id: person } })
  const each = ways.map(
    (way) => sql`select event_person.eventId from event_person where ${SILENT} and ${way}`,
  )
  return sql`(${sql.join(each, sql` union all `)})`
}

type Here = { person: string }
const shown = {
  id: event.id,
  title: event.title,
  byName: event.byName,
  dueOn: event.dueOn,
  at: event.at,
}

/** Rounds in which the member was asked, for oneself or the unit one heads, and has not said anything. */
const asked = query<Here>()((db, { person }) =>
  db
    .select(shown)
    .from(event)
    .where(and(eq(event.state, 'collecting'), sql`${event.id} in ${silentFor(person)}`))
    .limit(MOST),
)

/** Rounds the member opened, whose day has come or in which all who are asked here have spoken. */
const toConclude = query<Here & { today: string }>()((db, { person, today }) =>
  db
    .select(shown)
    .from(event)
    .where(
      and(
        eq(event.byId, myId({ person: { id: person } })),
        eq(event.state, 'collecting'),
        sql`(${event.dueOn} < ${today} or (${event.sendingId} is null and not exists (select 1 from event_person p
          where p.eventId = ${event.id} and p.answeredAt is null)))`,
      ),
    )
    .orderBy(asc(event.at))
    .limit(MOST),
)

/** Rounds the member closed some remarks of which nobody has taken up. */
const toTakeUp = query<Here>()((db, { person }) =>
  db
    .select(shown)
    .from(event)
    .where(
      and(
        eq(event.byId, myId({ person: { id: person } })),
        eq(event.state, 'concluded'),
        sql`exists (select 1 from remark r where r.eventId = ${event.id} and r.uptake is null)`,
        sql`exists (select 1 from document d where d.id = ${event.documentId} and d.state = 'draft')`,
      ),
    )
    .orderBy(asc(event.at))
    .limit(MOST),
)

const item =
  (ask: string) =>
  (one: { [K in keyof typeof shown]: (typeof shown)[K]['_']['data'] }): DeskItem => ({
    kind: 'round',
    id: one.id,
    title: one.title,
    sub: one.byName,
    at: iso(one.at),
    urgency: 0,
    ask,
    dueOn: one.dueOn,
  })

/** What rounds want of a member: to say an opinion, to close what is over, to take up what was said. */
export const work = workPart({
  tenant: ({ tenant, person, clock }) => ({
    asked: asked(tenant, { person: person.id }),
    ended: toConclude(tenant, { person: person.id, today: dayAt(clock()) }),
    said: toTakeUp(tenant, { person: person.id }),
  }),
  show: (_, rows) => [
    ...rows.asked.map(item('opinion')),
    ...rows.ended.map(item('conclude')),
    ...rows.said.map(item('takeUp')),
  ],
})

const counted = query<Here>()((db, { person }) =>
  db
    .select({ n: sql<number>`count(*)` })
    .from(event)
    .where(and(eq(event.state, 'collecting'), sql`${event.id} in ${silentFor(person)}`)),
)

/** How many drafts wait for the member's opinion. */
export const counts = countPart({
  tenant: ({ tenant, person }) => ({ rounds: counted(tenant, { person: person.id }) }),
  show: (_, { rounds: [found] }) => ({ rounds: found?.n ?? 0 }),
})

/** What changes when one of them comes or goes. */
export const pulse = pulsePart({
  tenant: ({ tenant, person, clock }) => ({
    asked: counted(tenant, { person: person.id }),
    ended: toConclude(tenant, { person: person.id, today: dayAt(clock()) }),
    said: toTakeUp(tenant, { person: person.id }),
  }),
  show: (_, { asked: [found], ended, said }) => [
    found?.n ?? 0,
    ...ended.map(({ id }) => id),
    ...said.map(({ id }) => id),
  ],
})
