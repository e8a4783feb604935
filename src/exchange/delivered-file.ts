import { and, eq, isNull, sql } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { NotFound } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { consignment, consignmentFile, delivery } from './exchange-tables.ts'

const oneFile = query<{ id: string; me: string; sha256: string }>()((db, { id, me, sha256 }) =>
  db
    .select({
      owner: consignment.senderId,
      sha256: consignmentFile.sha256,
      name: consignmentFile.name,
      type: consignmentFile.type,
      size: consignmentFile.size,
      blocks: consignmentFile.blocks,
    })
    .from(delivery)
    .innerJoin(consignment, eq(consignment.id, delivery.consignmentId))
    .innerJoin(consignmentFile, eq(consignmentFile.consignmentId, delivery.consignmentId))
    .where(
      and(
        eq(delivery.consignmentId, id),
        eq(delivery.recipientId, me),
        eq(consignmentFile.sha256, sha256),
        // What may hold a state secret is opened by nobody.
        isNull(consignment.sealed),
        sql`${delivery.sealed} = 0`,
      ),
    )
    .limit(1),
)

/**
 * A file of a delivery to this committee, for opening before it is accepted.
 * @throws NotFound when it was not delivered here
 */
export async function deliveredFile(ctx: Context, id: string, sha256: string) {
  const [, rows] = await Promise.all([
    look(ctx, {}),
    oneFile(ctx.exchange, { id, me: ctx.committee.id, sha256 }),
  ])
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  return found
}
