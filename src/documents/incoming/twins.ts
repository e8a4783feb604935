import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { SQL } from 'drizzle-orm'
import type { z } from 'zod'
import { look } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { showDay } from '../../core/dates.ts'
import { fold } from '../../core/text.ts'
import { listed, query } from '../../core/query.ts'
import type { Given } from '../../core/query.ts'
import type { Database } from '../../platform/database.ts'
import { incoming, incomingFile } from '../tables.ts'
import type { twinList, twinQuery } from './schema.ts'

/** What a document says of itself, as far as two of them can be the same. */
export type Likeness = {
  senderName: string
  notation: string
  issuedOn: string
  typeName: string
  files: string[]
}

/**
 * The condition that a document in the book may be the same as another: of that number, day and type, or with one of
 * its files, a list of hashes as JSON, under whatever number. Types that share a symbol are different papers (F17).
 * @param sender what besides must be the same for its number to count, where the senders are known
 */
export const isTwin = (db: Database, like: Given<Twin>, sender?: SQL): SQL | undefined =>
  or(
    and(
      sender,
      eq(incoming.notation, like.notation),
      eq(incoming.issuedOn, like.issuedOn),
      eq(incoming.typeName, like.typeName),
    ),
    inArray(
      incoming.id,
      db
        .select({ id: incomingFile.incomingId })
        .from(incomingFile)
        .where(sql`${incomingFile.sha256} in ${listed(like.files)}`),
    ),
  )
type Twin = Record<'notation' | 'issuedOn' | 'typeName' | 'files', string>

/** Query for documents already in the book that may be the same, whoever sent them. */
export const likely = ({ tenant }: Context, { notation, issuedOn, typeName, files }: Likeness) =>
  likelyOnes(tenant, { notation, issuedOn, typeName, files: JSON.stringify(files) })

const likelyOnes = query<Twin>()((db, like) =>
  db
    .select({
      id: incoming.id,
      arrivalNo: incoming.arrivalNo,
      arrivedOn: incoming.arrivedOn,
      senderName: incoming.senderName,
      notation: incoming.notation,
      issuedOn: incoming.issuedOn,
      typeName: incoming.typeName,
      deliveryId: incoming.deliveryId,
    })
    .from(incoming)
    .where(isTwin(db, like))
    .limit(20),
)

type Found = Awaited<ReturnType<typeof likely>>[number]

/** Of those likely the ones that are the same: of the same issuer, however it is spelt, or with the same file. */
export const twinsAmong = (found: Found[], like: Likeness) =>
  found.flatMap((one) => {
    const alike =
      one.notation === like.notation && one.issuedOn === like.issuedOn && one.typeName === like.typeName
    if (alike && fold(one.senderName) !== fold(like.senderName)) return []
    const { id, arrivalNo, arrivedOn, senderName } = one
    const why = alike ? 'cùng cơ quan ban hành, số ký hiệu, ngày và tên loại' : 'có cùng tệp đính kèm'
    return [
      {
        id,
        arrivalNo,
        arrivedOn,
        senderName,
        why: `Số đến ${arrivalNo} ngày ${showDay(arrivedOn)}: ${why}.`,
      },
    ]
  })

/** Documents in the book that may be the one about to be entered. */
export async function listTwins(
  ctx: Context,
  asked: z.output<typeof twinQuery>,
): Promise<z.infer<typeof twinList>> {
  const like = { ...asked, files: asked.files.split(',') }
  const { found } = await look(ctx, { found: likely(ctx, like) })
  return { items: twinsAmong(found, like) }
}
