import { and, asc, eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { iso, showDay } from '../core/dates.ts'
import { deskPart, pulsePart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
import { handedDown } from './bases/asked.ts'
import { adaptedHere } from './bases/list.ts'
import { procedures } from './permissions.ts'
import { procedure, procedureVersion } from './tables.ts'

const reviewing = query<{ person: string }>()((db, { person: id }) =>
  db
    .select({
      procedure,
      version: {
        id: procedureVersion.id,
        number: procedureVersion.number,
        updatedAt: procedureVersion.updatedAt,
        authorName: procedureVersion.authorName,
      },
    })
    .from(procedureVersion)
    .innerJoin(procedure, eq(procedure.id, procedureVersion.procedureId))
    .where(
      and(
        sql`${procedureVersion.state} <> 'approved'`,
        eq(procedureVersion.state, 'reviewing'),
        sql`not exists (select 1 from json_each(${procedureVersion.editors}) where value = ${myId({ person: { id } })})`,
      ),
    )
    .orderBy(asc(procedureVersion.updatedAt))
    .limit(20),
)

/** What was handed down longer ago than this (ms) and not adapted presses on nobody. */
const NEWS = 14 * 86_400_000

/**
 * Versions that wait for whoever may approve them and wrote nothing in them; for those who write, what was handed down
 * lately, what adapts a version that has been followed by another, and what goes by a base that was withdrawn.
 */
export const desk = deskPart({
  tenant: (ctx) => ({
    reviewing: reviewing(ctx.tenant, { person: ctx.person.id }),
    adapted: adaptedHere(ctx),
  }),
  exchange: (ctx) => ({ handed: handedDown(ctx) }),
  show: (me, { reviewing, adapted, handed }, { clock }) => ({
    waiting: [
      ...(can(me.roles, procedures.approve)
        ? reviewing.map(({ procedure: of, version }) => ({
            kind: 'procedure',
            id: of.id,
            title: `${of.code} ${of.name}`,
            sub: version.authorName,
            at: iso(version.updatedAt),
            urgency: 0,
          }))
        : []),
      ...(can(me.roles, procedures.write)
        ? handed.flatMap(({ procedureId, code, name, issuer, number, at, closedOn }) => {
            const made = adapted.filter((one) => one.baseId === procedureId && one.closedOn === null)
            if (closedOn !== null)
              return made.map((own) => ({
                kind: 'baseless',
                id: own.id,
                title: `${own.code} ${own.name}`,
                sub: `${issuer}: ${code}, từ ${showDay(closedOn)}`,
                at: iso(at),
                urgency: 0,
              }))
            const behind = made.find(({ baseNumber }) => (baseNumber ?? 0) < number)
            const fresh = made.length === 0 && at > clock() - NEWS
            if (behind === undefined && !fresh) return []
            const one = { title: `${code} ${name}`, sub: issuer, at: iso(at), urgency: 0 }
            return [
              behind === undefined
                ? { ...one, kind: 'base', id: procedureId }
                : { ...one, kind: 'rebase', id: behind.id },
            ]
          })
        : []),
    ],
  }),
})

const marks = query()((db) =>
  db
    .select({ n: sql<number>`count(*)`, latest: sql<number | null>`max(${procedureVersion.updatedAt})` })
    .from(procedureVersion)
    .where(and(sql`${procedureVersion.state} <> 'approved'`, eq(procedureVersion.state, 'reviewing'))),
)

/** How many versions are under review, and when one was last changed. */
export const pulse = pulsePart({
  tenant: ({ tenant }) => ({ marks: marks(tenant, {}) }),
  show: (_, { marks: found }) => found,
})
