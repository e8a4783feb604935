import { and, eq, sql } from 'drizzle-orm'
import { expectOne, expectTrue } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { Stale } from '../../core/errors.ts'
import { unit } from '../../organisation/tables.ts'
import { query } from '../../core/query.ts'
import { notationKey } from '../../core/text.ts'
import { asPromised, countOn, numbered, promiseGone, runOf, stillNumbers } from '../books/number.ts'
import { findable, unfindable } from '../found.ts'
import { endRelated } from '../issued/links.ts'
import { document, documentRecipient, isIssued } from '../tables.ts'
import type { Addressee } from './reach.ts'
import { alreadyIssued } from './ready.ts'
import type { Ready } from './ready.ts'

/**
 * The statements that issue a draft: the next number of its run unless it holds one, the content frozen, every place it
 * goes to by name. They undo their batch when the draft, or what its number is made of, changed since it was judged.
 * @param promised the number that was shown, if one was: another paper may have it by now
 */
export function freeze(ctx: Context, ready: Ready, promised?: number): Statement[] {
  const { found } = ready
  const at = ctx.clock()
  const { before, columns } = found.number === null ? numbering(ctx, ready, promised) : HELD
  return [
    ...before,
    stillNamed(ctx, found.id),
    ctx.tenant
      .update(document)
      .set({
        ...columns(),
        state: 'issued',
        issuedBy: ready.me.name,
        updatedAt: at,
        version: found.version + 1,
        recipientCount: placesOf(ready),
      })
      .where(
        and(eq(document.id, found.id), eq(document.state, 'draft'), eq(document.version, found.version)),
      ),
    expectOne(ctx.tenant),
    nameRecipients(ctx, found.id, ready.to),
    ...(ready.related.length === 0 ? [] : endRelated(ctx, found.id)),
    unfindable(ctx.tenant, found),
    findableNumbered(ctx, ready),
  ]
}

/** A draft that holds its number keeps it as it was given. */
const HELD = { before: [] as Statement[], columns: () => ({}) }

/**
 * The guards and the count that come before a number is given, and the columns that take it.
 * @param promised the number that was shown, if one was
 */
export function numbering(ctx: Context, ready: Ready, promised?: number) {
  const { run, term, printed } = runIn(ready)
  const { type, issuer } = ready
  const at = ctx.clock()
  return {
    run,
    printed,
    before: [
      stillNumbers(ctx, term, issuer, type, run, at),
      countOn(ctx, run),
      ...asPromised(ctx, run, promised),
    ],
    columns: () => ({ ...numbered(run, printed.symbol, printed.suffix, at), typeName: type.name }),
  }
}

/** The run a draft gets its number from: `prepare` lets none without a number pass in a time without a term. */
function runIn({ found, type, issuer, term }: Ready) {
  if (term === undefined) throw new Error(`no term to number ${found.id} in`)
  return { run: runOf(type, issuer, term), term, printed: { symbol: type.symbol, suffix: issuer.suffix } }
}

/** Statement that lets a paper be found by its words and its number. */
export const findableNumbered = (ctx: Context, { found, type, issuer }: Ready): Statement =>
  findable(
    ctx.tenant,
    found.id,
    `${found.subject} ${found.signerName ?? ''} ${type.name} ${type.symbol}`,
    notationKey(`${type.symbol}/${issuer.suffix}`),
  )

/** Guard: no unit that the draft names was closed meanwhile; a group that a draft names cannot be removed. */
const stillNamed = (ctx: Context, id: string): Statement =>
  expectTrue(
    ctx.tenant,
    sql`not exists (select 1 from ${documentRecipient} join ${unit} on ${unit.id} = ${documentRecipient.targetId}
      where ${documentRecipient.documentId} = ${id} and ${documentRecipient.kind} = 'unit' and ${unit.closedAt} is not null)`,
  )

/** To how many places a document goes, outside and inside. */
export const placesOf = ({ to, units }: Ready): number => to.length + units

/** Every committee that the groups of a draft come to, after those it names one by one; one statement for all. */
export const nameRecipients = (ctx: Context, id: string, to: Addressee[]): Statement =>
  nameAll(ctx.tenant, { id, to: JSON.stringify(to) })

const nameAll = query<{ id: string; to: string }>()((db, { id, to }) =>
  db.run(
    sql`insert or ignore into ${documentRecipient} (documentId, kind, targetId, handle, name, position)
      select ${id}, 'committee', json_extract(value, '$.id'), json_extract(value, '$.handle'), json_extract(value, '$.name'), 10000 + key
      from json_each(${to})`,
  ),
)

/** What is said to the one who came second: who issued or numbered it, that its number is gone, or that it was edited. */
export async function whyNotIssued(ctx: Context, ready: Ready, promised?: number): Promise<Error> {
  const [found] = await ctx.tenant
    .select({ notation: document.notation, issuedBy: document.issuedBy })
    .from(document)
    .where(and(eq(document.id, ready.found.id), isIssued))
  if (found !== undefined) return alreadyIssued(found)
  if (ready.found.number !== null) return new Stale()
  const { run, printed } = runIn(ready)
  return (await promiseGone(ctx, run, printed, promised)) ?? new Stale()
}
