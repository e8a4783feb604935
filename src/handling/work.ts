import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { can } from '../core/access.ts'
import { dayAt, iso } from '../core/dates.ts'
import { given } from '../core/given.ts'
import { countPart, pulsePart, workPart } from '../core/part.ts'
import type { DeskItem } from '../core/part.ts'
import { query } from '../core/query.ts'
import { memberRole } from '../core/tables.ts'
import { myId } from '../core/within.ts'
import { document, documentRecipient, incoming, isIssued } from '../documents/tables.ts'
import { headless, keeps, vacant } from '../organisation/absences/keepers.ts'
import { unit } from '../organisation/tables.ts'
import type { Database } from '../platform/database.ts'
import type { Paper } from './load.ts'
import { handling } from './permissions.ts'
import { reader } from './tables.ts'

/** As many of a kind as a list holds. */
const MOST = 50
/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const COUNTED = sql.raw('1000')

const WAITS = sql`${incoming.state} in ('routing', 'directing')`

/** Along the index of what waits, whose condition is repeated so that it is used: the urgent first, then the oldest. */
const waiting = query<{ state: 'routing' | 'directing' }>()((db, { state }) =>
  db
    .select()
    .from(incoming)
    .where(sql`${incoming.state} = ${state} and ${WAITS}`)
    .orderBy(sql`${incoming.urgency} desc`, asc(incoming.arrivedAt))
    .limit(MOST),
)

const chief = query()((db) =>
  db.select({ id: memberRole.memberId }).from(memberRole).where(eq(memberRole.role, 'office_chief')).limit(1),
)

type Places = { person: Placeholder }
type Whose = { person: string; today: string }
type Kept = { person: Placeholder; today: Placeholder }
const me = ({ person: id }: Places) => myId({ person: { id } })
const myUnit = (places: Places) => sql`(select unitId from member where id = ${me(places)})`

const notesFor = (db: Database, kind: 'unit' | 'person', subject: SQL) =>
  db
    .select({ paper: incoming })
    .from(reader)
    .crossJoin(incoming)
    .where(
      and(
        eq(reader.kind, kind),
        eq(reader.subjectId, subject),
        isNull(reader.ackAt),
        eq(incoming.id, reader.incomingId),
      ),
    )
    .orderBy(asc(reader.at))
    .limit(MOST)
const notes = query<{ person: string }>()((db, places) => notesFor(db, 'person', me(places)))
const unitNotes = query<{ person: string }>()((db, places) => notesFor(db, 'unit', myUnit(places)))

/** What is for the information of somebody who left, or of a unit without a head: who keeps such things sees it. */
const lost = (places: Kept): SQL[] => [
  sql`select r.incomingId as id from member gone cross join ${reader} r where gone.leftAt is not null and r.kind = 'person'
    and r.subjectId = gone.id and r.ackAt is null and ${keeps(me(places), places.today)}`,
  sql`select r.incomingId as id from unit bare cross join ${reader} r where ${headless(sql`bare.id`, places.today)}
    and r.kind = 'unit' and r.subjectId = bare.id and r.ackAt is null and ${keeps(me(places), places.today)}`,
]
const lostNotes = query<Whose>()((db, places) =>
  db
    .select({ paper: incoming })
    .from(incoming)
    .where(
      sql`${incoming.id} in (${sql.join(
        lost(places).map((one) => sql`select * from (${one} limit ${MOST})`),
        sql` union all `,
      )})`,
    ),
)
/** Papers of ours for units without a head, and whether the member keeps them and what waits for no leader. */
const bare = alias(unit, 'bare')
const lostInside = query<Whose>()((db, places) =>
  db
    .select({ paper: document, unit: documentRecipient.name })
    .from(bare)
    .crossJoin(documentRecipient)
    .crossJoin(document)
    .where(
      and(
        headless(sql`${bare.id}`, places.today),
        sql`${documentRecipient.kind} = 'unit' and ${documentRecipient.takenAt} is null`,
        eq(documentRecipient.targetId, bare.id),
        eq(document.id, documentRecipient.documentId),
        isIssued,
        keeps(me(places), places.today),
      ),
    )
    .limit(MOST),
)
const seats = query<Whose>()((db, places) =>
  db.all<{
    keeps: number
    noLeader: number
    lost: number
  }>(sql`select ${keeps(me(places), places.today)} as keeps,
    ${vacant('leader', places.today)} as noLeader,
    (select count(*) from (${sql.join(lost(places), sql` union all `)} limit ${COUNTED})) as lost`),
)

/** Papers of ours that a unit has yet to take, along the index of those. */
const inside = query<{ person: string }>()((db, places) =>
  db
    .select({ paper: document, unit: documentRecipient.name })
    .from(documentRecipient)
    .crossJoin(document)
    .where(
      and(
        sql`${documentRecipient.kind} = 'unit' and ${documentRecipient.takenAt} is null`,
        eq(documentRecipient.targetId, myUnit(places)),
        eq(document.id, documentRecipient.documentId),
        isIssued,
      ),
    )
    .limit(MOST),
)

/**
 * What incoming documents ask of a member: to route them, to decide, to take note. Where no office chief is, what
 * waits to be routed waits for the leader; what would lie on nobody's desk, for who keeps that.
 */
