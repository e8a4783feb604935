import { and, asc, eq, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import { commit, expectOne, look } from '../core/batch.ts'
import type { Me, Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { Conflict, Invalid, NotFound } from '../core/errors.ts'
import { newId } from '../core/ids.ts'
import { query } from '../core/query.ts'
import { reads } from '../documents/outgoing/reachable.ts'
import { document, incoming } from '../documents/tables.ts'
import { nodeOf, planOf } from '../processes/plan.ts'
import { findOpen } from '../processes/case.ts'
import { caseActs } from './acts.ts'
import { findReached, keptOf } from './load.ts'
import { cases } from './permissions.ts'
import { reached, reaching } from './reach.ts'
import type { Reaching } from './reach.ts'
import type { CaseAnswer } from './page-schema.ts'
import type { CaseLinks, LinkInput, LinkTarget, LinksQuery } from './schema.ts'
import { caseLink, processCase } from './tables.ts'

/** Query for what a case is to be linked with, if the acting member may read it: its id, and what it is called. */
export const targetOf = (ctx: Context, { kind, id }: LinkTarget) => {
  const { tenant } = ctx
  const name = (
    notation: SQL | typeof document.notation,
    subject: typeof document.subject | typeof incoming.subject,
  ) => sql<string>`trim(coalesce(${notation}, '') || ' ' || coalesce(${subject}, ''))`
  if (kind === 'incoming')
    return tenant
      .select({ id: incoming.id, name: name(sql`${incoming.notation}`, incoming.subject) })
      .from(incoming)
      .where(eq(incoming.id, id))
  if (kind === 'document')
    return tenant
      .select({ id: document.id, name: name(document.notation, document.subject) })
      .from(document)
      .where(and(eq(document.id, id), reads(ctx)))
  return tenant
    .select({ id: processCase.id, name: processCase.title })
    .from(processCase)
    .where(and(eq(processCase.id, id), reached(ctx, dayAt(ctx.clock()), ctx.permission)))
}

/** @throws Invalid for what is not there, or not for the acting member's eyes: nobody is told which */
export function expectThere(
  found: readonly { id: string; name: string }[],
  field: string,
): { id: string; name: string } {
  const [one] = found
  if (one === undefined) throw new Invalid([{ field, message: 'Không có văn bản hoặc hồ sơ này.' }])
  return one
}

/** The row of a link, for the batch of what makes it. */
export const linkRow = (
  ctx: Pick<Context, 'tenant' | 'clock'>,
  me: Pick<Me, 'name'>,
  caseId: string,
  { kind, id, name, step }: LinkTarget & { name: string; step?: string | undefined },
): { id: string; statement: Statement } => {
  const row = { id: newId(), caseId, kind, targetId: id, name: name.slice(0, 500), step: step ?? '' }
  return {
    id: row.id,
    statement: ctx.tenant.insert(caseLink).values({ ...row, byName: me.name, at: ctx.clock() }),
  }
}

/**
 * Links a case with a document or another case, from a step where one is named.
 * @throws Conflict when they are linked already; Invalid for what is not there
 */
export async function linkCase(ctx: Context, id: string, input: LinkInput): Promise<{ id: string }> {
  const { me, found, target, known } = await look(ctx, {
    found: findReached(ctx, id),
    target: targetOf(ctx, input.to),
    known: ctx.tenant
      .select({ id: caseLink.id })
      .from(caseLink)
      .where(and(eq(caseLink.caseId, id), eq(caseLink.targetId, input.to.id))),
  })
  const one = found[0]
  if (one === undefined) throw new NotFound()
  const { name } = expectThere(target, 'to.id')
  if (input.to.kind === 'case' && input.to.id === id)
    throw new Invalid([{ field: 'to.id', message: 'Hồ sơ không gắn với chính nó.' }])
  if (known[0] !== undefined) throw new Conflict('Hồ sơ đã gắn với văn bản này.')
  const kept = keptOf(one, [])
  const open = input.no === undefined ? undefined : findOpen(kept.state.open, input.no)
  const step = open && nodeOf(planOf(kept.template), open.step).step.name
  const link = linkRow(ctx, me, id, { ...input.to, name, step })
  const act = caseActs.link({ id, name: kept.title }, { after: { step: step ?? null, link: name } })
  const lost = () => Promise.resolve(new Conflict('Hồ sơ đã gắn với văn bản này.'))
  return commit(ctx, me, act, [link.statement], { id: link.id }, lost)
}

/** Takes a link away; the document and the case stay as they are. */
export async function unlinkCase(ctx: Context, id: string): Promise<{ id: string }> {
  const { me, rows } = await look(ctx, {
    rows: ctx.tenant
      .select({ caseId: processCase.id, title: processCase.title, name: caseLink.name })
      .from(caseLink)
      .innerJoin(processCase, eq(processCase.id, caseLink.caseId))
      .where(and(eq(caseLink.id, id), reached(ctx, dayAt(ctx.clock()), ctx.permission))),
  })
  const [found] = rows
  if (found === undefined) throw new NotFound()
  const act = caseActs.unlink({ id: found.caseId, name: found.title }, { before: { link: found.name } })
  const statements = [ctx.tenant.delete(caseLink).where(eq(caseLink.id, id)), expectOne(ctx.tenant)]
  return commit(ctx, me, act, statements, { id })
}

/** Query for what a case is linked with. */
export const linksOf = query<{ id: string }>()((db, { id }) =>
  db.select().from(caseLink).where(eq(caseLink.caseId, id)).orderBy(asc(caseLink.at)),
)

/** A link as the page of a case shows it. */
export const showLink = (row: typeof caseLink.$inferSelect): CaseAnswer['links'][number] => ({
  id: row.id,
  kind: row.kind,
  targetId: row.targetId,
  name: row.name,
  step: row.step,
  by: row.byName,
  at: iso(row.at),
})

/** The cases within reach that a document or a case is linked with. */
export async function listCaseLinks(ctx: Context, { kind, id }: LinksQuery): Promise<CaseLinks> {
  const { rows } = await look(ctx, { rows: linked(ctx.tenant, { kind, id, ...reaching(ctx) }) })
  return { items: rows.map((row) => ({ ...row, at: iso(row.at) })) }
}

const linked = query<LinksQuery & Reaching>()((db, { kind, id, person, day }) =>
  db
    .select({
      id: processCase.id,
      code: processCase.code,
      title: processCase.title,
      status: processCase.status,
      step: caseLink.step,
      at: caseLink.at,
    })
    .from(caseLink)
    .innerJoin(processCase, eq(processCase.id, caseLink.caseId))
    .where(
      and(
        eq(caseLink.kind, kind),
        eq(caseLink.targetId, id),
        reached({ person: { id: person } }, day, cases.read),
      ),
    )
    .orderBy(asc(caseLink.at))
    .limit(100),
)
