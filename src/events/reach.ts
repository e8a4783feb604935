import { sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { holdsOneOf, myId, within } from '../core/within.ts'
import type { Person } from '../core/within.ts'
import { belongs, readers } from '../documents/outgoing/reachable.ts'
import { rounds } from './permissions.ts'

/** The condition that one of those asked is the acting member, or the unit they sit in. */
const invited = (me: SQL): SQL => sql`exists (select 1 from event_person i where i.eventId = event.id
  and ((i.kind = 'person' and i.subjectId = ${me})
    or (i.kind = 'unit' and i.subjectId = (select unitId from member where id = ${me}))))`

/** The condition under which the acting member may read a round, joined to its draft: as the draft, and who is asked. */
export const readsRound = (ctx: Person): SQL | undefined =>
  within(
    { person: ctx.person, permission: rounds.read },
    { ...readers, named: (me) => sql`(${readers.named(me)} or ${invited(me)})` },
  )

/** The same of a draft itself, for the list of its rounds: who is only asked in one of them does not see the others. */
export const readsRoundsOf = (ctx: Person): SQL | undefined =>
  within({ person: ctx.person, permission: rounds.read }, readers)

/** The condition under which the acting member may open a round on a draft, take up its remarks and close it. */
export const managesRound = (ctx: Person): SQL | undefined =>
  within({ person: ctx.person, permission: rounds.manage }, belongs)

/** The two ways in which the acting member is asked: by name, and as the head of a unit. */
export const waysAsked = (ctx: Person): [SQL, SQL] => {
  const me = myId(ctx)
  return [
    sql`(event_person.kind = 'person' and event_person.subjectId = ${me})`,
    sql`(event_person.kind = 'unit' and ${holdsOneOf(ctx, ['unit_head'])}
      and event_person.subjectId = (select unitId from member where id = ${me}))`,
  ]
}

/** The condition under which the acting member answers for one who is asked: for oneself, and for the unit one heads. */
export const answersFor = (ctx: Person): SQL => {
  const [named, headed] = waysAsked(ctx)
  return sql`(${named} or ${headed})`
}
