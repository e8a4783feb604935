import { isNull, sql } from 'drizzle-orm'
import type { Statement } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { Conflict } from '../core/errors.ts'
import { query } from '../core/query.ts'
import { readChecked } from './blocks.ts'
import { noRoom } from './refusals.ts'
import type { Remarks } from './remarks.ts'
import type { FileFacts } from './schema.ts'
import { file, fileTotal } from './tables.ts'

/** Query for what a committee stores. */
export const storedHere = query()((db) => db.select({ bytes: fileTotal.bytes }).from(fileTotal))

export type Brought = FileFacts & { blocks: string | null; remarks: Remarks | null }

/**
 * Takes files that another committee keeps into one's own store, block by block as they were sent, so that what is sent
 * on is one's own. What is here already is not read again.
 * @param owner who keeps them
 * @param stored what is stored here before, in bytes (`storedHere`)
 * @returns the statements that name them here, for the batch that uses them; a crash before leaves bytes nobody names
 * @throws Conflict naming a file that is not whole there any more; Invalid when there is no room for them
 */
export async function bringOver(
  ctx: Context,
  me: { id: string },
  owner: string,
  files: readonly Brought[],
  stored: number,
): Promise<Statement[]> {
  const mine = ctx.committee.id
  const fresh = files.reduce((sum, { size }) => sum + size, 0)
  if (stored + fresh > ctx.most.stored) throw noRoom(ctx.most.stored)
  for (const one of files) {
    const found = await ctx.files.head({ owner: mine, sha256: one.sha256 })
    if (found?.size !== one.size) await carry(ctx, owner, one)
  }
  return files.flatMap((one) => named(ctx, me, one))
}

async function carry(ctx: Context, owner: string, one: Brought): Promise<void> {
  const lost = new Conflict(`Tệp "${one.name}" ở nơi gửi không còn nguyên vẹn. Đề nghị nơi gửi tải lại tệp.`)
  let broken = false
  const body = await readChecked(ctx.files, { ...one, owner }, undefined, () => (broken = true)).catch(
    () => undefined,
  )
  if (body === undefined || broken) throw lost
  const kept = await ctx.files.put({ owner: ctx.committee.id, sha256: one.sha256 }, one.size, body)
  if (!kept) throw lost
}

/** One that is being swept away this very moment is not named: the request is to be made again. */
function named(ctx: Context, me: { id: string }, { sha256, name, type, size, blocks, remarks }: Brought) {
  const now = ctx.clock()
  const row = {
    sha256,
    name,
    type,
    size,
    blocks,
    remarks,
    uploadedBy: me.id,
    uploadedAt: now,
    checkedAt: now,
  }
  return [
    ctx.tenant
      .insert(file)
      .values(row)
      .onConflictDoUpdate({
        target: file.sha256,
        set: { uploadedAt: now },
        setWhere: isNull(file.removingAt),
      }),
    ctx.tenant.run(sql`insert into expect select changes() = 1`),
  ] satisfies Statement[]
}
