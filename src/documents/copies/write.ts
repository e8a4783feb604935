import { eq, sql } from 'drizzle-orm'
import { expectTrue } from '../../core/batch.ts'
import type { Me, Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { notationKey } from '../../core/text.ts'
import { unit } from '../../organisation/tables.ts'
import type { issuer, term } from '../../organisation/tables.ts'
import { asPromised, countOn, numbered, runOf, stillNumbers } from '../books/number.ts'
import { findable } from '../found.ts'
import { nameRecipients } from '../outgoing/freeze.ts'
import type { Attached, Recipient } from '../outgoing/parts.ts'
import type { Addressee } from '../outgoing/reach.ts'
import { document, documentFile, documentRecipient, incoming } from '../tables.ts'
import type { documentType } from '../tables.ts'
import type { Original } from './original.ts'
import { cited, COPY_KINDS } from './rules.ts'
import type { Copy } from './rules.ts'

/** All that a copy is made of, judged and found. */
export type CopyReady = {
  me: Me
  original: Original
  copy: Copy
  decidingBody: string | null
  overrideReason: string | null
  type: typeof documentType.$inferSelect
  issuer: typeof issuer.$inferSelect
  term: typeof term.$inferSelect
  /** Everybody it goes to outside, and the units inside. */
  to: Addressee[]
  units: Recipient[]
  files: Attached[]
}

/** The run of a copy and how its number is printed. */
export const runOfCopy = ({ type, issuer: from, term: of }: CopyReady) => ({
  run: runOf(type, from, of),
  printed: { symbol: type.symbol, suffix: from.suffix },
})

/** The subject under which a copy stands in registers and lists: the paper it is of, as one cites it. */
export const subjectOf = ({ of, part }: Copy): string =>
  part === undefined ? cited(of) : `${part}, ${cited(of)}`

/**
 * The statements that make and issue a copy: the next BS number of the term, the row, its files and where it goes. They
 * undo their batch when the original was recalled, or ended otherwise than was judged, meanwhile.
 * @param promised the number that was shown, if one was
 */
export function writeCopy(ctx: Context, id: string, ready: CopyReady, promised?: number): Statement[] {
  const { me, original, copy, type, issuer: from, term: of, to, units, files } = ready
  const at = ctx.clock()
  const { run } = runOfCopy(ready)
  const subject = subjectOf(copy)
  const row = {
    ...numbered(run, type.symbol, from.suffix, at),
    id,
    state: 'issued' as const,
    stage: 'numbered' as const,
    typeId: type.id,
    typeName: COPY_KINDS[copy.kind],
    decidingBody: ready.decidingBody,
    subject,
    signerName: copy.by.name,
    signerTitle: copy.by.title,
    authority: copy.by.authority,
    urgency: original.urgency,
    overrideReason: ready.overrideReason,
    recipientText: copy.recipients,
    recipientCount: to.length + units.length,
    copyKind: copy.kind,
    copyOfId: original.id,
    copy: JSON.stringify({ ...copy, side: original.side }),
    authorId: me.id,
    authorName: me.name,
    unitId: me.unitId,
    createdAt: at,
    updatedAt: at,
    issuedBy: me.name,
  }
  const words = `${subject} ${copy.by.name} ${COPY_KINDS[copy.kind]} ${type.symbol}`
  return [
    stillNumbers(ctx, of, from, type, run, at),
    stillCopied(ctx, original),
    ...stillOpen(ctx, units),
    countOn(ctx, run),
    ...asPromised(ctx, run, promised),
    ctx.tenant.insert(document).values(row),
    ctx.tenant.insert(documentFile).values(files.map((one) => ({ ...one, documentId: id }))),
    ...(units.length === 0
      ? []
      : [ctx.tenant.insert(documentRecipient).values(units.map((one) => ({ ...one, documentId: id })))]),
    ...(to.length === 0 ? [] : [nameRecipients(ctx, id, to)]),
    findable(ctx.tenant, id, words, notationKey(`${type.symbol}/${from.suffix}`)),
  ]
}

/** Guard: the original stands as it was judged. Recalling one counts its copies from its side. */
const stillCopied = (ctx: Context, { side, id, ended }: Original): Statement =>
  expectTrue(
    ctx.tenant,
    side === 'incoming'
      ? sql`exists (select 1 from ${incoming} where ${eq(incoming.id, id)} and ${incoming.state} <> 'recalled')`
      : sql`exists (select 1 from ${document} where ${eq(document.id, id)}
          and (${document.endedOn} is not null) = ${ended === undefined ? 0 : 1} and ${document.recalledAt} is null)`,
  )

/** Guard: no unit it goes to was closed meanwhile. */
const stillOpen = (ctx: Context, units: Recipient[]): Statement[] =>
  units.length === 0
    ? []
    : [
        expectTrue(
          ctx.tenant,
          sql`not exists (select 1 from ${unit} where ${unit.closedAt} is not null
            and ${unit.id} in (select value from json_each(${JSON.stringify(units.map((one) => one.targetId))})))`,
        ),
      ]
