import { and, asc, eq, sql } from 'drizzle-orm'
import { can } from '../core/access.ts'
import { iso } from '../core/dates.ts'
import { deskPart } from '../core/part.ts'
import { query } from '../core/query.ts'
import { myId } from '../core/within.ts'
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

/** Versions that wait for whoever may approve them and wrote nothing in them. */
export const desk = deskPart({
  tenant: ({ tenant, person }) => ({ reviewing: reviewing(tenant, { person: person.id }) }),
  show: (me, { reviewing }) =>
    can(me.roles, procedures.approve)
      ? {
          waiting: reviewing.map(({ procedure: of, version }) => ({
            kind: 'procedure',
            id: of.id,
            title: `${of.code} ${of.name}`,
            sub: version.authorName,
            at: iso(version.updatedAt),
            urgency: 0,
          })),
        }
      : {},
})
