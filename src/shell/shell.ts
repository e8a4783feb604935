import { and, desc, eq, lte, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { can, permissionsOf } from '../core/access.ts'
import { look } from '../core/batch.ts'
import type { Me } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { kindName } from '../directory/rules/kinds.ts'
import { committee } from '../directory/tables.ts'
import { document } from '../documents/tables.ts'
import { delivery } from '../exchange/tables.ts'
import { inOrder } from '../organisation/members.ts'
import { position, term, unit } from '../organisation/tables.ts'
import type { ShellAnswer } from './schema.ts'

/** What waits is counted up to here: beyond it a number on a menu says nothing more. */
const MOST = 1000

/**
 * What every screen of a committee begins with. One trip to each database, all at once. What waits is counted
 * only for those who may act on it, so the numbers are those of the desk.
 */
export async function readShell(ctx: Context): Promise<ShellAnswer> {
  const [{ me, places, terms, drafts }, arrivals, above] = await Promise.all([
    tenantSide(ctx),
    waitingArrivals(ctx),
    directorySide(ctx),
  ])
  const found = terms[0]
  return {
    committee: here(ctx, above.superior),
    me: self(me, places[0]),
    ...(found === undefined ? {} : { term: { ...found, closesOn: found.closesOn ?? undefined } }),
    counts: {
      arrivals: can(me.roles, 'deliveries.decide') ? arrivals : 0,
      drafts: draftsOf(me, drafts),
      links: can(me.roles, 'organisation.manage') ? above.links : 0,
    },
    limits: { fileBytes: ctx.maxFileBytes },
  }
}

/** The term of today, or the last one of an organisation that ended. */
const tenantSide = (ctx: Context) =>
  look(ctx, 'organisation.read', {
    places: ctx.tenant.all<{ unit: string | null; position: string | null }>(
      sql`select (select name from ${unit} where id = m.unitId) as unit,
        (select name from ${position} where id = m.positionId) as position
        from member as m where m.userId = ${ctx.person.id}`,
    ),
    terms: ctx.tenant
      .select({ id: term.id, name: term.name, opensOn: term.opensOn, closesOn: term.closesOn })
      .from(term)
      .where(lte(term.opensOn, dayAt(ctx.clock())))
      .orderBy(desc(term.opensOn))
      .limit(1),
    drafts: ctx.tenant
      .select({ authorId: document.authorId })
      .from(document)
      .where(eq(document.state, 'draft'))
      .limit(MOST),
  })

async function waitingArrivals(ctx: Context): Promise<number> {
  const waiting = ctx.exchange
    .select({ one: sql`1` })
    .from(delivery)
    .where(and(eq(delivery.recipientId, ctx.committee.id), eq(delivery.status, '01')))
    .limit(MOST)
    .as('waiting')
  const [row] = await ctx.exchange.select({ n: sql<number>`count(*)` }).from(waiting)
  return row?.n ?? 0
}

async function directorySide(ctx: Context) {
  const superior = alias(committee, 'superior')
  const [superiors, links] = await ctx.control.batch([
    ctx.control
      .select({ handle: superior.handle, name: superior.name, state: committee.superiorState })
      .from(committee)
      .innerJoin(superior, eq(superior.id, committee.superiorId))
      .where(eq(committee.id, ctx.committee.id)),
    ctx.control
      .select({ n: sql<number>`count(*)` })
      .from(committee)
      .where(and(eq(committee.superiorId, ctx.committee.id), eq(committee.superiorState, 'pending'))),
  ])
  return { superior: superiors[0], links: links[0]?.n ?? 0 }
}

type Superior = Awaited<ReturnType<typeof directorySide>>['superior']

function here({ committee: own }: Context, superior: Superior): ShellAnswer['committee'] {
  const { handle, name, kind, suffix, place } = own
  const link =
    superior === undefined || superior.state === null
      ? {}
      : { superior: { handle: superior.handle, name: superior.name, state: superior.state } }
  return { handle, name, kind, kindName: kindName(kind), suffix, place, ...link }
}

const self = (
  me: Me,
  place: { unit: string | null; position: string | null } | undefined,
): ShellAnswer['me'] => ({
  memberId: me.id,
  name: me.name,
  roles: inOrder(me.roles),
  permissions: permissionsOf(me.roles),
  unit: place?.unit ?? undefined,
  position: place?.position ?? undefined,
})

/** A draft waits for its author, and for the clerk who issues. */
function draftsOf(me: Me, drafts: { authorId: string }[]): number {
  if (!can(me.roles, 'documents.draft')) return 0
  return can(me.roles, 'documents.issue')
    ? drafts.length
    : drafts.filter((one) => one.authorId === me.id).length
}
