import type { z } from 'zod'
import { asc, isNull, sql } from 'drizzle-orm'
import { look, named } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import { byTitle } from '../core/text.ts'
import { subordinatesOf } from '../directory/places.ts'
import { decidingBodies } from '../directory/rules/kinds.ts'
import { notation } from '../documents/books/notation.ts'
import { runOf } from '../documents/books/number.ts'
import { copiesMade, filesOfOriginal, originalOf, tellOriginal } from '../documents/copies/original.ts'
import { kindsFor, lastSigner, numberingOf, officeHead } from '../documents/copies/ready.ts'
import { cited, COPY_KINDS, COPY_TYPE } from '../documents/copies/rules.ts'
import type { Side } from '../documents/copies/rules.ts'
import type { copyOutlook } from '../documents/copies/schema.ts'
import { tellMade } from '../documents/copies/show.ts'

import { recipientGroup } from '../documents/groups/tables.ts'
import { numberSeries } from '../documents/tables.ts'
import { unit } from '../organisation/tables.ts'
import { termOn } from '../organisation/terms.ts'
import { fateOf, tellEnded, tellFate } from './copy-fate.ts'

/**
 * What a copy of a paper starts from: the kinds that may be made, the number it would get, who signed the last one,
 * whom it may go to, and what became of the paper since.
 * @throws NotFound when there is no such paper
 */
export async function copyOutlookOf(
  ctx: Context,
  side: Side,
  id: string,
): Promise<z.infer<typeof copyOutlook>> {
  const [{ me: _, ...seen }, below] = await Promise.all([
    look(ctx, {
      ...originalOf(ctx.tenant, side, id),
      ...numberingOf(ctx),
      terms: termOn(ctx.tenant, dayAt(ctx.clock())),
      counts: counts(ctx.tenant, {}),
      last: lastSigner(ctx.tenant, {}),
      head: officeHead(ctx.tenant, {}),
      units: units(ctx.tenant, {}),
      groups: groups(ctx.tenant, {}),
      made: copiesMade(ctx.tenant, { id }),
    }),
    subordinatesOf(ctx),
  ])
  const original = tellOriginal(seen)
  if (original === undefined) throw new NotFound()
  const asked = fateOf(ctx, original)
  const rows = (await ctx.exchange.batch([asked.sent, asked.recalls, asked.later])) as unknown[]
  const fate = tellFate(named(asked, rows))
  return {
    cited: cited(original.of),
    kinds: kindsFor(ctx, original).map((kind) => ({ id: kind, name: COPY_KINDS[kind] })),
    issuers: seen.issuers.map(({ id: issuerId, name }) => ({ id: issuerId, name })),
    bodies: decidingBodies(ctx.committee.kind),
    signer: signerOf(ctx, seen),
    below: below.length,
    groups: byTitle(seen.groups),
    units: seen.units,
    files: filesOfOriginal(seen).map(({ sha256, name, type, size }) => ({ sha256, name, type, size })),
    remarks: fate.remarks,
    made: seen.made.map(tellMade),
    ...given({
      next: nextOf(seen),
      refused: original.refused ?? fate.refused,
      ended: tellEnded(original, fate),
    }),
  }
}

type Seen = {
  types: { symbol: string; series: string }[]
  issuers: { id: string; kind: string; oneRun: boolean; suffix: string }[]
  terms: { id: string }[]
  counts: { issuerId: string; termId: string; series: string; last: number }[]
  last: { name: string | null; title: string | null; authority: string | null; body: string | null }[]
  head: { name: string; title: string | null }[]
}

/** The number the committee's next copy gets. */
function nextOf({ types: [type], issuers: [from], terms: [term], counts: all }: Seen) {
  if (type === undefined || from === undefined || term === undefined) return undefined
  const run = runOf(type, from, term)
  const last = all.find(
    (one) => one.issuerId === run.issuerId && one.termId === run.termId && one.series === run.series,
  )
  const number = (last?.last ?? 0) + 1
  return { number, notation: notation(number, type.symbol, from.suffix) }
}

/** Who signs: as the last copy was signed, or the head of the office by order of the body that decides. */
function signerOf(ctx: Context, { last: [last], head: [head] }: Seen) {
  if (last !== undefined)
    return {
      name: last.name ?? '',
      title: last.title ?? '',
      authority: last.authority ?? '',
      body: last.body ?? '',
    }
  const [body] = decidingBodies(ctx.committee.kind)
  return {
    name: head?.name ?? '',
    title: head?.title ?? (head === undefined ? '' : 'Chánh Văn phòng'),
    authority: 'T/L',
    body: body?.id ?? '',
  }
}

const counts = query()((db) =>
  db
    .select()
    .from(numberSeries)
    .where(sql`${numberSeries.series} in (${sql.raw(`'${COPY_TYPE}', '*'`)})`),
)
const units = query()((db) =>
  db
    .select({ id: unit.id, name: unit.name })
    .from(unit)
    .where(isNull(unit.closedAt))
    .orderBy(asc(unit.rank), asc(unit.name)),
)
const groups = query()((db) =>
  db
    .select({
      id: recipientGroup.id,
      name: recipientGroup.name,
      count: sql<number>`(select count(*) from recipient_group_member m where m.groupId = recipient_group.id)`,
    })
    .from(recipientGroup),
)
