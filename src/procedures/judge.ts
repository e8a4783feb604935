import { isNull, sql } from 'drizzle-orm'
import type { Placeholder, SQL } from 'drizzle-orm'
import type { Context } from '../core/context.ts'
import { query } from '../core/query.ts'
import { member } from '../core/tables.ts'
import { dayAt } from '../core/dates.ts'
import { checkTemplate } from '../processes/template.ts'
import type { Problem, Role } from '../processes/template.ts'
import { candidatesOf, roleMembers, unitHeads } from './people.ts'
import type { People } from './people.ts'
import { procedure, procedureVersion } from './tables.ts'

/** The process of a version, to stand in a statement. */
export const procedureOf = (versionId: string | Placeholder): SQL =>
  sql`(select procedureId from ${procedureVersion} where id = ${versionId})`

const everyone = query()((db) => db.select({ id: member.id }).from(member).where(isNull(member.leftAt)))
const published = query<{ day: string }>()((db, { day }) =>
  db.all<{ code: string; calls: string }>(sql`
    select p.code as code, (select json_group_array(value)
      from json_tree(v.content) where key = 'template' and type = 'text') as calls
    from ${procedure} p join ${procedureVersion} v on v.id = (select f.id from ${procedureVersion} f
      where f.procedureId = p.id and f.state = 'approved' and f.effectiveFrom <= ${day}
      order by f.effectiveFrom desc limit 1)
    where p.closedOn is null`),
)
const heldIn = query<{ versionId: string }>()((db, { versionId }) =>
  db.all<{ role: string; memberId: string }>(roleMembers(procedureOf(versionId))),
)

/** Queries for what the check of a version must know of the committee: who fills which role, which codes are in force. */
export const surroundings = ({ tenant, clock }: Context, versionId: string) => ({
  held: heldIn(tenant, { versionId }),
  heads: unitHeads(tenant),
  everyone: everyone(tenant, {}),
  published: published(tenant, { day: dayAt(clock()) }),
})

type Around = People & {
  everyone: readonly { id: string }[]
  published: readonly { code: string; calls: string }[]
}

/** Judges a draft as publishing would: V1–V13 with the people and the processes of this committee. */
export function judge(ctx: Context, content: unknown, around: Around): ReturnType<typeof checkTemplate> {
  const everyone = around.everyone.map(({ id }) => id)
  const roles = (content as { roles?: Record<string, Role> }).roles ?? {}
  const idOf = (role: Role) => Object.keys(roles).find((id) => roles[id] === role) ?? ''
  return checkTemplate(content, {
    organisation: {
      units: [{ id: '', name: ctx.committee.name }],
      persons: (_, role) => candidatesOf(around, everyone, idOf(role), role),
    },
    published: new Map(
      around.published.map(({ code, calls }) => [code, JSON.parse(calls) as string[]] as const),
    ),
  })
}

/** Problems as an answer tells them. */
export const told = (problems: readonly Problem[]) =>
  problems.map(({ step, ...one }) => ({ ...one, ...(step === undefined ? {} : { step }) }))
