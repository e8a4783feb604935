import { and, eq, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Context } from '../../core/context.ts'
import { query } from '../../core/query.ts'
import { procedureBase, procedureRecipient } from '../exchange-tables.ts'
import { procedure, procedureVersion } from '../tables.ts'
import type { Database } from '../../platform/database.ts'

/** A version that can be adapted, wherever it comes from. */
export type Base = {
  procedureId: string
  versionId: string
  /** The committee that handed it down; none for a process of this committee. */
  issuer: string | null
  code: string
  name: string
  number: number
  note: string
  hash: string
  effectiveFrom: string
  closedOn: string | null
}

const shown = {
  procedureId: procedureBase.procedureId,
  versionId: procedureBase.versionId,
  issuer: procedureBase.issuerName,
  code: procedureBase.code,
  name: procedureBase.name,
  number: procedureBase.number,
  note: procedureBase.note,
  hash: procedureBase.hash,
  effectiveFrom: procedureBase.effectiveFrom,
  closedOn: procedureBase.closedOn,
}

/** The newest version of each process handed down to a place, without what it holds. */
const newest = query<{ here: string }>()((db, { here }) =>
  db
    .select({ ...shown, at: procedureBase.at })
    .from(procedureRecipient)
    .innerJoin(
      procedureBase,
      sql`${procedureBase.versionId} = (select n.versionId from ${procedureBase} n
        where n.procedureId = ${procedureRecipient.procedureId} order by n.number desc limit 1)`,
    )
    .where(eq(procedureRecipient.recipientId, here)),
)

/** Query for what was handed down to this committee: the newest version of each process. */
export const handedDown = ({ exchange, committee }: Context) => newest(exchange, { here: committee.id })

const newestWhole = query<{ here: string; procedureId: string }>()((db, { here, procedureId }) =>
  db
    .select({ ...shown, content: procedureBase.content })
    .from(procedureRecipient)
    .innerJoin(procedureBase, eq(procedureBase.procedureId, procedureRecipient.procedureId))
    .where(and(eq(procedureRecipient.recipientId, here), eq(procedureRecipient.procedureId, procedureId)))
    .orderBy(sql`${procedureBase.number} desc`)
    .limit(1),
)

/** Query for the newest version of one process that was handed down to this committee, with what it holds. */
export const handedOne = ({ exchange, committee }: Context, procedureId: string) =>
  newestWhole(exchange, { here: committee.id, procedureId })

const ownNewest = (db: Database, procedureId: Placeholder | SQL) =>
  db
    .select({
      procedureId: procedure.id,
      versionId: procedureVersion.id,
      issuer: sql<string | null>`null`,
      code: procedure.code,
      name: procedure.name,
      number: procedureVersion.number,
      note: procedureVersion.note,
      hash: sql<string>`${procedureVersion.hash}`,
      effectiveFrom: sql<string>`${procedureVersion.effectiveFrom}`,
      closedOn: procedure.closedOn,
      content: procedureVersion.content,
    })
    .from(procedure)
    .innerJoin(procedureVersion, eq(procedureVersion.procedureId, procedure.id))
    .where(and(eq(procedure.id, procedureId), eq(procedureVersion.state, 'approved')))
    .orderBy(sql`${procedureVersion.number} desc`)
    .limit(1)

/** Query for the last approved version of a process of this committee, in force or soon to be, as a base. */
export const ownOne = query<{ procedureId: string }>()((db, { procedureId }) => ownNewest(db, procedureId))

/** Query for the same of the base of the process that a version belongs to, where that is of this committee. */
export const ownBaseOf = query<{ versionId: string }>()((db, { versionId }) =>
  ownNewest(
    db,
    sql`(select p.baseId from ${procedure} p join ${procedureVersion} v on v.procedureId = p.id where v.id = ${versionId})`,
  ),
)

/** The newest version of the base of a process; what was handed down is asked of the exchange. */
export async function newestOf<Own>(
  ctx: Context,
  { baseId, baseIssuer }: Pick<typeof procedure.$inferSelect, 'baseId' | 'baseIssuer'>,
  own: readonly Own[],
) {
  if (baseId === null) return undefined
  return baseIssuer === '' ? own[0] : (await handedOne(ctx, baseId))[0]
}
