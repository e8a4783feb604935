import { eq, sql } from 'drizzle-orm'
import { commit, look, takenMeanwhile } from '../../core/batch.ts'
import type { Statement } from '../../core/batch.ts'
import type { Context } from '../../core/context.ts'
import { cross } from '../../core/crossing.ts'
import type { CrossingKind } from '../../core/crossing.ts'
import { Conflict, Invalid, NotFound } from '../../core/errors.ts'
import { someNames } from '../../core/text.ts'
import { subordinatesOf } from '../../directory/places.ts'
import { procedureActs } from '../acts.ts'
import { procedureBase, procedureRecipient } from '../exchange-tables.ts'
import { procedure } from '../tables.ts'
import { ownOne } from './asked.ts'

type Place = { id: string; handle: string; name: string }
type HandedDown = { base: Omit<typeof procedureBase.$inferInsert, 'at'>; to: Place[] }

/** Puts a version into the exchange, once, and names the places it is for. */
export const handing: CrossingKind<HandedDown> = {
  kind: 'procedure_hand',
  exchange: (db, { base, to }, at) => [
    db
      .insert(procedureBase)
      .values({ ...base, at })
      .onConflictDoNothing(),
    db.run(sql`insert or ignore into ${procedureRecipient} (procedureId, recipientId, handle, name, at)
      select ${base.procedureId}, value ->> 'id', value ->> 'handle', value ->> 'name', ${at}
      from json_each(${JSON.stringify(to)})`),
  ],
}

type Closing = { procedureId: string; closedOn: string }

/** Tells those who work by a process that was handed down to them that it is withdrawn. */
export const closing: CrossingKind<Closing> = {
  kind: 'procedure_close',
  after: () => [handing.kind],
  exchange: (db, { procedureId, closedOn }) => [
    db.update(procedureBase).set({ closedOn }).where(eq(procedureBase.procedureId, procedureId)),
  ],
}

/** Up to here the audit names places one by one. */
const NAMED = 20

/**
 * Hands the last approved version down to committees directly below, who then adapt it where it leaves that open. Doing it
 * again for a new version tells those who were told before as well.
 * @param handles of those below; without them all
 * @returns how many places it goes to by this
 * @throws NotFound; Conflict where nothing is approved or nobody is below; Invalid for a place that is not below
 */
export async function handDown(
  ctx: Context,
  id: string,
  handles?: string[],
): Promise<{ id: string; recipients: number }> {
  const [{ me, rows, base }, below] = await Promise.all([
    look(ctx, {
      rows: ctx.tenant.select().from(procedure).where(eq(procedure.id, id)),
      base: ownOne(ctx.tenant, { procedureId: id }),
    }),
    subordinatesOf(ctx),
  ])
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  if (found.closedOn !== null) throw new Conflict('Quy trình đã bãi bỏ nên không chuyển xuống được.')
  const version = base[0]
  if (version === undefined)
    throw new Conflict('Quy trình chưa có lần ban hành nào được phê duyệt. Đề nghị phê duyệt trước.')
  const to = chosen(below, handles)
  const { procedureId, versionId, code, name, number, note, hash, effectiveFrom, content } = version
  const issuer = { committeeId: ctx.committee.id, issuerName: ctx.committee.name }
  const effect = {
    base: { procedureId, versionId, code, name, number, note, hash, effectiveFrom, content, ...issuer },
    to,
  }
  const names = someNames(
    to.map(({ name }) => name),
    NAMED,
  )
  const act = procedureActs.handDown(
    { id, name: `${found.code} ${found.name}` },
    { after: { number: version.number, hash: version.hash, recipients: names } },
  )
  return cross(ctx, handing, (announced) =>
    commit(
      ctx,
      me,
      act,
      [
        announced.row(effect),
        ctx.tenant.update(procedure).set({ handedAt: ctx.clock() }).where(eq(procedure.id, id)),
      ],
      { id, recipients: to.length },
      takenMeanwhile,
    ),
  )
}

function chosen(below: Place[], handles: string[] | undefined): Place[] {
  if (below.length === 0)
    throw new Conflict('Chưa có cấp dưới nào trực thuộc. Đề nghị chấp nhận đề nghị trực thuộc trước.')
  const missing = (handles ?? []).filter((one) => !below.some(({ handle }) => handle === one))
  if (missing.length > 0)
    throw new Invalid([
      { field: 'handles', message: `Không phải cấp dưới trực thuộc: ${missing.join(', ')}.` },
    ])
  return handles === undefined ? below : below.filter(({ handle }) => handles.includes(handle))
}

/** Does a withdrawal so that those it was handed down to learn of it; others need no crossing. */
export const telling = <T extends object>(
  ctx: Context,
  { id, handedAt }: Pick<typeof procedure.$inferSelect, 'id' | 'handedAt'>,
  closedOn: string,
  write: (statements: Statement[]) => Promise<T>,
): Promise<T> =>
  handedAt === null
    ? write([])
    : cross(ctx, closing, (announced) => write([announced.row({ procedureId: id, closedOn })]))
