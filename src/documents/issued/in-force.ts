import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { z as zod } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { dayAt } from '../../core/dates.ts'
import { given } from '../../core/given.ts'
import { paged, readCursor } from '../../core/paging.ts'
import { query } from '../../core/query.ts'
import { document } from '../tables.ts'
import type { inForceList, inForceQuery } from './schema.ts'

/** Papers of one type that hold today: issued, begun, not run out, not recalled, replaced or repealed; the newest first. */
export async function listInForce(
  ctx: Context,
  { type, cursor, limit }: z.output<typeof inForceQuery>,
): Promise<z.infer<typeof inForceList>> {
  const after = readCursor(cursor, zod.tuple([zod.number(), zod.number()]))
  const { rows } = await look(ctx, {
    rows: inForce(ctx.tenant, {
      type,
      today: dayAt(ctx.clock()),
      at: after?.[0],
      rowid: after?.[1],
      limit: limit + 1,
    }),
  })
  return paged(
    rows,
    limit,
    (row) => [row.issuedAt ?? 0, row.rowid],
    (row) => ({
      id: row.id,
      notation: row.notation ?? '',
      typeName: row.typeName ?? '',
      subject: row.subject,
      issuedOn: row.issuedOn ?? '',
      amended: row.amended,
      ...given({ effectiveOn: row.effectiveOn, expiresOn: row.expiresOn }),
    }),
  )
}

type Page = {
  type: string
  today: string
  at?: number | undefined
  rowid?: number | undefined
  limit: number
}

const inForce = query<Page>()((db, { type, today, at, rowid, limit }) =>
  db
    .select({
      rowid: document.rowid,
      id: document.id,
      notation: document.notation,
      typeName: document.typeName,
      subject: document.subject,
      issuedOn: document.issuedOn,
      issuedAt: document.issuedAt,
      effectiveOn: document.effectiveOn,
      expiresOn: document.expiresOn,
      amended: sql<number>`(select count(*) from document_link l join document n on n.id = l.documentId
        where l.targetId = document.id and l.kind = 'amends' and +n.state = 'issued')`,
    })
    .from(document)
    .where(
      and(
        sql`${document.state} = 'issued'`,
        isNull(document.endedOn),
        eq(document.typeId, type),
        sql`coalesce(${document.effectiveOn}, '') <= ${today} and coalesce(${document.expiresOn}, '9999') >= ${today}`,
        at && sql`(${document.issuedAt}, ${document.rowid}) < (${at}, ${rowid})`,
      ),
    )
    .orderBy(desc(document.issuedAt), desc(document.rowid))
    .limit(limit),
)
