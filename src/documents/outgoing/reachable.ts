import { and, inArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Permission } from '../../core/access.ts'
import { member } from '../../core/tables.ts'
import { myId, within, withinMarks } from '../../core/within.ts'
import type { Person } from '../../core/within.ts'
import { KINDS } from '../found.ts'
import { drafts } from '../permissions.ts'
import { document, documentPerson } from '../tables.ts'

/** Not a parameter: the index of drafts by type is chosen by this very text. */
export const isDraft = sql`${document.state} = 'draft'`

/** A draft is its author's, of the author's unit at the time, of those it names beside the author, of who holds it. */
export const belongs = {
  own: document.authorId,
  unit: document.unitId,
  named: (me: SQL) => sql`(${document.holderId} = ${me} or exists (select 1 from ${documentPerson}
    where ${documentPerson.documentId} = ${document.id} and ${documentPerson.memberId} = ${me}))`,
}

/** The condition under which the acting member may read a draft: who works on it, and who is to sign it. */
export const readsDraft = (ctx: Person): SQL | undefined =>
  within({ person: ctx.person, permission: drafts.read }, readers)

/** The same with who is to sign it: they read it too. */
export const readers = {
  ...belongs,
  named: (me: SQL) => sql`(${belongs.named(me)} or ${document.signerId} = ${me})`,
}

/** The same for the search: what marks a draft that the acting member may read. */
export const marksDraft = (ctx: Person): SQL<string> =>
  withinMarks({ person: ctx.person, permission: drafts.read }, KINDS.draft)

/** The condition under which the acting member may work on a draft. */
export const writesDraft = (ctx: Person): SQL | undefined =>
  within({ person: ctx.person, permission: drafts.write }, belongs)

/** The condition under which the acting member may hand a draft on; whose turn it is, the table of moves says. */
export const handsDraft = (ctx: Person): SQL | undefined =>
  within({ person: ctx.person, permission: drafts.hand }, readers)

/**
 * A draft waits for who holds it. One that nobody holds, or whose holder has left, waits for its author, those who work
 * on it too and the clerk; signed or numbered, for the clerk alone.
 */
export const draftWaits = (ctx: Person): SQL | undefined =>
  and(isDraft, or(heldBy(myId(ctx)), and(noHolder, or(and(open, waits(ctx, WAITING)), waits(ctx, CLERKS)))))

const heldBy = (me: SQL): SQL => sql`${document.holderId} = ${me}`
const noHolder = sql`(${document.holderId} is null or not exists (select 1 from ${member}
  where ${member.id} = ${document.holderId} and ${member.leftAt} is null))`
const open = sql`${document.stage} not in ('signed', 'numbered')`
const waits = (ctx: Person, permission: Permission): SQL | undefined =>
  within({ person: ctx.person, permission }, belongs)

const WAITING: Permission = {
  id: 'drafts.await',
  grants: {
    clerk: ['all'],
    office_chief: ['own', 'named'],
    unit_head: ['own', 'named'],
    specialist: ['own', 'named'],
  },
}
/** Not `all` for everybody who has it, so that it stays a condition on the roles. */
const CLERKS: Permission = { id: 'drafts.dispatch', grants: { clerk: ['all'], archivist: [] } }

/** The condition under which a document is there for the acting member: it has a number, or is a draft in reach. */
export const reads = (ctx: Person): SQL | undefined =>
  or(inArray(document.state, ['issued', 'reserved', 'cancelled']), and(isDraft, readsDraft(ctx)))
