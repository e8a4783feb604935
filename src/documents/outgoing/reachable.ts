import { and, inArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { Permission } from '../../core/access.ts'
import { within, withinMarks } from '../../core/within.ts'
import type { Person } from '../../core/within.ts'
import { KINDS } from '../found.ts'
import { drafts } from '../permissions.ts'
import { document, documentPerson } from '../tables.ts'

/** Not a parameter: the index of drafts by type is chosen by this very text. */
export const isDraft = sql`${document.state} = 'draft'`

/** A draft is its author's, of the author's unit at the time, and of those it names beside the author. */
const belongs = {
  own: document.authorId,
  unit: document.unitId,
  named: (me: SQL) => sql`exists (select 1 from ${documentPerson}
    where ${documentPerson.documentId} = ${document.id} and ${documentPerson.memberId} = ${me})`,
}

/** The condition under which the acting member may read a draft: who works on it, and who is to sign it. */
export const readsDraft = (ctx: Person): SQL | undefined =>
  within({ person: ctx.person, permission: drafts.read }, readers)

const readers = {
  ...belongs,
  named: (me: SQL) => sql`(${belongs.named(me)} or ${document.signerId} = ${me})`,
}

/** The same for the search: what marks a draft that the acting member may read. */
export const marksDraft = (ctx: Person): SQL<string> =>
  withinMarks({ person: ctx.person, permission: drafts.read }, KINDS.draft)

/** The condition under which the acting member may work on a draft. */
export const writesDraft = (ctx: Person): SQL | undefined =>
  within({ person: ctx.person, permission: drafts.write }, belongs)

/** A draft waits for its author and those who work on it too, and for the clerk who issues: not for all who see it. */
export const draftWaits = (ctx: Person): SQL | undefined =>
  and(isDraft, within({ person: ctx.person, permission: WAITING }, belongs))

const WAITING: Permission = {
  id: 'drafts.await',
  grants: {
    clerk: ['all'],
    office_chief: ['own', 'named'],
    unit_head: ['own', 'named'],
    specialist: ['own', 'named'],
  },
}

/** The condition under which a document is there for the acting member: it has a number, or is a draft in reach. */
export const reads = (ctx: Person): SQL | undefined =>
  or(inArray(document.state, ['issued', 'reserved', 'cancelled']), and(isDraft, readsDraft(ctx)))