export const work = workPart({
  tenant: ({ tenant, person, clock }) => {
    const whose = { person: person.id, today: dayAt(clock()) }
    return {
      routing: waiting(tenant, { state: 'routing' }),
      directing: waiting(tenant, { state: 'directing' }),
      chiefs: chief(tenant, {}),
      notes: notes(tenant, { person: person.id }),
      unitNotes: unitNotes(tenant, { person: person.id }),
      inside: inside(tenant, { person: person.id }),
      seats: seats(tenant, whose),
      lostNotes: lostNotes(tenant, whose),
      lostInside: lostInside(tenant, whose),
    }
  },
  show(me, { routing, directing, chiefs, notes, unitNotes, inside: sent, seats: [seat], ...lost }) {
    const directs = can(me.roles, handling.direct)
    const routes = can(me.roles, handling.route)
    const kept = seat?.keeps === 1
    const known = new Set([...notes, ...unitNotes].map(({ paper }) => paper.id))
    return [
      ...(directs ? directing.map((one) => item(one, 'direct')) : []),
      ...(!directs && kept && seat.noLeader === 1 ? directing.map((one) => item(one, 'route')) : []),
      ...(routes ? routing.map((one) => item(one, 'route')) : []),
      ...(!routes && directs && chiefs.length === 0 ? routing.map((one) => item(one, 'direct')) : []),
      ...(!routes && kept && (!directs || chiefs.length > 0) ? routing.map((one) => item(one, 'route')) : []),
      ...notes.map((one) => item(one, 'note')),
      ...(me.roles.includes('unit_head') ? unitNotes.map((one) => item(one, 'note')) : []),
      ...lost.lostNotes.filter(({ paper }) => !known.has(paper.id)).map((one) => item(one, 'note')),
      ...(can(me.roles, handling.takeInside) ? sent.map(insideItem) : []),
      ...lost.lostInside
        .filter(({ paper }) => !sent.some((one) => one.paper.id === paper.id))
        .map(insideItem),
    ]
  },
})

const inState = (state: 'routing' | 'directing'): SQL =>
  sql`(select count(*) from (select 1 from ${incoming} where state = ${sql.raw(`'${state}'`)} and ${WAITS} limit ${COUNTED}))`
const noted = (kind: 'unit' | 'person', subject: SQL): SQL =>
  sql`(select count(*) from (select 1 from ${reader} where kind = ${sql.raw(`'${kind}'`)}
    and subjectId = ${subject} and ackAt is null limit ${COUNTED}))`

const insideCount = (places: Places): SQL =>
  sql`(select count(*) from (select 1 from ${documentRecipient} cross join ${document}
    where kind = 'unit' and takenAt is null and targetId = ${myUnit(places)}
      and ${document.id} = documentId and ${isIssued} limit ${COUNTED}))`

type Counted = Record<'routing' | 'directing' | 'chiefs' | 'notes' | 'unitNotes' | 'inside', number>

/** How many wait in each state, and to be noted by the member and their unit. */
const counted = query<{ person: string }>()((db, places) =>
  db.all<Counted>(sql`select ${inState('routing')} as routing, ${inState('directing')} as directing,
    exists (select 1 from ${memberRole} where role = 'office_chief') as chiefs,
    ${noted('person', me(places))} as notes, ${noted('unit', myUnit(places))} as unitNotes,
    ${insideCount(places)} as inside`),
)

/** How many of them there are. */
export const counts = countPart({
  tenant: ({ tenant, person, clock }) => ({
    papers: counted(tenant, { person: person.id }),
    seats: seats(tenant, { person: person.id, today: dayAt(clock()) }),
  }),
  show(me, { papers: [found], seats: [seat] }) {
    if (found === undefined) return { handling: 0 }
    const directs = can(me.roles, handling.direct)
    const routes = can(me.roles, handling.route)
    const routing = routes || (directs && found.chiefs === 0) ? found.routing : 0
    const unit = me.roles.includes('unit_head') ? found.unitNotes : 0
    const sent = can(me.roles, handling.takeInside) ? found.inside : 0
    const directing = directs || (seat?.keeps === 1 && seat.noLeader === 1) ? found.directing : 0
    return { handling: directing + routing + found.notes + (seat?.lost ?? 0) + unit + sent }
  },
})

/** What changes when one of them comes, goes or is edited. */
const marked = query<{ person: string }>()((db, places) =>
  db.all<Record<string, number | null>>(sql`with
    here as (select rowid as row, version from ${incoming} where ${WAITS} limit ${COUNTED})
    select count(*) as n, sum(row) as which, sum(version) as edits,
      ${noted('person', me(places))} as notes, ${noted('unit', myUnit(places))} as unitNotes, ${insideCount(places)} as inside from here`),
)

export const pulse = pulsePart({
  tenant: ({ tenant, person, clock }) => ({
    papers: marked(tenant, { person: person.id }),
    seats: seats(tenant, { person: person.id, today: dayAt(clock()) }),
  }),
  show: (_, { papers, seats: own }) => [papers, own],
})

const item = (row: Paper | { paper: Paper }, ask: string): DeskItem => {
  const paper = 'paper' in row ? row.paper : row
  return {
    kind: 'incoming',
    id: paper.id,
    title: `${paper.typeName} ${paper.subject}`.trim(),
    sub: paper.senderName,
    at: iso(paper.arrivedAt),
    urgency: paper.urgency,
    ask,
    ...given({ notation: paper.notation === '' ? null : paper.notation, dueOn: paper.dueOn }),
  }
}

const insideItem = ({ paper, unit }: { paper: typeof document.$inferSelect; unit: string }): DeskItem => ({
  kind: 'inside',
  id: paper.id,
  title: `${paper.typeName ?? ''} ${paper.subject}`.trim(),
  sub: `Gửi ${unit}`,
  at: iso(paper.issuedAt ?? paper.updatedAt),
  urgency: paper.urgency,
  ask: 'inside',
  ...given({ notation: paper.notation, dueOn: paper.dueOn }),
})
