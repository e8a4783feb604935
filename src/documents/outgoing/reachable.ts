import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { within } from '../../core/within.ts'
import type { Permission } from '../../core/access.ts'
import type { Context } from '../../core/context.ts'
import { drafts } from '../permissions.ts'
import { document, documentPerson } from '../tables.ts'

/** A draft is its author's, of the author's unit at the time, and of those it names beside the author. */
const belongs = {
  own: document.authorId,
  unit: document.unitId,
  named: (me: SQL) => sql`exists (select 1 from ${documentPerson}
    where ${documentPerson.documentId} = ${document.id} and ${documentPerson.memberId} = ${me})`,
}

/** The condition under which the acting member may read a draft: who works on it, and who is to sign it. */
export const readsDraft = (ctx: Context): SQL | undefined => within(ctx, readers, drafts.read)

const readers = {
  ...belongs,
  named: (me: SQL) => sql`(${belongs.named(me)} or ${document.signerId} = ${me})`,
}

/** The condition under which the acting member may work on a draft. */
export const writesDraft = (ctx: Context): SQL | undefined => within(ctx, belongs, drafts.write)

/** A draft waits for its author and those who work on it too, and for the clerk who issues: not for all who see it. */
export const draftWaits = (ctx: Context): SQL | undefined =>
  and(eq(document.state, 'draft'), within(ctx, belongs, WAITING))

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
export const reads = (ctx: Context): SQL | undefined =>
  or(
    inArray(document.state, ['issued', 'reserved', 'cancelled']),
    and(eq(document.state, 'draft'), readsDraft(ctx)),
  )
