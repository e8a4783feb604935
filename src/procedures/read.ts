import { asc, desc, eq, sql } from 'drizzle-orm'
import { look } from '../core/batch.ts'
import type { Context } from '../core/context.ts'
import { dayAt, iso } from '../core/dates.ts'
import { NotFound } from '../core/errors.ts'
import { given } from '../core/given.ts'
import { query } from '../core/query.ts'
import { ROLES } from '../core/access.ts'
import type { Role } from '../core/access.ts'
import { member } from '../core/tables.ts'
import { position, unit } from '../organisation/tables.ts'
import { judge, procedureOf, surroundings, told } from './judge.ts'
import { headOf } from './list.ts'
import { roleMembers } from './people.ts'
import { inForceOn, standingOf } from './rules.ts'
import type { ProcedureAnswer, VersionAnswer, VersionRow } from './schema.ts'
import { procedure, procedureHolder, procedureReceipt, procedureVersion } from './tables.ts'

type Version = Pick<typeof procedureVersion.$inferSelect, keyof typeof versionColumns>

/** The columns of versions without what is long. */
export const versionColumns = {
  id: procedureVersion.id,
  procedureId: procedureVersion.procedureId,
  number: procedureVersion.number,
  state: procedureVersion.state,
  hash: procedureVersion.hash,
  note: procedureVersion.note,
  effectiveFrom: procedureVersion.effectiveFrom,
  editors: procedureVersion.editors,
  authorName: procedureVersion.authorName,
  reviewerId: procedureVersion.reviewerId,
  reviewerName: procedureVersion.reviewerName,
  approverName: procedureVersion.approverName,
  approvedAt: procedureVersion.approvedAt,
  updatedAt: procedureVersion.updatedAt,
  version: procedureVersion.version,
}

type Id = { id: string }
const oneProcedure = query<Id>()((db, { id }) =>
  db
    .select({ procedure, unitName: unit.name, ownerName: member.name })
    .from(procedure)
    .leftJoin(unit, eq(unit.id, procedure.unitId))
    .leftJoin(member, eq(member.id, procedure.ownerId))
    .where(eq(procedure.id, id)),
)
const versionsOf = query<Id>()((db, { id }) =>
  db
    .select(versionColumns)
    .from(procedureVersion)
    .where(eq(procedureVersion.procedureId, id))
    .orderBy(desc(procedureVersion.number)),
)
const holdersOf = query<Id>()((db, { id }) =>
  db
    .select({
      role: procedureHolder.role,
      kind: procedureHolder.kind,
      targetId: procedureHolder.targetId,
      name: sql<string | null>`coalesce(${member.name}, ${position.name}, ${unit.name})`,
    })
    .from(procedureHolder)
    .leftJoin(member, eq(member.id, procedureHolder.targetId))
    .leftJoin(position, eq(position.id, procedureHolder.targetId))
    .leftJoin(unit, eq(unit.id, procedureHolder.targetId))
    .where(eq(procedureHolder.procedureId, id)),
)
const receiptsOf = query<Id>()((db, { id }) =>
  db
    .select({ receipt: procedureReceipt })
    .from(procedureReceipt)
    .innerJoin(procedureVersion, eq(procedureVersion.id, procedureReceipt.versionId))
    .where(eq(procedureVersion.procedureId, id))
    .orderBy(asc(procedureReceipt.at)),
)
const heldBy = query<Id>()((db, { id }) =>
  db
    .select({ id: member.id, name: member.name })
    .from(member)
    .where(sql`${member.id} in (select memberId from (${roleMembers(id)}))`)
    .orderBy(asc(member.rank), asc(member.sortKey)),
)
/** Query for a version whole, with its process. */
export const oneVersion = query<Id>()((db, { id }) =>
  db
    .select({ version: procedureVersion, procedure })
    .from(procedureVersion)
    .innerJoin(procedure, eq(procedure.id, procedureVersion.procedureId))
    .where(eq(procedureVersion.id, id)),
)
const siblingsOf = query<Id>()((db, { id }) =>
  db
    .select(versionColumns)
    .from(procedureVersion)
    .where(sql`${procedureVersion.procedureId} = ${procedureOf(id)}`),
)

/** One process under control: its versions, who fills its roles, who has read what is in force and who has yet to. */
export async function readProcedure(ctx: Context, id: string): Promise<ProcedureAnswer> {
  const day = dayAt(ctx.clock())
  const { rows, versions, holders, receipts, held } = await look(ctx, {
    rows: oneProcedure(ctx.tenant, { id }),
    versions: versionsOf(ctx.tenant, { id }),
    holders: holdersOf(ctx.tenant, { id }),
    receipts: receiptsOf(ctx.tenant, { id }),
    held: heldBy(ctx.tenant, { id }),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const inForce = inForceOn(versions, day, found.procedure.closedOn)
  const read = receipts.filter(({ receipt }) => receipt.versionId === inForce?.id)
  const readers = new Set(read.map(({ receipt }) => receipt.memberId))
  return {
    ...headOf(found.procedure, found.unitName),
    owner: { id: found.procedure.ownerId, name: found.ownerName ?? '' },
    ...given({ reviewOn: found.procedure.reviewOn }),
    versions: versions.map((one) => showVersion(one, versions, day, found.procedure.closedOn)),
    holders: holders.map(({ name, ...one }) => ({
      ...one,
      name: one.kind === 'role' ? (ROLES[one.targetId as Role] ?? '') : (name ?? ''),
    })),
    receipts: read.map(({ receipt }) => ({
      memberId: receipt.memberId,
      name: receipt.name,
      at: iso(receipt.at),
    })),
    awaited: inForce === undefined ? [] : held.filter((one) => !readers.has(one.id)),
  }
}

/** One version whole, as anybody may read it, with what the check says of it. */
export async function readVersion(ctx: Context, id: string): Promise<VersionAnswer> {
  const { rows, siblings, ...around } = await look(ctx, {
    rows: oneVersion(ctx.tenant, { id }),
    siblings: siblingsOf(ctx.tenant, { id }),
    ...surroundings(ctx, id),
  })
  const found = rows[0]
  if (found === undefined) throw new NotFound()
  const content = JSON.parse(found.version.content) as Record<string, unknown>
  return {
    ...showVersion(found.version, siblings, dayAt(ctx.clock()), found.procedure.closedOn),
    procedure: { id: found.procedure.id, code: found.procedure.code, name: found.procedure.name },
    content,
    problems: told(judge(ctx, content, around).problems),
    version: found.version.version,
    ...(found.version.baseNumber === null
      ? {}
      : {
          base: {
            issuer: found.procedure.baseIssuer ?? '',
            number: found.version.baseNumber,
            hash: found.version.baseHash ?? '',
          },
        }),
  }
}

function showVersion(
  row: Version,
  versions: readonly Version[],
  day: string,
  closedOn: string | null,
): VersionRow {
  const { id, number, note, authorName, hash, effectiveFrom, reviewerName, approverName, approvedAt } = row
  return {
    id,
    number,
    note,
    authorName,
    standing: standingOf(row, versions, day, closedOn),
    updatedAt: iso(row.updatedAt),
    ...given({ hash, effectiveFrom, reviewerName, approverName }),
    ...(approvedAt === null ? {} : { approvedAt: iso(approvedAt) }),
  }
}
